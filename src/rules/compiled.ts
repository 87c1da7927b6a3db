/**
 * Packs that were read and checked before, as JSON: reading their YAML and compiling their checks takes most of a second.
 * Each names what it was made of; of another text, or for other checks, it is not used.
 */
import { createHash } from 'node:crypto';
import { EVALUATORS } from './evaluators/registry.js';
import { PACK_SCHEMA } from './pack.schema.js';
import type { ActivePack } from './pack.js';

export interface CompiledPack extends ActivePack {
  /** What it was made of: `sourceOf` its text. */
  readonly source: string;
}

/** All that packs are checked against, as text: worked out once. A memo, not a state. */
let checks: string | undefined;

/** Changes with the text of a pack, and with what packs are checked against. SHA-256, hex. */
export function sourceOf(text: string): string {
  checks ??= JSON.stringify([PACK_SCHEMA, EVALUATORS.map(({ name, of, parameters }) => [name, of, parameters])]);
  return createHash('sha256').update(checks).update('\n').update(text).digest('hex');
}

/** The pack that a text was compiled to, where it was compiled from this very text for these checks. */
export function compiledFrom(text: string, compiled: CompiledPack | undefined): ActivePack | undefined {
  if (compiled?.source !== sourceOf(text)) return undefined;
  const { pack, digest } = compiled;
  return { pack, digest };
}
