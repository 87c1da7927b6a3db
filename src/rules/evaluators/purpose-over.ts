/**
 * How long the records of a case must be kept, and what may still be done with them once the purpose is over: while a
 * duty to keep them runs, nothing but storage and protection; afterwards they are erased (个人信息保护法 Art. 47).
 */
import { isProductOf } from '../products.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { dayOf } from '../dossier/attempt-day.js';
import { factsUntil } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addYears } from '../time/index.js';

/** CASE: everything, from the last activity. RECORDINGS: each from the day of its call; the last decides. */
const RECORDS = ['CASE', 'RECORDINGS'] as const;

interface Kept {
  readonly records: (typeof RECORDS)[number];
  readonly years: number;
  /** Of which rule: `CN-CC-68`. */
  readonly rule: string;
  /** Only for these products, lower case; for all where left out. */
  readonly products?: readonly string[];
  /** Only for creditors of these kinds. */
  readonly creditor_kinds?: readonly string[];
}

interface Terms {
  readonly keep: readonly Kept[];
  /** Whether the end of the purpose is followed too: the closing of the case. */
  readonly purpose_end?: boolean;
}

interface Last {
  readonly on: CivilDate;
  readonly event: string;
}

interface Until extends Last {
  readonly until: CivilDate;
  readonly rule: string;
}

const ENDS: ReadonlySet<string> = new Set(['CaseClosed', 'CaseReopened']);

function later<T extends Last>(a: T | undefined, b: T): T {
  return a && a.on > b.on ? a : b;
}

/** What the ledger noticed by itself is no activity. */
function lastActivity({ file, asOf }: DutyScene): Last | undefined {
  let last: Last | undefined;
  for (const { eff: on, id: event, src } of file.facts) {
    if (on <= asOf && src?.via !== 'reactor') last = later(last, { on, event });
  }
  return last;
}

function lastRecording({ dossier, file, asOf }: DutyScene): Last | undefined {
  let last: Last | undefined;
  for (const attempt of dossier.attempts()) {
    const event = attempt.recordings?.at(-1);
    if (event === undefined || !attempt.cases.includes(file.id)) continue;
    const on = dayOf(attempt, file.zone);
    if (on <= asOf) last = later(last, { on, event });
  }
  return last;
}

function concerns({ place }: DutyScene, { products, creditor_kinds }: Kept): boolean {
  const isOurs = creditor_kinds === undefined || creditor_kinds.includes(place.creditorKind ?? '');
  return isOurs && (products === undefined || place.products.some((product) => isProductOf(product, products)));
}

/** The duty that ends last. */
function longest(scene: DutyScene, { keep }: Terms): Until | undefined {
  let found: Until | undefined;
  for (const kept of keep) {
    if (!concerns(scene, kept)) continue;
    const last = kept.records === 'CASE' ? lastActivity(scene) : lastRecording(scene);
    if (!last) continue;
    const one = { ...last, until: addYears(last.on, kept.years), rule: kept.rule };
    if (!found || one.until > found.until) found = one;
  }
  return found;
}

/** The fact that closed the case, where nothing has opened it again. */
function closing({ file, asOf }: DutyScene): AnyFact | undefined {
  const last = factsUntil(file, ENDS, asOf).at(-1);
  return last?.type === 'CaseClosed' ? last : undefined;
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const { file, asOf } = scene;
  const duty = longest(scene, terms);
  const clocks: Clock[] = [];
  if (duty) {
    const { on: from, until: due, event: set, rule } = duty;
    const flags = [`longest-duty-${rule.toLowerCase()}`];
    clocks.push({
      subject: file.id,
      outcome: 'RETAIN_UNTIL',
      reason: 'keep-records',
      from,
      due,
      set,
      inputs: [set],
      flags,
    });
  }
  const closed = terms.purpose_end ? closing(scene) : undefined;
  if (!closed) return clocks;
  const isKept = duty !== undefined && asOf <= duty.until;
  const inputs = [...new Set([closed.id, ...(duty ? [duty.event] : [])])];
  const about = { subject: file.id, outcome: 'ADVISORY', from: closed.eff, set: closed.id, inputs } as const;
  clocks.push(
    isKept
      ? { ...about, reason: 'store-and-protect-only', due: duty.until }
      : { ...about, reason: 'erase-personal-data', from: duty && duty.until > closed.eff ? duty.until : closed.eff },
  );
  return clocks;
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const purposeOver: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'purpose-over@1.0.0',
  parameters: {
    type: 'object',
    required: ['keep'],
    additionalProperties: false,
    properties: {
      keep: {
        type: 'array',
        items: {
          type: 'object',
          required: ['records', 'years', 'rule'],
          additionalProperties: false,
          properties: {
            records: { enum: RECORDS },
            years: { type: 'integer', minimum: 1 },
            rule: { type: 'string' },
            products: STRINGS,
            creditor_kinds: STRINGS,
          },
        },
      },
      purpose_end: { type: 'boolean' },
    },
  },
  evaluate,
};
