/**
 * Effective collections of an overdrawn card: after the debt was due, receipt confirmed, and no rule of conduct broken by
 * what is known now; two of them at least some days apart, and then some months unpaid (法释〔2018〕19号 art. 6 to 9).
 * What is unpaid is principal alone, and every payment counts to it. It says what the record shows, never that a crime
 * was committed: that is for counsel. That the holder evades is nothing the ledger is told.
 */
import { addDays, localDate, type CivilDate } from '../../ledger/dates.js';
import { isOutbound, type Attempt } from '../dossier/attempt.js';
import { isObligorRole } from '../dossier/case-file.js';
import { owedOn } from '../duties/owed.js';
import { isProductOf } from '../products.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

interface EffectiveCollection {
  /** Days between the first and the second, at least. */
  readonly gap_days: number;
  /** Months unpaid after the second. */
  readonly unpaid_months: number;
  /** Products that the rule is about, lower case. */
  readonly products: readonly string[];
  readonly purposes: readonly string[];
  /** Unpaid principal from which it matters, minor units. */
  readonly principal_min: number;
}

interface Collected {
  readonly on: CivilDate;
  readonly attempt: Attempt;
  readonly inputs: readonly string[];
  /** What its evidence lacks. */
  readonly flags: readonly string[];
  /** Rules that it broke: it is not effective. */
  readonly broke: readonly string[];
}

/** The day on which somebody certainly got it, with the original evidence; undefined where nothing confirms it. */
function received(attempt: Attempt, zone: string, asOf: CivilDate): Omit<Collected, 'attempt' | 'broke'> | undefined {
  const { event, conversation, rightParty, recordings = [], delivery, day, at } = attempt;
  const on = day ?? localDate(at, zone);
  if (on > asOf) return undefined;
  if (conversation && (rightParty !== undefined || conversation.effective === true)) {
    const flags = recordings.length === 0 ? ['conversation-without-recording'] : [];
    return { on, inputs: [event, conversation.event, ...recordings], flags };
  }
  if (delivery?.how !== 'DELIVERED' || delivery.day > asOf) return undefined;
  return { on: delivery.day, inputs: [event, delivery.event], flags: [] };
}

function collectedIn(scene: DutyScene, { purposes }: EffectiveCollection): Collected[] {
  const { dossier, file, asOf } = scene;
  return dossier
    .attempts()
    .flatMap((attempt) => {
      if (!attempt.cases.includes(file.id) || !isOutbound(attempt)) return [];
      if (!isObligorRole(attempt.role) || !purposes.includes(attempt.purpose)) return [];
      const found = received(attempt, file.zone, asOf);
      return found ? [{ ...found, attempt, broke: scene.breachesOf(attempt) }] : [];
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The first two that are far enough apart; one, or none, where there are no two. */
function pairIn(good: readonly Collected[], gapDays: number): readonly Collected[] {
  const [first] = good;
  if (!first) return [];
  const second = good.find(({ on }) => on >= addDays(first.on, gapDays));
  return second ? [first, second] : [first];
}

const REASONS = ['no-effective-collection', 'one-effective-collection', 'two-effective-collections'] as const;

/** Where the pair stands: from when a second can count, or until when the debt must be paid. */
function standing(pair: readonly Collected[], terms: EffectiveCollection): Pick<Clock, 'from' | 'due'> {
  const [first, second] = pair;
  if (second) return { from: second.on, due: addMonths(second.on, terms.unpaid_months) };
  return { from: first && addDays(first.on, terms.gap_days) };
}

function clockOf(
  debt: string,
  all: readonly [Collected, ...Collected[]],
  principal: number,
  terms: EffectiveCollection,
  asOf: CivilDate,
): Clock {
  const good = all.filter(({ broke }) => broke.length === 0);
  const destroyed = all.filter(({ broke }) => broke.length > 0);
  const pair = pairIn(good, terms.gap_days);
  const { from, due } = standing(pair, terms);
  const isReached = due !== undefined && asOf > due && principal >= terms.principal_min;
  const breaches = destroyed.flatMap(({ broke }) => broke.map((rule) => `not-compliant:${rule}`));
  const evidence = [...pair.flatMap(({ inputs }) => inputs), ...destroyed.map(({ attempt }) => attempt.event)];
  return {
    subject: debt,
    outcome: 'ADVISORY',
    reason: isReached ? 'unpaid-after-effective-collections' : (REASONS[pair.length] as string),
    due,
    from,
    set: (pair.at(-1) ?? all[0]).attempt.event,
    inputs: [...new Set(evidence)],
    counters: { effective: good.length, not_compliant: destroyed.length, unpaid_principal: principal },
    debts: [debt],
    flags: [...new Set([...pair.flatMap(({ flags }) => flags), ...breaches])].sort(),
  };
}

function evaluate(scene: DutyScene, terms: EffectiveCollection): readonly Clock[] {
  const { file, asOf } = scene;
  const concerned = [...file.debts.values()].filter(({ id, dueDate }) => {
    const isCard = isProductOf(scene.dossier.productOf(file, id), terms.products);
    return isCard && dueDate !== undefined && dueDate < asOf;
  });
  if (concerned.length === 0) return [];
  const collected = collectedIn(scene, terms);
  if (collected.length === 0) return [];
  const owed = owedOn(file, asOf);
  return concerned.flatMap(({ id, dueDate = asOf }) => {
    const principal = owed.get(id)?.principal ?? 0;
    if (principal === 0) return [];
    const own = collected.filter(({ on, attempt }) => on > dueDate && attempt.debts.includes(id));
    const [first, ...others] = own;
    return first ? [clockOf(id, [first, ...others], principal, terms, asOf)] : [];
  });
}

const TEXTS = { type: 'array', minItems: 1, items: { type: 'string' } } as const;

export const effectiveCollection: DutyEvaluator<EffectiveCollection> = {
  of: 'duty',
  name: 'effective-collection@1.0.0',
  parameters: {
    type: 'object',
    required: ['gap_days', 'unpaid_months', 'products', 'purposes', 'principal_min'],
    additionalProperties: false,
    properties: {
      gap_days: { type: 'integer', minimum: 1, maximum: 366 },
      unpaid_months: { type: 'integer', minimum: 1, maximum: 60 },
      products: TEXTS,
      purposes: TEXTS,
      principal_min: { type: 'integer', minimum: 0 },
    },
  },
  evaluate,
};
