/**
 * A fact: something that happened, as it stands in the ledger for ever. The member names are those of the stored body
 * (design.md 3); `stream`, `revision` and `position` say where it stands and are not part of the body.
 */
import type { CivilDate, Moment } from './dates.js';

export interface Zone {
  /** IANA name. */
  readonly name: string;
  /** Who said so: the portfolio's setting, the command itself, or the import mapping. */
  readonly by: 'portfolio' | 'command' | 'mapping';
}

/** Where a fact came from. An imported fact names file and row, so that every source event can be found again. */
export interface Source {
  readonly via: 'http' | 'cli' | 'import' | 'reactor';
  readonly file?: string;
  readonly row?: string;
  /** Mapping id and version, `name@1`. */
  readonly map?: string;
  readonly batch?: string;
}

/** What every fact carries, whatever happened. */
export interface Header {
  readonly v: 1;
  /** UUIDv7, drawn once per attempt to write. */
  readonly id: string;
  /** Schema version of `data`. */
  readonly sv: number;
  /** 16-byte salt, base64url: nobody guesses a body from its digest. */
  readonly s: string;
  /** When it happened: instant, or civil date where the time of day is not known. */
  readonly at: Moment;
  /** Effective (value) date: V cuts here. */
  readonly eff: CivilDate;
  readonly zone: Zone;
  /** When the ledger recorded it: RFC 3339 UTC, set by the ledger, never decreasing within a stream. */
  readonly rec: string;
  /** Who recorded it: `key:<id>`, `local:<os user>`, `system:<name>`, `agency:<id>`. */
  readonly by: string;
  /** On whose behalf. */
  readonly obo?: string;
  readonly src?: Source;
  /** Command id: the Idempotency-Key, or what intake and reactors derive. Unique within its stream. */
  readonly cmd: string;
  /** Keyed digest of the command's input. */
  readonly cmdMac: string;
  /** Event id of the fact that caused this one. */
  readonly cause?: string;
  readonly corr?: string;
  /** Event id of the fact that this one corrects or reverses. */
  readonly ref?: string;
  readonly rules?: readonly string[];
  /** Digests of the disclosures that stand sealed beside the body (RFC 9901). */
  readonly _sd?: readonly string[];
}

export interface Place {
  readonly stream: string;
  readonly revision: number;
  /** Store position; 0 while the fact is not yet acknowledged. */
  readonly position: number;
  /** What stands beside the body: chain link and sealed disclosures, JSON text. */
  readonly meta: string;
}

/** What a source said beside what the fact needs: kept as texts, never computed with. */
export interface Extra {
  readonly extra?: Readonly<Record<string, string>>;
}

/** A recorded fact of type T with payload D. */
export interface FactOf<T extends string, D> extends Header, Place {
  readonly type: T;
  readonly data: D & Extra;
}

export type AnyFact = FactOf<string, object>;

/**
 * Each of a union under its own type: `ByType<F>['CaseOpened']`. Made in one pass: a table of `Extract<F, { type: T }>`
 * compares every type with all others, which takes the compiler seconds.
 */
export type ByType<U extends { readonly type: string }> = { readonly [F in U as F['type']]: F };

/** Why a recorded fact deserves a second look. Flags never stop a fact (design.md, law 1). */
export type Flag =
  | 'zero-amount'
  | 'case-closed'
  | 'case-recalled'
  | 'uncleared'
  | 'retrospective'
  | 'case-settled'
  | 'entry-ended'
  | 'placed-already'
  /** The same was recorded before: a file's digest, an agency's reference. */
  | 'duplicate'
  /** It came later than was agreed. */
  | 'late'
  /** It rests on event ids that name no contact with the party, nor any of its contact points. */
  | 'unknown-evidence'
  /** Imported before many others: what it changes for them is posted in a later append of the import. Of a posting: more follows. */
  | 'posted-later';

/** Personal values of one subject: they leave the body and are sealed under the subject's key. */
export interface Personal {
  /** Whose they are: a party's stream id, or the case's where no party is known. */
  readonly subject: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A fact as a decider proposes it. What is left out comes from the command. */
export interface NewFactOf<T extends string, D> {
  readonly type: T;
  readonly data: D;
  readonly at?: Moment;
  readonly eff?: CivilDate;
  /** An event id, or the index of an earlier fact of the same decision. */
  readonly cause?: string | number;
  readonly ref?: string;
  readonly personal?: Personal;
}

/** The proposed form of each member of a union of facts. */
export type New<F extends AnyFact> = F extends AnyFact ? NewFactOf<F['type'], F['data']> : never;
