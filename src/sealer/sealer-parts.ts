/** What the sealer is given, and what it has once it is open. */
import type { EventStore } from '../store/port.js';
import type { SigningKeys } from './checkpoint-signer.js';
import type { Authority } from './anchors/time-authority.js';
import type { SealDb } from './seal-db.js';
import type { Sequencer } from './sequencer.js';
import type { WitnessPolicy } from './witnesses/witness-policy.js';

export interface SealerParts {
  /** The whole store, checkpoints included. */
  readonly store: EventStore;
  readonly keys: SigningKeys;
  readonly clock: { now(): number };
  /** Folder of `seal.db` and of the tiles. */
  readonly folder: string;
  readonly origin: string;
  /** One line for the operator. */
  readonly alarm: (line: string) => void;
  /** Whom each checkpoint is shown to; nobody where it is left out. */
  readonly witnesses?: WitnessPolicy;
  /** Who stamps checkpoints; nobody where it is left out. */
  readonly authority?: Authority;
  /** Follows the work; left out where nobody traces. */
  readonly traces?: SealTraces;
  /** Many processes share the log: this one seals under a lease only (`lead`), and takes over what others sealed. */
  readonly shared?: boolean;
  /** Test hook: called before each step that a crash could come between. */
  readonly step?: (name: Step) => void;
}

/** Who follows the sealer's work. */
export interface SealTraces {
  /** Facts that got their leaves. */
  taken(events: readonly { readonly id: string }[]): void;
  /** Publishes a checkpoint with so many new leaves. */
  publish<T>(leaves: number, work: () => Promise<T>): Promise<T>;
}

export type Step = 'leaves' | 'second look' | 'sign' | 'publish' | 'mark';

/** The open `seal.db` and the tree in it. */
export interface Opened {
  readonly db: SealDb;
  readonly sequencer: Sequencer;
}

/** The right to publish, for as long as a lease is held. */
export interface Licence {
  /** Number of the holding: it only grows. */
  readonly fence: number;
  /** Aborts when the holding is over, as far as this process knows. */
  readonly signal: AbortSignal;
  /** Whether the holding still is the last one. */
  holds(): Promise<boolean>;
}

/** Another process seals this log now: nothing is wrong, but what was made here may not be published. */
export class Outrun extends Error {}
