/** Makes a pack: what to prove is read, told, proven and written. Whoever asked gets it when it is whole. */
import { createHash } from 'node:crypto';
import type { ReadSide } from '../../projections/read/read-side.js';
import { packFiles, type PlannedPack } from '../seal/pack/pack-files.js';
import { aboutPack } from './about-pack.js';
import { packMoment, type PackMoment } from './moment.js';
import { packParts } from './pack-parts.js';
import { prepare, type Desk, type Prepared } from './prepare.js';
import { readableFiles } from './readable-files.js';
import type { PackMade, PackProgress, PackRequest } from './request.js';
import { anchorsOf } from './seal-state.js';
import type { Spool } from './spool.js';

export interface PackWork {
  readonly spool: Spool;
  /** Takes the file, piece by piece. */
  readonly write: (bytes: Uint8Array) => void;
  readonly onProgress: (progress: PackProgress) => void;
  /** Called when the streams are known and before anything personal is opened: whose values will be in the pack. */
  readonly onSubjects: (streams: readonly string[]) => void;
  /** Throws where the work was cancelled. */
  readonly proceed: () => void;
}

/** @throws Problem LedgerDiffers Cancelled */
export async function makePack(desk: Desk, read: ReadSide, request: PackRequest, work: PackWork): Promise<PackMade> {
  const { proceed, onProgress } = work;
  const total = request.cases.length;
  let cases = 0;
  const onCase = (): void => onProgress({ stage: 'reading', done: Math.min(++cases, total), total });
  const prepared = await prepare(desk, read, request, { onCase, proceed });
  const { gathered, state, zone } = prepared;
  work.onSubjects(gathered.streams.map(({ sid }) => sid));
  const moment = await packMoment(read, request, { zone, sealed: state.heads.position });
  const about = await aboutPack(desk, request, prepared, moment);
  const anchors = await anchorsOf(desk.sealer, state.heads);
  const tokens = anchors.anchors?.tokens.map(({ name }) => name) ?? [];
  const files = await readableFiles({ desk, read, request, prepared, moment, work, tokens });
  const events = gathered.positions.length;
  let proven = 0;
  const onEvent = (): void => {
    proceed();
    onProgress({ stage: 'proving', done: ++proven, total: events });
  };
  const plan = await packFiles(
    await packParts(desk, prepared, { about, request, files, spool: work.spool, anchors, onEvent }),
  );
  return made(prepared, plan, moment, await written(plan, work));
}

/** @returns SHA-256 of the file, hexadecimal. */
async function written(plan: PlannedPack, { write, onProgress, proceed }: PackWork): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of plan.chunks()) {
    proceed();
    hash.update(piece);
    write(piece);
    done += piece.length;
    onProgress({ stage: 'writing', done, total: plan.bytes });
  }
  return hash.digest('hex');
}

function made({ gathered, state }: Prepared, plan: PlannedPack, moment: PackMoment, sha256: string): PackMade {
  const { streams } = gathered;
  return {
    bytes: plan.bytes,
    manifest: plan.sha256,
    sha256,
    events: plan.manifest.events,
    streams: streams.length,
    withheld: streams.reduce((sum, { withheld }) => sum + withheld, 0),
    later: streams.reduce((sum, { later }) => sum + later, 0),
    size: state.heads.checkpoint.size,
    root: state.heads.checkpoint.root.toString('hex'),
    asOf: moment.asOf,
    lastEvent: moment.event,
  };
}
