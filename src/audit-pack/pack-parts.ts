/** The parts of a pack, as the format wants them: proofs from tiles, events in store order, and the files that people read. */
import { formatVkey } from '../seal/vkey.js';
import { consistencyProof, inclusionProof, type NodeReader } from '../seal/prove.js';
import { formatPolicy } from '../seal/policy.js';
import type { PackFile } from '../seal/pack/files.js';
import type { EventLine } from '../seal/pack/lines.js';
import type { About } from '../seal/pack/manifest.js';
import type { PackParts } from '../seal/pack/parts.js';
import { Problem } from '../http/problem.js';
import { tileNodes } from '../sealer/tile-nodes.js';
import { contextFiles, HiddenFields } from './context-files.js';
import { eventLine, type LineParts } from './event-lines.js';
import { headLine } from './head-line.js';
import { LineSpool } from './line-spool.js';
import type { Desk, Prepared } from './prepare.js';
import type { PackRequest } from './request.js';
import type { Spool } from './spool.js';
import { sweep } from './sweep.js';

export interface PartsAsk {
  readonly about: About;
  readonly request: PackRequest;
  readonly files: readonly PackFile[];
  readonly spool: Spool;
  readonly anchors: Pick<PackParts, 'anchors'>;
  /** Called for each event that was proven; throws where the work was cancelled. */
  readonly onEvent: () => void;
}

/** @throws LedgerDiffers where an event is not what was sealed. */
export async function packParts(desk: Desk, prepared: Prepared, ask: PartsAsk): Promise<PackParts> {
  const { state, gathered, heads } = prepared;
  const { size } = state.heads.checkpoint;
  const node = tileNodes(desk.sealer.tiles, size, state.grown);
  const keys = desk.sealer.signer.vkeys();
  const hidden = new HiddenFields();
  const { discloses } = ask.request;
  const parts = { vault: desk.vault, db: state.db, node, size, withheld: gathered.withheld, discloses };
  const lines = new LineSpool(ask.spool, () => linesOf(desk, prepared, { parts, hidden, onEvent: ask.onEvent }));
  return {
    about: ask.about,
    checkpoint: state.heads.note,
    policy: formatPolicy(keys, desk.sealer.witnesses.policy),
    keys: keys.map(formatVkey),
    heads: { leaf: state.heads.entry, proof: inclusionProof(node, size - 1, size) },
    streams: gathered.streams,
    headEntries: () => heads.map(headLine),
    events: () => lines.read(),
    ...consistencyFrom(node, ask.request.knownSize, size),
    ...ask.anchors,
    files: [...ask.files, hidden.file(), ...(await contextFiles(desk, prepared, parts))],
  };
}

interface LinesAsk extends Pick<PartsAsk, 'onEvent'> {
  readonly parts: LineParts;
  readonly hidden: HiddenFields;
}

async function* linesOf(
  { store }: Desk,
  { gathered: { positions } }: Prepared,
  { parts, hidden, onEvent }: LinesAsk,
): AsyncGenerator<EventLine, void> {
  for await (const event of sweep(store, positions)) {
    const line = await eventLine(parts, event);
    hidden.take(line, event);
    yield line;
    onEvent();
  }
}

function consistencyFrom(
  node: NodeReader,
  oldSize: number | undefined,
  newSize: number,
): Pick<PackParts, 'consistency'> {
  if (oldSize === undefined) return {};
  if (oldSize > newSize) {
    const detail = `Your checkpoint has ${oldSize} leaves and this one ${newSize}: ask for a fresh one, or compare the logs.`;
    throw Problem.of(422, 'checkpoint-ahead', detail, { field: 'knownSize' });
  }
  return { consistency: { oldSize, newSize, hashes: consistencyProof(node, oldSize, newSize) } };
}
