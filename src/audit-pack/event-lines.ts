/** Events as lines of `events.jsonl`: leaf, body, disclosures, and the place in the sealed log with its proof. */
import type { Vault } from '../privacy/vault.js';
import { disclosuresOf } from '../privacy/disclosures.js';
import { inclusionProof, type NodeReader } from '../seal/prove.js';
import { WITHHELD, type EventLine } from '../seal/pack/lines.js';
import { leafOfEvent } from '../sealer/event-leaf.js';
import type { SealDb } from '../sealer/seal-db.js';
import type { StoredEvent } from '../store/port.js';
import { LedgerDiffers } from './trouble.js';

export interface LineParts {
  readonly vault: Vault;
  readonly db: SealDb;
  /** The tree of the checkpoint. */
  readonly node: NodeReader;
  readonly size: number;
  /** Store positions of events whose bodies stay out. */
  readonly withheld: ReadonlySet<number>;
  /** Whether the reader sees personal values. */
  readonly discloses: boolean;
}

/** @throws LedgerDiffers where the event is not what was sealed. */
export async function eventLine(parts: LineParts, event: StoredEvent): Promise<EventLine> {
  const { db, node, size } = parts;
  const index = db.indexOf(event.id);
  const { entry, hash } = leafOfEvent(event);
  if (index === undefined || index >= size - 1 || !node(0, index).equals(hash)) {
    throw new LedgerDiffers(`${event.stream}@${event.revision} is not what was sealed.`);
  }
  return {
    sid: event.stream,
    rev: event.revision,
    index,
    leaf: entry,
    ...(await content(parts, event)),
    proof: inclusionProof(node, index, size).map((each) => each.toString('base64')),
  };
}

async function content(
  { vault, withheld, discloses }: LineParts,
  event: StoredEvent,
): Promise<Pick<EventLine, 'body' | 'disclosures' | 'undisclosed'>> {
  if (withheld.has(event.position)) return { body: WITHHELD, disclosures: [], undisclosed: [] };
  const { data: body, stream, id, meta } = event;
  // Most facts have nothing personal: their bodies need not be read.
  const { _sd } = body.startsWith('{"_sd":') ? (JSON.parse(body) as { readonly _sd?: readonly string[] }) : {};
  return { body, ...(await disclosuresOf(vault, { stream, id, meta, _sd }, discloses)) };
}
