/** What people read in a pack: chapters, tables, pages, and how to verify. */
import type { ReadSide } from '../../projections/read/read-side.js';
import { textFile, type PackFile } from '../seal/pack/files.js';
import { PATHS } from '../seal/pack/paths.js';
import { howToVerify } from './how-to-verify.js';
import type { PackWork } from './make-pack.js';
import type { PackMoment } from './moment.js';
import type { Desk, Prepared } from './prepare.js';
import type { PackRequest } from './request.js';

export interface ReadableAsk {
  readonly desk: Desk;
  readonly read: ReadSide;
  readonly request: PackRequest;
  readonly prepared: Prepared;
  readonly moment: PackMoment;
  readonly work: PackWork;
}

export async function readableFiles({ request }: ReadableAsk): Promise<PackFile[]> {
  return [textFile(PATHS.howTo, howToVerify({ kind: request.kind, tokens: [] }))];
}
