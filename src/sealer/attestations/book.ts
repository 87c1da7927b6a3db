/**
 * What others said of our checkpoints: witnesses' cosignatures and time stamps; and who asked for and approved a new
 * signing key. They are kept as events of a stream beside
 * the checkpoints, which nothing rebuilds; `seal.db` has their index. Each is written once, however often it is told.
 */
import { createHash } from 'node:crypto';
import { canonical } from '../../seal/canonical.js';
import type { EventStore, NewEvent, StoredEvent } from '../../store/port.js';
import { Turns } from '../../turns.js';
import { SEAL_CATEGORY } from '../checkpoint-stream.js';
import type { PublishedRow, SealDb } from '../seal-db.js';
import type { AttestationKind, AttestationTable } from './attestation-table.js';

const PAGE = 64;

export interface Cosignature {
  readonly kind: 'cosignature';
  readonly size: number;
  readonly who: string;
  /** The signature line, with its newline. */
  readonly line: string;
}

export interface TimeStamp {
  readonly kind: 'time-stamp';
  readonly size: number;
  /** Address of the authority. */
  readonly who: string;
  /** RFC 3339, as the token says. */
  readonly time: string;
  /** The bytes that were stamped: the checkpoint file as it was then, cosignatures included. */
  readonly checkpoint: string;
  /** The response (`.tsr`), base64. */
  readonly token: string;
}

/** Somebody asks for a new signing key, or somebody else approves that. `size` is that of the log then. */
export interface RotationWord {
  readonly kind: 'rotation-asked' | 'rotation-approved';
  readonly size: number;
  /** `key:<id>`, `local:<os user>` and the like. */
  readonly who: string;
  /** RFC 3339. */
  readonly at: string;
  /** Why it is asked for; empty of an approval. */
  readonly reason: string;
  /** How many keys the log had. */
  readonly keys: number;
}

export type Attestation = Cosignature | TimeStamp | RotationWord;

const TYPES: Readonly<Record<AttestationKind, string>> = {
  cosignature: 'CheckpointCosigned',
  'time-stamp': 'CheckpointTimestamped',
  'rotation-asked': 'KeyRotationAsked',
  'rotation-approved': 'KeyRotationApproved',
};

/** The stream of a log's attestations. */
export function attestationsOfLog(origin: string): string {
  const hex = createHash('sha256').update(`${origin}\nattestations`).digest('hex');
  return `${SEAL_CATEGORY}-${hex.slice(0, 32)}`;
}

export class AttestationBook {
  private readonly stream: string;
  private table: AttestationTable | undefined;
  private revision = -1;

  constructor(
    private readonly store: EventStore,
    origin: string,
  ) {
    this.stream = attestationsOfLog(origin);
  }

  /** Brings the index up to the stream. */
  async open(db: SealDb): Promise<void> {
    const table = db.attestations();
    this.revision = table.lastRevision();
    await this.catchUp(table);
    this.table = table;
  }

  /** What another process has noted since. True where there was something. */
  refresh(): Promise<boolean> {
    return this.turns.take(async () => {
      const before = this.revision;
      if (this.table) await this.catchUp(this.table);
      return this.revision !== before;
    });
  }

  close(): void {
    this.table = undefined;
  }

  /** The checkpoint with every cosignature that came for it. */
  noteOf({ size, note }: PublishedRow): string {
    const lines = this.table?.of('cosignature', size).map(({ data }) => (JSON.parse(data) as Cosignature).line);
    return note + (lines ?? []).join('');
  }

  /** Of the largest checkpoint that somebody signed. */
  latestBy(who: string): Cosignature | undefined {
    const row = this.table?.latestBy('cosignature', who);
    return row && (JSON.parse(row.data) as Cosignature);
  }

  /** Whether somebody signed the checkpoint of a size. */
  has(kind: AttestationKind, size: number, who: string): boolean {
    return this.table?.of(kind, size).some((row) => row.who === who) ?? false;
  }

  /** The newest time stamps, newest first. */
  timeStamps(count: number): (TimeStamp & { readonly revision: number })[] {
    return (this.table?.latest('time-stamp', count) ?? []).map(({ data, revision }) => {
      return { ...(JSON.parse(data) as TimeStamp), revision };
    });
  }

  /** The newest of its kind. */
  rotation(kind: RotationWord['kind']): (RotationWord & { readonly revision: number }) | undefined {
    const [row] = this.table?.latest(kind, 1) ?? [];
    return row && { ...(JSON.parse(row.data) as RotationWord), revision: row.revision };
  }

  /** A time stamp by its revision. */
  timeStampAt(revision: number): TimeStamp | undefined {
    const row = this.table?.at(revision);
    return row?.kind === 'time-stamp' ? (JSON.parse(row.data) as TimeStamp) : undefined;
  }

  /** Sizes of the checkpoints that were cosigned last, newest first. */
  cosignedSizes(count: number): number[] {
    return (this.table?.latest('cosignature', count) ?? []).map(({ size }) => size);
  }

  private readonly turns = new Turns();

  /** On the disk when it resolves. Throws where the store could not take it: it may be told again. */
  add(attestation: Attestation): Promise<void> {
    return this.turns.take(() => this.write(attestation));
  }

  private async write(attestation: Attestation): Promise<void> {
    const { table } = this;
    if (!table) return;
    const { kind, size, who } = attestation;
    if (kind === 'cosignature' && this.has(kind, size, who)) return;
    const event = eventOf(attestation);
    for (let tries = 0; tries < 3; tries++) {
      const result = await this.store.append(this.stream, [event], this.revision < 0 ? 'no-stream' : this.revision);
      if (result.kind === 'appended') {
        table.add({ revision: result.revision, kind, size, who, data: event.data });
        this.revision = result.revision;
        return;
      }
      if (result.kind !== 'conflict') throw new Error(`${TYPES[kind]} could not be written: ${result.detail}`);
      // Written after all by an attempt whose outcome nobody knew.
      await this.catchUp(table);
      if (kind === 'cosignature' && this.has(kind, size, who)) return;
    }
    throw new Error(`${TYPES[kind]} could not be written: somebody else writes too`);
  }

  private async catchUp(table: AttestationTable): Promise<void> {
    for (;;) {
      const page: readonly StoredEvent[] = await this.store.readStream(this.stream, this.revision + 1, PAGE);
      for (const { data, revision } of page) {
        const { kind, size, who } = JSON.parse(data) as Attestation;
        table.add({ revision, kind, size, who, data });
        this.revision = revision;
      }
      if (page.length < PAGE) return;
    }
  }
}

/** The same attestation has the same id. */
function eventOf(attestation: Attestation): NewEvent {
  const type = TYPES[attestation.kind];
  const data = canonical({ v: 1, type, ...attestation });
  const hex = createHash('sha256').update(data).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, type, data, meta: '{}' };
}
