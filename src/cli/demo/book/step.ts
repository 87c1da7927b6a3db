/**
 * A step of the sample book: one command, told before any id is known. Real ids are HMACs under the ledger's secret, so
 * a step names what an earlier step made by that step's key, and `resolve` puts the ids in.
 */
import type { CaseCommand, PartyStreamCommand, PortfolioStreamCommand } from '../../../ledger/ledger.js';
import type { CreatePortfolio } from '../../../ledger/portfolio/index.js';
import type { AgencyCommand, IncidentCommand, StaffCommand } from '../../../ledger/registers.js';

/** Stands for the id that the step with this key gave. */
export interface IdOf {
  readonly idOf: string;
}

/** A command in which each text may also be an `IdOf`. Fields with a fixed set of words (`type`, `reason`) stay as they are. */
export type Symbolic<T> = T extends string
  ? string extends T
    ? T | IdOf
    : T
  : T extends readonly (infer U)[]
    ? readonly Symbolic<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Symbolic<T[K]> }
      : T;

/** A command on one stream of a portfolio; `ref` is the source reference from which the stream's id is made. */
interface On<C> {
  /** The portfolio's name; its id is that of the step `portfolio:<name>`. */
  readonly portfolio: string;
  readonly ref: string;
  readonly command: C;
}

/** Kinds of streams that are about the house as a whole. */
export type HouseKind = 'portfolio' | 'staff' | 'agency' | 'incident';
type HouseCommand = PortfolioStreamCommand | StaffCommand | AgencyCommand | IncidentCommand;

/** What a step does: exactly one of the four. */
type Deed<P, C, H> =
  | { readonly portfolio: CreatePortfolio }
  | { readonly party: On<P> }
  | { readonly case: On<C> }
  | { readonly house: On<H> & { readonly kind: HouseKind } };

/**
 * `key` is unique in the book and serves as the command's id. Its form says what its id is: `portfolio:<name>`,
 * `party:<ref>` and `case:<ref>` are streams, `step:<case ref>/<n>` and
 * `house:<kind>/<ref>/<n>` are the part that the command made (a payment, a debt, a training).
 */
export interface Keyed {
  readonly key: string;
  /** Who sends it, where it needs other eyes than the rest. */
  readonly by?: string;
}

export type DemoStep = Keyed & Deed<Symbolic<PartyStreamCommand>, Symbolic<CaseCommand>, Symbolic<HouseCommand>>;
export type ResolvedStep = Keyed & Deed<PartyStreamCommand, CaseCommand, HouseCommand>;

function isIdOf(value: object): value is IdOf {
  return 'idOf' in value;
}

function filled(value: unknown, idOf: (key: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isIdOf(value)) return idOf(value.idOf);
  if (Array.isArray(value)) return value.map((item) => filled(item, idOf));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, idOf)]));
}

/** The command with an id in the place of each `IdOf`. */
export function resolveCommand<C>(command: Symbolic<C>, idOf: (key: string) => string): C {
  return filled(command, idOf) as C;
}

/**
 * The step with real ids.
 * @param ids step key -> the id it gave: of the part that was made (`Done.id`), else of the stream (`Done.stream`).
 * @throws when the step names a key that has no id yet: the book is out of order, which is a bug.
 */
export function resolve(step: DemoStep, ids: ReadonlyMap<string, string>): ResolvedStep {
  return filled(step, (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`step ${step.key} needs the id of ${key}, which is not known yet`);
    return id;
  }) as ResolvedStep;
}
