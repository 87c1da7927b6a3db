/** Where everything is in a pack (docs/verify.md). */
import { text } from './shape.js';

export const PATHS = {
  manifest: 'manifest.json',
  checkpoint: 'checkpoint',
  policy: 'policy',
  keys: 'keys.txt',
  headsLeaf: 'heads.leaf',
  headsProof: 'heads.tlog-proof',
  headEntries: 'head-entries.jsonl',
  events: 'events.jsonl',
  /** RFC 6962: from an older checkpoint, which the auditor kept, to this one. */
  consistency: 'consistency',
  tsaCertificates: 'anchors/tsa.pem',
  howTo: 'VERIFY.txt',
  /** From what else the readable files are made (docs/verify.md): facts of streams around the cases, and their heads. */
  context: 'context.jsonl',
  contextHeads: 'context-heads.jsonl',
  /** Names of sealed fields. */
  fields: 'fields.jsonl',
  reading: 'reading.json',
} as const;

/** Files that this room writes itself: nobody else's file may have their place. */
export const OWN_FOLDERS = ['proofs/', 'anchors/'] as const;

export function eventProofPath(sid: string, rev: number): string {
  return `proofs/${sid}-${rev}.tlog-proof`;
}

const EVENT_PROOF = /^proofs\/(.+)-(0|[1-9]\d{0,15})\.tlog-proof$/;

/** Reads such a path back; undefined where it is none. */
export function readEventProofPath(path: string): { readonly sid: string; readonly rev: number } | undefined {
  const [, sid, rev] = EVENT_PROOF.exec(path) ?? [];
  return sid === undefined ? undefined : { sid, rev: Number(rev) };
}

const TOKEN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const TOKEN = /^anchors\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.tsr$/;

/** A time-stamp token over the checkpoint file. Throws RangeError on a name that is no file name. */
export function tokenPath(name: string): string {
  if (!TOKEN_NAME.test(name)) throw new RangeError(`a token cannot be named '${name}'`);
  return `anchors/${name}.tsr`;
}

export function isTokenPath(path: string): boolean {
  return TOKEN.test(path);
}

/** A path of a file in a pack. */
export const path = text('a path', '^[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*$');
