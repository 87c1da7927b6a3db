/**
 * A step that must follow a fact within a time: suit after preservation, an answer of the court, a renewal before a seizure
 * runs out. The parameters name facts and fields, so that one function serves a whole table of procedural deadlines.
 */
import { addDays, isCivilDate, type CivilDate } from '../../ledger/dates.js';
import { saidUpTo, textOf, type Said } from '../duties/said.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths, addYears } from '../time/index.js';

/** Facts of a type, where their fields say one of these (case does not matter). */
interface Which {
  readonly fact: string;
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Fields that must not be there. */
  readonly without?: readonly string[];
}

interface StepDeadline {
  /** What sets it. Of several for one entry the last. */
  readonly from: readonly Which[];
  /** Field by which facts belong together: `action`, `preservation`. One that does not name it is about all. */
  readonly entry: string;
  /** Field of the date from which it counts; the day of the fact where left out. */
  readonly counts_from?: string;
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
  /** Field that states its last day; the time above is then the longest that may be stated. */
  readonly stated?: string;
  readonly met_by: readonly Which[];
  /** What ends it without having met it. */
  readonly ended_by?: readonly Which[];
  /** It does not arise where one of these came before. */
  readonly unless_before?: readonly Which[];
  readonly reason: string;
  /** What it is once its last day has passed: ADVISORY where nobody had to. */
  readonly when_past?: 'DUTY_MISSED' | 'ADVISORY';
  readonly flags?: readonly string[];
}

function is(said: Said, { fact, where = {}, without = [] }: Which): boolean {
  if (said.type !== fact || without.some((name) => said.fields[name] !== undefined)) return false;
  return Object.entries(where).every(([name, values]) => {
    const text = textOf(said, name).toLowerCase();
    return values.some((value) => value.toLowerCase() === text);
  });
}

function isAny(said: Said, kinds: readonly Which[] = []): boolean {
  return kinds.some((which) => is(said, which));
}

function dateIn({ fields }: Said, name: string | undefined): CivilDate | undefined {
  const value = name === undefined ? undefined : fields[name];
  return typeof value === 'string' && isCivilDate(value) ? value : undefined;
}

/** Last day: what was stated, at most the time that the law gives. */
function lastDay(set: Said, { counts_from, days = 0, months = 0, years = 0, stated }: StepDeadline): CivilDate {
  const from = dateIn(set, counts_from) ?? set.eff;
  const longest = addDays(addMonths(addYears(from, years), months), days);
  const said = dateIn(set, stated);
  return said !== undefined && said < longest ? said : longest;
}

function belongs({ fields }: Said, set: Said, entry: string): boolean {
  return fields[entry] === undefined || set.fields[entry] === undefined || fields[entry] === set.fields[entry];
}

/** The entry that a fact is about; itself where it names none. */
function entryOf(said: Said, entry: string): string {
  return textOf(said, entry) || said.id;
}

/** By entry: what set it last, with what came after it, in order. */
function lastSets(said: readonly Said[], { from, entry }: StepDeadline): Map<string, number> {
  const sets = new Map<string, number>();
  said.forEach((one, i) => {
    if (isAny(one, from)) sets.set(entryOf(one, entry), i);
  });
  return sets;
}

/** What came of it, in order: a step that met it, or one that ended it before its last day. */
function followed(
  said: readonly Said[],
  at: number,
  due: CivilDate,
  { entry, met_by, ended_by, when_past }: StepDeadline,
): { readonly met?: Said; readonly isOver: boolean } {
  const own = said.slice(at + 1).filter((one) => belongs(one, said[at] as Said, entry));
  const met = own.find((one) => isAny(one, met_by));
  const ended = own.find((one) => isAny(one, ended_by));
  // What nobody had to do is not asked for once it is over; a duty that was missed stays missed.
  const isInTime = ended !== undefined && (ended.eff <= due || when_past === 'ADVISORY');
  const isOver = isInTime && !(met && met.eff <= ended.eff);
  return { met, isOver };
}

function outcomeOf(due: CivilDate, met: Said | undefined, terms: StepDeadline, asOf: CivilDate): Partial<Clock> {
  const { reason, when_past = 'DUTY_MISSED' } = terms;
  if (met && met.eff <= due) return { outcome: 'DUTY_MET', reason, on: met.eff };
  if (asOf <= due) return { outcome: 'DUTY_DUE', reason };
  if (met && when_past === 'ADVISORY') return { outcome: 'DUTY_MET', reason: `${reason}-late`, on: met.eff };
  return { outcome: when_past, reason: `${reason}-past`, on: met?.eff };
}

function clockOf(said: readonly Said[], at: number, terms: StepDeadline, asOf: CivilDate): Clock[] {
  const set = said[at] as Said;
  const { entry, counts_from, flags = [], stated } = terms;
  if (said.slice(0, at).some((one) => isAny(one, terms.unless_before))) return [];
  const due = lastDay(set, terms);
  const { met, isOver } = followed(said, at, due, terms);
  if (isOver) return [];
  const isBeyond = (dateIn(set, stated) ?? due) > due;
  const { outcome = 'DUTY_DUE', reason = terms.reason, on } = outcomeOf(due, met, terms, asOf);
  return [
    {
      subject: entryOf(set, entry),
      outcome,
      reason,
      due,
      from: dateIn(set, counts_from) ?? set.eff,
      on,
      set: set.id,
      inputs: met ? [set.id, met.id] : [set.id],
      flags: isBeyond ? [...flags, 'stated-beyond-the-longest-time'] : flags,
    },
  ];
}

function evaluate({ file, asOf }: DutyScene, terms: StepDeadline): readonly Clock[] {
  const sets = new Set(terms.from.map(({ fact }) => fact));
  if (!file.facts.some(({ type }) => sets.has(type))) return [];
  const { from, met_by, ended_by = [], unless_before = [] } = terms;
  const read = new Set([...from, ...met_by, ...ended_by, ...unless_before].map(({ fact }) => fact));
  const said = saidUpTo(file, read, asOf);
  return [...lastSets(said, terms).values()].flatMap((at) => clockOf(said, at, terms, asOf));
}

const WHICH = {
  type: 'array',
  items: {
    type: 'object',
    required: ['fact'],
    additionalProperties: false,
    properties: {
      fact: { type: 'string' },
      where: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
      without: { type: 'array', items: { type: 'string' } },
    },
  },
} as const;
const NUMBER = { type: 'integer', minimum: 0, maximum: 3660 } as const;

export const stepDeadline: DutyEvaluator<StepDeadline> = {
  of: 'duty',
  name: 'step-deadline@1.0.0',
  parameters: {
    type: 'object',
    required: ['from', 'entry', 'met_by', 'reason'],
    additionalProperties: false,
    properties: {
      from: WHICH,
      entry: { type: 'string' },
      counts_from: { type: 'string' },
      days: NUMBER,
      months: NUMBER,
      years: NUMBER,
      stated: { type: 'string' },
      met_by: WHICH,
      ended_by: WHICH,
      unless_before: WHICH,
      reason: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
      when_past: { enum: ['DUTY_MISSED', 'ADVISORY'] },
      flags: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
