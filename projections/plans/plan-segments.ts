/** Plans of a case over all V as known at one K: states of versions, outcomes of instalments. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { PlanBook, type PlanAt, type PlanState, type VersionAt } from '../../src/ledger/plan/index.js';
import { segmentsOf, type Held, type Segment } from '../projector/segments.js';

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

function instalmentsOf({ record, versions }: PlanAt, asOf: CivilDate): Held<InstalmentValue>[] {
  return versions.flatMap(({ version, instalments }) => {
    const { ended, terms } = version;
    const day = ended && ended.on < asOf ? ended.on : asOf;
    return instalments.map(({ no, dueDate: due, amount, outcome, paid }) => {
      const key = { plan: record.id, version: terms.version, no };
      const value = { ...key, due, amount, outcome, paid, isDue: due <= day };
      return { subject: `${record.id} ${terms.version} ${no}`, value };
    });
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

  dated(bare: Bare, subject: string, day: CivilDate): StateValue {
    const before = this.began.get(subject);
    const since = before?.state === bare.state ? before.since : day;
    const broke = bare.broke === undefined ? undefined : (this.broke.get(bare.plan) ?? day);
    if (broke === undefined) this.broke.delete(bare.plan);
    else this.broke.set(bare.plan, broke);
    const value = { ...bare, since, ...(broke === undefined ? {} : { broke }) };
    this.began.set(subject, value);
    return value;
  }
}

/** The segments of every plan of a case. */
export function planSegments(facts: readonly CaseStreamFact[]): PlanSegments {
  const book = new PlanBook(facts);
  const days = book.turningPoints();
  const dating = new Dating();
  const known = new Map(days.map((day) => [day, book.roughly(day)] as const));
  const at = (day: CivilDate): readonly PlanAt[] => known.get(day) ?? [];
  const states = segmentsOf(
    days,
    (day) =>
      at(day)
        .flatMap(statesOf)
        .map((bare) => {
          const subject = `${bare.plan} ${bare.version}`;
          const value = dating.dated(bare, subject, day);
          return { subject, value };
        }),
    sameState,
  );
  const instalments = segmentsOf(days, (day) => at(day).flatMap((plan) => instalmentsOf(plan, day)), sameInstalment);
  return { states, instalments };
}
