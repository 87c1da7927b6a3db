/** What two answers about a case at the same V disagree on, because one of them knew more: figure by figure. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { contributions } from './figures.calc.js';
import { causesOf, statesAt } from './states.calc.js';

export interface Cause {
  /** Id of a fact that only one of the answers knew. */
  readonly event: string;
  /** What it adds to the figure, where that is a sum: these add up to the difference. */
  readonly delta?: number;
}

export interface FigureChange {
  /** `net`, `held`, `component`, `contacts`, `promise`, `complaint`, `dispute`, `stage`, … */
  readonly figure: string;
  /** Which component, promise, complaint or dispute. */
  readonly of: string | null;
  readonly before: number | string | null;
  readonly after: number | string | null;
  /** after − before, where both are numbers. */
  readonly delta: number | null;
  readonly causes: readonly Cause[];
}

/** Facts of one case: those that both answers knew, and those that only the second did. */
export interface Knowledge {
  readonly both: readonly CaseStreamFact[];
  readonly more: readonly CaseStreamFact[];
}

function named(key: string): Pick<FigureChange, 'figure' | 'of'> {
  const space = key.indexOf(' ');
  return space < 0 ? { figure: key, of: null } : { figure: key.slice(0, space), of: key.slice(space + 1) };
}

function sums({ both, more }: Knowledge, asOf: CivilDate): FigureChange[] {
  const before = new Map<string, number>();
  for (const fact of both) {
    for (const [key, amount] of contributions(fact, asOf)) before.set(key, (before.get(key) ?? 0) + amount);
  }
  const causes = new Map<string, Required<Cause>[]>();
  for (const fact of more) {
    for (const [key, delta] of contributions(fact, asOf)) {
      if (delta !== 0) causes.set(key, [...(causes.get(key) ?? []), { event: fact.id, delta }]);
    }
  }
  return [...causes].flatMap(([key, list]) => {
    const delta = list.reduce((sum, cause) => sum + cause.delta, 0);
    if (delta === 0) return [];
    const was = before.get(key) ?? 0;
    return [{ ...named(key), before: was, after: was + delta, delta, causes: list }];
  });
}

function states(caseId: string, { both, more }: Knowledge, asOf: CivilDate): FigureChange[] {
  const [before, after] = [statesAt(caseId, both, asOf), statesAt(caseId, [...both, ...more], asOf)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
  if (keys.length === 0) return [];
  const causes = causesOf(caseId, both, more, asOf);
  return keys.map((key) => ({
    ...named(key),
    before: before.get(key) ?? null,
    after: after.get(key) ?? null,
    delta: null,
    causes: (causes.get(key) ?? []).map((event) => ({ event })),
  }));
}

/** The figures that differ. */
export function figureChanges(caseId: string, knowledge: Knowledge, asOf: CivilDate): FigureChange[] {
  return [...sums(knowledge, asOf), ...states(caseId, knowledge, asOf)];
}

/** The same, told from the other side. */
export function turnedRound(change: FigureChange): FigureChange {
  const { before, after, delta, causes } = change;
  const turned = causes.map((cause) => (cause.delta === undefined ? cause : { ...cause, delta: -cause.delta }));
  return { ...change, before: after, after: before, delta: delta === null ? null : -delta, causes: turned };
}
