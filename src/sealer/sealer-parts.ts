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
  /** Test hook: called before each step that a crash could come between. */
  readonly step?: (name: Step) => void;
}

export type Step = 'leaves' | 'second look' | 'sign' | 'publish' | 'mark';

/** The open `seal.db` and the tree in it. */
export interface Opened {
  readonly db: SealDb;
  readonly sequencer: Sequencer;
}
