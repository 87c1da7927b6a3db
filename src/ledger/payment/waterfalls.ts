/** The waterfalls that are built in. A stored name means the same for ever: a change is a new version. */
import { waterfallName, type DueStatus, type Waterfall } from './waterfall.js';

const PAST_DUE_FIRST: readonly DueStatus[] = ['PAST_DUE', 'DUE', 'IN_ADVANCE'];

/** Costs, then interest, then principal: Civil Code of the PRC, art. 561; fees and penalties stand with their kin. */
export const STANDARD_WATERFALL: Waterfall = {
  id: 'standard',
  version: 1,
  source: 'Custom: costs, then interest, then principal; the oldest debt first',
  components: [
    'refund-recoverable',
    'cost',
    'fee',
    'doubled-interest',
    'interest',
    'penalty',
    'judgment-debt',
    'principal',
  ],
  across: { by: ['oldest'], equal: 'as-registered' },
  excludes: [],
};

/** Principal first: what many public creditors apply to fines. */
export const PRINCIPAL_FIRST_WATERFALL: Waterfall = {
  id: 'principal-first',
  version: 1,
  source: 'Custom of many public creditors: principal first; the oldest debt first',
  components: [
    'principal',
    'judgment-debt',
    'penalty',
    'interest',
    'doubled-interest',
    'fee',
    'cost',
    'refund-recoverable',
  ],
  across: { by: ['oldest'], equal: 'as-registered' },
  excludes: [],
};

/**
 * Art. 560: debts due, then the least secured, then the heaviest burden, then the earliest due, else in proportion.
 * Art. 561: costs, interest, principal. After judgment: the judgment's money before the doubled interest.
 */
export const CN_CIVIL_WATERFALL: Waterfall = {
  id: 'cn-civil',
  version: 1,
  source: 'Civil Code of the PRC, art. 560 and 561; after judgment 法释〔2014〕8号, art. 4',
  components: [
    'refund-recoverable',
    'cost',
    'fee',
    'interest',
    'doubled-interest',
    'penalty',
    'principal',
    'judgment-debt',
  ],
  afterJudgment: [
    'refund-recoverable',
    'cost',
    'judgment-debt',
    'fee',
    'interest',
    'penalty',
    'principal',
    'doubled-interest',
  ],
  across: { by: ['due', 'security', 'rate', 'maturity'], equal: 'pro-rata' },
  excludes: ['moratorium'],
};

/** Consumer debts in collection: no undirected money on a disputed debt; what is past due first. */
export const US_COLLECTION_WATERFALL: Waterfall = {
  id: 'us-collection',
  version: 1,
  source: '15 USC 1692h and 12 CFR 1006.30(c): no payment on a disputed debt, directions followed',
  components: [
    'refund-recoverable',
    'cost',
    'interest',
    'doubled-interest',
    'fee',
    'penalty',
    'judgment-debt',
    'principal',
  ],
  statuses: PAST_DUE_FIRST,
  across: { by: ['oldest'], equal: 'as-registered' },
  excludes: ['disputed', 'moratorium'],
};

/** Each balance of the card is a debt with its own rate; the minimum is met in the order of opening (the issuer's choice). */
export const US_CARD_WATERFALL: Waterfall = {
  id: 'us-card',
  version: 1,
  source: '12 CFR 1026.53(a): above the required minimum, the balance with the highest rate first',
  components: [
    'refund-recoverable',
    'interest',
    'doubled-interest',
    'fee',
    'penalty',
    'cost',
    'judgment-debt',
    'principal',
  ],
  minimum: { by: ['oldest'], equal: 'as-registered' },
  across: { by: ['rate', 'oldest'], equal: 'as-registered' },
  excludes: ['disputed', 'moratorium'],
};

/** Several agreements with one firm: in the proportion of the sums due, those in advance last. */
export const UK_AGREEMENTS_WATERFALL: Waterfall = {
  id: 'uk-agreements',
  version: 1,
  source: 'Consumer Credit Act 1974, s. 81(2), and CONC 6.4.2R: in the proportion of the sums due',
  components: [
    'refund-recoverable',
    'cost',
    'fee',
    'interest',
    'doubled-interest',
    'penalty',
    'judgment-debt',
    'principal',
  ],
  statuses: PAST_DUE_FIRST,
  across: { by: ['due'], equal: 'pro-rata' },
  excludes: ['disputed', 'moratorium'],
};

/** Each balance of the card is a debt with its own rate. */
export const UK_CARD_WATERFALL: Waterfall = {
  id: 'uk-card',
  version: 1,
  source: 'CONC 6.7.4R: the debt with the highest rate of interest first, then the next',
  components: [
    'refund-recoverable',
    'interest',
    'doubled-interest',
    'fee',
    'penalty',
    'cost',
    'judgment-debt',
    'principal',
  ],
  across: { by: ['rate', 'oldest'], equal: 'as-registered' },
  excludes: ['disputed', 'moratorium'],
};

export const WATERFALLS: readonly Waterfall[] = [
  STANDARD_WATERFALL,
  PRINCIPAL_FIRST_WATERFALL,
  CN_CIVIL_WATERFALL,
  US_COLLECTION_WATERFALL,
  US_CARD_WATERFALL,
  UK_AGREEMENTS_WATERFALL,
  UK_CARD_WATERFALL,
];

const BY_NAME = new Map(WATERFALLS.map((waterfall) => [waterfallName(waterfall), waterfall]));

/** A waterfall by its `id@version`. A name that no built-in data has is a bug or a ledger from a newer program. */
export function waterfallNamed(name: string): Waterfall {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`waterfall ${name} is not known to this program`);
  return found;
}
