/** Step 2: a log of the auditor's policy signed the checkpoint, and enough of the policy's witnesses cosigned it. */
import type { Checkpoint } from '../checkpoint.js';
import type { Note } from '../note.js';
import { PATHS } from '../pack/paths.js';
import { parsePolicy, trustIn, type Policy } from '../policy.js';
import { parseVkey } from '../vkey.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';

/** Seconds since 1970 by witness; empty where the step fails. */
export async function seeTrust(
  pack: OpenPack,
  { note, signed }: { readonly note: Note; readonly signed: Checkpoint },
  policy: Policy,
  notes: Notes,
): Promise<ReadonlyMap<string, number>> {
  const { log, witnesses, quorum } = trustIn(policy, note, signed);
  if (!log) notes.fail('policy', 'no-log-signature', { origin: signed.origin });
  else if (!quorum) notes.fail('policy', 'no-quorum', { quorum: policy.quorum });
  await notes.guard('policy', () => mustRead(pack, signed, note, notes));
  notes.reached('policy', { origin: signed.origin, size: signed.size, witnesses: [...witnesses.keys()].join(', ') });
  return notes.hasFailed('policy') ? new Map() : witnesses;
}

/** What the operator says of its own keys counts for nothing, but it must at least fit the checkpoint. */
async function mustRead(pack: OpenPack, signed: Checkpoint, note: Note, notes: Notes): Promise<void> {
  const own = parsePolicy(await pack.text(PATHS.policy));
  const trust = trustIn(own, note, signed);
  if (!trust.log || !trust.quorum) notes.fail('policy', 'file-differs', { path: PATHS.policy });
  const lines = (await pack.text(PATHS.keys)).split('\n');
  const names = lines.slice(0, -1).map((line) => parseVkey(line).name);
  const sound = lines[lines.length - 1] === '' && names.length > 0 && names.every((name) => name === signed.origin);
  if (!sound) notes.fail('policy', 'file-differs', { path: PATHS.keys });
}
