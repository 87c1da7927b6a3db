/** One plain sentence per fact, in English and in simplified Chinese: the text of an audit history. */
import { dateOf } from '../../../src/ledger/dates.js';
import type { Flag } from '../../../src/ledger/fact.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { accessSentences } from './access.sentences.js';
import { caseSentences } from './case.sentences.js';
import { chargeSentences } from './charge.sentences.js';
import { clearanceSentences } from './clearance.sentences.js';
import { complaintSentences } from './complaint.sentences.js';
import { talkSentences } from './contact.sentences.js';
import { bucketSentences } from './bucket.sentences.js';
import { deadlineSentences } from './deadline.sentences.js';
import { debtSentences } from './debt.sentences.js';
import { delinquencySentences } from './delinquency.sentences.js';
import { erasureSentences } from './erasure.sentences.js';
import { disputeSentences } from './dispute.sentences.js';
import { interestSentences } from './interest.sentences.js';
import { legalSentences } from './legal.sentences.js';
import { messageSentences } from './message.sentences.js';
import { partySentences } from './party.sentences.js';
import { paymentSentences } from './payment.sentences.js';
import { placementSentences } from './placement.sentences.js';
import { planSentences } from './plan.sentences.js';
import { portfolioSentences } from './portfolio.sentences.js';
import { promiseSentences } from './promise.sentences.js';
import { registerSentences } from './registers/registers.sentences.js';
import { settlementSentences } from './settlement.sentences.js';
import type { Sentences } from './sentence.js';
import { speakerOf, type Speaker } from './speaker.js';
import type { Locale, Words } from './words.js';

export type { Locale, Words } from './words.js';

const SENTENCES: Sentences<LedgerFact> = {
  ...caseSentences,
  ...debtSentences,
  ...chargeSentences,
  ...paymentSentences,
  ...talkSentences,
  ...messageSentences,
  ...promiseSentences,
  ...planSentences,
  ...settlementSentences,
  ...complaintSentences,
  ...disputeSentences,
  ...interestSentences,
  ...legalSentences,
  ...erasureSentences,
  ...placementSentences,
  ...delinquencySentences,
  ...deadlineSentences,
  ...bucketSentences,
  ...partySentences,
  ...portfolioSentences,
  ...clearanceSentences,
  ...registerSentences,
  ...accessSentences,
};

/** Every type of fact that the ledger knows: each has its sentence. */
export const FACT_TYPES: ReadonlySet<string> = new Set(Object.keys(SENTENCES));

/** The value date, where it is not the day on which it happened. */
function effective({ at, eff, zone }: LedgerFact, c: Speaker, locale: Locale): string | undefined {
  if (dateOf(at, zone.name) === eff) return undefined;
  return locale === 'en' ? `effective ${c.name(eff)}` : `生效日 ${c.name(eff)}`;
}

function flagsText({ data }: LedgerFact, c: Speaker, locale: Locale): string {
  const flags: readonly Flag[] = ('flags' in data && data.flags) || [];
  const words = flags.map((flag) => c.code('flag', flag));
  if (words.length === 0) return '';
  return locale === 'en' ? ` (${words.join('; ')})` : `（${words.join('；')}）`;
}

/**
 * What a fact says, on one line. Amounts are exact, dates ISO; the effective date stands there where it is not the day
 * on which it happened. When, by whom and from which source it was recorded stands in the fact's header, not here.
 * @param words the personal values that this reader may see, and the case's currency.
 */
export function sentence(fact: LedgerFact, words: Words, locale: Locale): string {
  const c = speakerOf(fact, words, locale);
  const say = SENTENCES[fact.type][locale] as (fact: LedgerFact, c: Speaker) => string;
  const text = c.say(say(fact, c), effective(fact, c, locale));
  return `${text}${flagsText(fact, c, locale)}${locale === 'en' ? '.' : '。'}`;
}
