/** Step 10: time-stamp tokens (RFC 3161) over the checkpoint. Who knows how to read one is given from outside. */
import { isTokenPath, PATHS } from '../pack/paths.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';
import type { TokenHolds } from './verdict.js';

/**
 * Checks one token over the bytes; a sentence says why it proves nothing. Which authorities are trusted is its own matter.
 * @param certificates PEM that the pack brings along: to build a chain with, never to trust.
 */
export type TokenCheck = (
  token: Uint8Array,
  over: Uint8Array,
  certificates: string | undefined,
) => Promise<{ readonly at: string; readonly authority: string } | string>;

/** Tokens that hold. */
export async function seeTokens(pack: OpenPack, check: TokenCheck, notes: Notes): Promise<TokenHolds[]> {
  const holding: TokenHolds[] = [];
  await notes.guard('anchors', () => seeEach(pack, check, notes, holding));
  notes.reached('anchors', { tokens: holding.length });
  return holding;
}

async function seeEach(pack: OpenPack, check: TokenCheck, notes: Notes, holding: TokenHolds[]): Promise<void> {
  const over = await pack.bytes(PATHS.checkpoint);
  const certificates = pack.has(PATHS.tsaCertificates) ? await pack.text(PATHS.tsaCertificates) : undefined;
  const files = pack.paths.filter(isTokenPath);
  // Who asks for a time stamp must not get a pack that somebody took it out of.
  if (files.length === 0) notes.fail('anchors', 'no-token', {});
  for (const file of files) {
    const found = await check(await pack.bytes(file), over, certificates);
    if (typeof found === 'string') notes.fail('anchors', 'token-fails', { path: file, what: found });
    else holding.push({ file, ...found });
  }
}
