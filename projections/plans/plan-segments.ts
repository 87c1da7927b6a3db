/** Plans of a case over all V as known at one K: states of versions, outcomes of instalments. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { PlanBook, type PlanAt, type PlanState, type VersionAt } from '../../src/ledger/plan/index.js';
import { Segments, type Held, type Segment } from '../projector/segments.js';

export interface StateValue {
  readonly plan: string;
  readonly version: number;
  readonly inForce: boolean;
  readonly state: PlanState | 'PROPOSED' | 'AGREED';
  readonly kind: string;
  readonly total: number;
  readonly activated?: CivilDate;
  readonly event?: string;
  readonly broke?: CivilDate;
  /** The day on which the state began, across segments of one state. */
  readonly since: CivilDate;
}

export interface InstalmentValue {
  readonly plan: string;
  readonly version: number;
  readonly no: number;
  readonly due: CivilDate;
  readonly amount: number;
  readonly outcome: string;
  readonly paid: number;
  readonly isDue: boolean;
}

export interface PlanSegments {
  readonly states: readonly Segment<StateValue>[];
  readonly instalments: readonly Segment<InstalmentValue>[];
}

/** When the plan was first broken, whichever version. */
export function firstBreak(versions: readonly VersionAt[]): CivilDate | undefined {
  return versions.map(({ brokenOn }) => brokenOn).find((day) => day !== undefined);
}

/** The state that a plan without an activated version is in. */
export function negotiationState({ record }: PlanAt): 'PROPOSED' | 'AGREED' | 'CANCELLED' {
  return record.stage === 'ACTIVE' ? 'AGREED' : record.stage;
}

type Bare = Omit<StateValue, 'since'>;

function statesOf(plan: PlanAt): Bare[] {
  const { record, versions } = plan;
  const [first] = versions;
  const of = (terms: typeof record.terms): Pick<Bare, 'plan' | 'version' | 'kind' | 'total'> => {
    return { plan: record.id, version: terms.version, kind: terms.kind, total: terms.total };
  };
  if (!first) return [{ ...of(record.terms), inForce: true, state: negotiationState(plan) }];
  const { activatedOn: activated, event } = first.version;
  const broke = firstBreak(versions);
  return versions.map(({ version, state }, i) => {
    const inForce = i === versions.length - 1;
    return { ...of(version.terms), inForce, state, activated, event, ...(broke === undefined ? {} : { broke }) };
  });
}

/** Names of a version's instalments: asked for on each of many days. */
class Subjects {
  private readonly known = new Map<string, readonly string[]>();

  of(plan: string, version: number, count: number): readonly string[] {
    const key = `${plan} ${version}`;
    let names = this.known.get(key);
    if (!names) {
      names = Array.from({ length: count }, (_, i) => `${key} ${i}`);
      this.known.set(key, names);
    }
    return names;
  }
}

function instalmentsOf({ record, versions }: PlanAt, asOf: CivilDate, subjects: Subjects): Held<InstalmentValue>[] {
  return versions.flatMap(({ version: { ended, terms }, instalments }) => {
    const day = ended && ended.on < asOf ? ended.on : asOf;
    const { version } = terms;
    const names = subjects.of(record.id, version, instalments.length);
    return instalments.map(({ no, dueDate: due, amount, outcome, paid }, i) => ({
      subject: names[i] as string,
      value: { plan: record.id, version, no, due, amount, outcome, paid, isDue: due <= day },
    }));
  });
}

function sameState({ since: _a, ...a }: StateValue, { since: _b, ...b }: StateValue): boolean {
  return (Object.keys(b) as (keyof Bare)[]).every((key) => a[key] === b[key]) && (a.broke ?? '') === (b.broke ?? '');
}

function sameInstalment(a: InstalmentValue, b: InstalmentValue): boolean {
  return (
    a.outcome === b.outcome && a.paid === b.paid && a.due === b.due && a.isDue === b.isDue && a.amount === b.amount
  );
}

/** Gives states the days on which they became so: a past that is read anew from a day on does not make them older. */
class Dating {
  private readonly began = new Map<string, StateValue>();
  /** By plan: when it first broke, whichever version. */
  private readonly broke = new Map<string, CivilDate>();

  dated(bare: Bare, day: CivilDate): Held<StateValue> {
    const subject = `${bare.plan} ${bare.version}`;
    const before = this.began.get(subject);
    const since = before?.state === bare.state ? before.since : day;
    const broke = bare.broke === undefined ? undefined : (this.broke.get(bare.plan) ?? day);
    if (broke === undefined) this.broke.delete(bare.plan);
    else this.broke.set(bare.plan, broke);
    const value = { ...bare, since, ...(broke === undefined ? {} : { broke }) };
    this.began.set(subject, value);
    return { subject, value };
  }
}

/** The segments of every plan of a case. */
export function planSegments(facts: readonly CaseStreamFact[]): PlanSegments {
  const book = new PlanBook(facts);
  const [dating, subjects] = [new Dating(), new Subjects()];
  const states = new Segments(sameState);
  const instalments = new Segments(sameInstalment);
  for (const day of book.turningPoints()) {
    const plans = book.roughly(day);
    states.on(
      day,
      plans.flatMap(statesOf).map((bare) => dating.dated(bare, day)),
    );
    instalments.on(
      day,
      plans.flatMap((plan) => instalmentsOf(plan, day, subjects)),
    );
  }
  return { states: states.all(), instalments: instalments.all() };
}
