/**
 * The stream `seal-…`: each published checkpoint, with every leaf since the one before that is no fact. It lies beside the
 * facts and outside `seal.db`, and an append to it names the revision that it follows: two sealers cannot both go on.
 */
import { createHash } from 'node:crypto';
import { canonical } from '../seal/canonical.js';
import { parseCheckpoint, type Checkpoint } from '../seal/checkpoint.js';
import { parseNote } from '../seal/note.js';
import type { EventStore, NewEvent, StoredEvent } from '../store/port.js';
import { SealStop } from './seal-stop.js';

export const SEAL_CATEGORY = 'seal';
const TYPE = 'CheckpointPublished';
const PAGE = 64;

export interface IndexedEntry {
  readonly index: number;
  readonly entry: string;
}

export interface Publication {
  /** The signed checkpoint. */
  readonly note: string;
  /** Leaves that are no facts, in order. */
  readonly leaves: readonly IndexedEntry[];
}

export interface Published extends Publication {
  readonly revision: number;
  readonly position: number;
  readonly checkpoint: Checkpoint;
}

/** Store streams have narrow names and origins have not. */
export function streamOfLog(origin: string): string {
  return `${SEAL_CATEGORY}-${createHash('sha256').update(origin).digest('hex').slice(0, 32)}`;
}

export class CheckpointStream {
  readonly stream: string;

  /** @param store one that only reads may lack `append`: then nothing can be published */
  constructor(
    private readonly store: Pick<EventStore, 'readStream'> & Partial<Pick<EventStore, 'append'>>,
    origin: string,
  ) {
    this.stream = streamOfLog(origin);
  }

  /** Publications from a revision on, in order. */
  async *from(revision: number): AsyncGenerator<Published, void> {
    for (let next = revision; ;) {
      const page = await this.store.readStream(this.stream, next, PAGE);
      for (const event of page) yield published(event);
      if (page.length < PAGE) return;
      next += page.length;
    }
  }

  async at(revision: number): Promise<Published | undefined> {
    const [event] = await this.store.readStream(this.stream, revision, 1);
    return event && published(event);
  }

  /**
   * Appends behind a revision (-1: begins), or throws SealStop where somebody else did.
   * @param fence of the lease under which it is published, where there is one: beside the body, for whoever looks
   */
  async publish(
    publication: Publication,
    after: number,
    fence?: number,
  ): Promise<{ revision: number; position: number }> {
    const event = { ...eventOf(publication), meta: fence === undefined ? '{}' : JSON.stringify({ fence }) };
    if (!this.store.append) throw new Error('this store was opened for reading only');
    const result = await this.store.append(this.stream, [event], after < 0 ? 'no-stream' : after);
    if (result.kind === 'appended') return { revision: result.revision, position: result.position };
    if (result.kind === 'conflict') {
      const message = `checkpoint ${String(after + 1)} of this log was published by somebody else. Only one process may seal a ledger.`;
      throw new SealStop('second-sealer', message);
    }
    // Unknown or refused: nothing is lost. The same bytes are tried again, and found if they were written.
    throw new Error(`the checkpoint could not be published: ${result.detail}`);
  }
}

/** The same publication has the same id, so that a second try is known as one. */
function eventOf({ note, leaves }: Publication): Omit<NewEvent, 'meta'> {
  const data = canonical({ v: 1, type: TYPE, note, leaves: leaves.map(({ index, entry }) => ({ index, entry })) });
  const hex = createHash('sha256').update(data).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, type: TYPE, data };
}

/** The publication that an event of a `seal-…` stream is; undefined of its other events (cosignatures, time stamps). */
export function publicationOf(event: StoredEvent): Published | undefined {
  return event.type === TYPE ? published(event) : undefined;
}

function published({ data, revision, position }: StoredEvent): Published {
  const { note, leaves } = JSON.parse(data) as Publication;
  return { note, leaves, revision, position, checkpoint: parseCheckpoint(parseNote(note).text) };
}
