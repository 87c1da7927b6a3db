/**
 * A step that must follow a fact within a time: suit after preservation, an answer of the court, a renewal before a seizure
 * runs out. The parameters name facts and fields, so that one function serves a whole table of procedural deadlines.
 */
import { addDays, isCivilDate, type CivilDate } from '../../ledger/dates.js';
import { saidUpTo, type Said } from '../duties/said.js';
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
    const text = String(said.fields[name] ?? '').toLowerCase();
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

/** By entry: what set it last, with what came after it, in order. */
function lastSets(said: readonly Said[], { from, entry }: StepDeadline): Map<string, number> {
  const sets = new Map<string, number>();
  said.forEach((one, i) => {
    if (isAny(one, from)) sets.set(String(one.fields[entry] ?? one.id), i);
  });
  return sets;
}

function clockOf(said: readonly Said[], at: number, terms: StepDeadline, asOf: CivilDate): Clock[] {
  const set = said[at] as Said;
  const { entry, counts_from, reason, flags, stated, when_past = 'DUTY_MISSED' } = terms;
  if (said.slice(0, at).some((one) => isAny(one, terms.unless_before))) return [];
  const due = lastDay(set, terms);
  const own = said.slice(at + 1).filter((one) => belongs(one, set, entry));
  const met = own.find((one) => isAny(one, terms.met_by));
  const ended = own.find((one) => isAny(one, terms.ended_by));
  if (ended && ended.eff <= due && !(met && met.eff <= ended.eff)) return [];
  const beyond = stated !== undefined && (dateIn(set, stated) ?? due) > due ? ['stated-beyond-the-longest-time'] : [];
  const clock = {
    subject: String(set.fields[entry] ?? set.id),
    reason,
    due,
    from: dateIn(set, counts_from) ?? set.eff,
    set: set.id,
    inputs: met ? [set.id, met.id] : [set.id],
    flags: [...(flags ?? []), ...beyond],
  };
  if (met && met.eff <= due) return [{ ...clock, outcome: 'DUTY_MET', on: met.eff }];
  if (asOf <= due) return [{ ...clock, outcome: 'DUTY_DUE' }];
  return [{ ...clock, outcome: when_past, reason: `${reason}-past`, on: met?.eff }];
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
