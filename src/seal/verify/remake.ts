/**
 * Step 13: the files for people are what this program makes of the proven facts, byte for byte. Whoever knows how to make them is
 * given from outside.
 */
import type { Checkpoint } from '../checkpoint.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';
import type { Details, StepId } from './verdict.js';

/** Why a file cannot be made again. */
export type WhyNot =
  /** It rests on bodies that the pack leaves out: facts of other creditors' cases. */
  | 'bodies-left-out'
  /** It tells of reads and exports, which stand in streams that no pack holds. */
  | 'access-log'
  /** A page for printing: its bytes depend on how a library compresses. */
  | 'pdf';

export type RemakeCode =
  | 'remade-otherwise'
  | 'not-of-the-facts'
  | 'readable-missing'
  | 'no-context'
  | 'context-fails'
  | 'too-large'
  | 'made-elsewhere';

export interface ReadableFile {
  readonly path: string;
  readonly status: 'equal' | 'differs' | 'cannot';
  readonly why?: WhyNot;
}

/** How a file differs. */
export interface RemakeFault {
  readonly code: RemakeCode;
  readonly details: Details;
}

export interface Remade {
  /** Each readable file of the pack. */
  readonly files: readonly ReadableFile[];
  readonly faults: readonly RemakeFault[];
}

/** Makes the readable files of a pack again. Throws FormatError where what they are made from cannot be read. */
export type Remake = (pack: OpenPack, signed: Checkpoint) => Promise<Remade>;

/** What must hold first: nothing is made of facts that are not proven. */
const BEFORE: readonly StepId[] = ['policy', 'heads', 'map', 'chain', 'leaves', 'bodies', 'disclosures'];

export async function seeRemade(
  pack: OpenPack,
  signed: Checkpoint,
  remake: Remake,
  notes: Notes,
): Promise<readonly ReadableFile[]> {
  if (BEFORE.some((step) => notes.hasFailed(step))) return [];
  const remade = await notes.guard('remake', () => remake(pack, signed));
  for (const { code, details } of remade?.faults ?? []) notes.fail('remake', code, details);
  const files = remade?.files ?? [];
  const count = (status: ReadableFile['status']): number => files.filter((file) => file.status === status).length;
  notes.reached('remake', { files: files.length, equal: count('equal'), cannot: count('cannot') });
  return files;
}
