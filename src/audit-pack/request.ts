/** What an export is asked for, and what comes of it. */
import type { Reader } from '../access/access-log.js';
import type { Role } from '../access/roles.js';
import type { CivilDate } from '../ledger/dates.js';

export const LEAVABLE = ['pdf', 'html'] as const;
export type Leavable = (typeof LEAVABLE)[number];

export interface PackRequest {
  readonly kind: 'case' | 'portfolio';
  /** Stream id. */
  readonly portfolio: string;
  /** Stream ids; of a case pack one. */
  readonly cases: readonly string[];
  /** V and K of what the pack says; its events are always all that are sealed. */
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
  /** For whom personal values are left out; undefined: for nobody by name. */
  readonly redact?: Role;
  /** Whether personal values are in it. */
  readonly discloses: boolean;
  /** Whether everything recorded so far is sealed first. */
  readonly fresh: boolean;
  readonly without: readonly Leavable[];
  /** Size of a checkpoint that the reader keeps: the pack shows that its own extends it. */
  readonly knownSize?: number;
}

/** Who asks, as facts name it. */
export type Asker = Reader;

export interface PackProgress {
  readonly stage: 'reading' | 'chapters' | 'proving' | 'writing';
  readonly done: number;
  readonly total: number;
}

/** A pack that was made. */
export interface PackMade {
  readonly bytes: number;
  /** SHA-256 of the manifest, hexadecimal: it names every other file by its digest. */
  readonly manifest: string;
  /** SHA-256 of the whole file, hexadecimal. */
  readonly sha256: string;
  readonly events: number;
  readonly streams: number;
  readonly withheld: number;
  /** Revisions that the newest map of heads did not cover yet. */
  readonly later: number;
  /** Size of the checkpoint, and its root in hexadecimal. */
  readonly size: number;
  readonly root: string;
  /** V, and the last event that the chapters know. */
  readonly asOf: CivilDate;
  readonly lastEvent: string;
}
