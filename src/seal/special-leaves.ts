/** Leaves that are no facts: which heads all streams had, that revisions are missing, that a key takes over. */
import { canonical } from './canonical.js';
import { fromBase64url } from './base64.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';
import { parseVkey } from './vkey.js';

/** The last leaf of every stream among the first `covers` leaves, as the root over `headEntry` of all streams by id. */
export interface HeadsLeaf {
  readonly covers: number;
  readonly streams: number;
  /** base64url. */
  readonly root: string;
}

/** Revisions of a stream that the store did not have when their turn came. */
export interface GapLeaf {
  readonly sid: string;
  readonly from: number;
  readonly to: number;
}

export interface KeyLeaf {
  readonly vkey: string;
}

export type SpecialLeaf =
  | ({ readonly typ: 'dcl.heads' } & HeadsLeaf)
  | ({ readonly typ: 'dcl.gap' } & GapLeaf)
  | ({ readonly typ: 'dcl.key' } & KeyLeaf);

export function specialEntry(leaf: SpecialLeaf): string {
  return canonical({ ...leaf, v: 1 });
}

/** An entry of the map of heads: the stream, its last revision, and that event's leaf hash in base64url. */
export function headEntry(sid: string, revision: number, leaf: string): string {
  return `{"leaf":"${leaf}","rev":${revision},"sid":"${sid}"}`;
}

const MEMBERS: Readonly<Record<SpecialLeaf['typ'], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  'dcl.heads': { covers: isCount, streams: isCount, root: isHash },
  'dcl.gap': { sid: isText, from: isCount, to: isCount },
  'dcl.key': { vkey: isVkey },
};

/** Reads a leaf entry that is no fact; undefined when it is a fact's. Throws FormatError on anything else. */
export function parseSpecial(entry: string): SpecialLeaf | undefined {
  const leaf = parsed(entry);
  if (leaf['typ'] === 'dcl.event') return undefined;
  const members = Object.hasOwn(MEMBERS, String(leaf['typ'])) && MEMBERS[leaf['typ'] as SpecialLeaf['typ']];
  const good =
    members &&
    Object.keys(leaf).length === Object.keys(members).length + 2 &&
    Object.entries(members).every(([name, check]) => check(leaf[name]));
  const special = leaf as unknown as SpecialLeaf;
  if (!good || leaf['v'] !== 1 || specialEntry(special) !== entry) throw new FormatError('a leaf of an unknown form');
  const { v: _v, ...rest } = leaf;
  return rest as unknown as SpecialLeaf;
}

function parsed(entry: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(entry);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the one answer.
  }
  throw new FormatError('a leaf is a JSON object');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && fromBase64url(value, 'a root').length === HASH_BYTES;
}

function isVkey(value: unknown): boolean {
  return typeof value === 'string' && parseVkey(value).name !== '';
}
