// Proof files of every fact, as somebody outside keeps them, and whether they still hold against the ledger as it is now.
import { load } from './base.js';
import { auditOf, eventsOf } from './office.js';

/** Seals with a map of heads, and hands out the checkpoint, the log's keys and a proof file for each fact. */
export async function handOut(runtime, from) {
  const { proofOf } = await load(from, 'sealer/sealed-proofs.js');
  const { policyOfLog } = await load(from, 'seal/policy.js');
  const { sealer, store } = runtime;
  const sealed = await sealer.sealNow({ heads: true });
  if (!sealed) return { stopped: `the sealer: ${sealer.stopped?.message}` };
  const proofs = [];
  for await (const { id } of eventsOf(store)) {
    const answer = proofOf(sealer, id);
    proofs.push([id, answer.text ?? '']);
  }
  return { checkpoint: sealer.published.note, policy: policyOfLog(...sealer.signer.vkeys()), proofs };
}

/** @returns how many of the proof files hold for the facts as they are stored now, and what else no longer does */
export async function stillHold(runtime, from, { checkpoint, policy, proofs, stopped }) {
  if (stopped) return { ok: 0, of: 0, wrong: [stopped] };
  await runtime.sealer.open();
  const { verifyTlogProof } = await load(from, 'seal/tlog-proof.js');
  const { parsePolicy } = await load(from, 'seal/policy.js');
  const { leafOfEvent } = await load(from, 'sealer/event-leaf.js');
  const entries = new Map();
  for await (const event of eventsOf(runtime.store)) entries.set(event.id, leafOfEvent(event).entry);
  const trusted = parsePolicy(policy);
  const good = proofs.filter(([id, text]) => {
    const entry = entries.get(id);
    return entry !== undefined && typeof verifyTlogProof(text, Buffer.from(entry), trusted) !== 'string';
  });
  const { found, heads, checkpoints } = await auditOf({ runtime }, from);
  const extends_ = await isExtended(runtime, from, checkpoint);
  const wrong = [...found, ...(extends_ ? [] : ['the log does not extend the checkpoint that was handed out'])];
  return { ok: good.length, of: proofs.length, heads: heads.checked, headsFound: heads.found, checkpoints, wrong };
}

/** Whether the log as it is now only adds to a checkpoint, by a consistency proof from its tiles. */
export async function isExtended({ sealer }, from, note) {
  const { consistencyProof } = await load(from, 'seal/prove.js');
  const { nodesOfTiles } = await load(from, 'seal/tile-tree.js');
  const { verifyConsistency } = await load(from, 'seal/verify-proof.js');
  const { parseCheckpoint } = await load(from, 'seal/checkpoint.js');
  const { parseNote } = await load(from, 'seal/note.js');
  const [older, newer] = [note, sealer.published.note].map((text) => parseCheckpoint(parseNote(text).text));
  const node = nodesOfTiles(newer.size, (tile) => sealer.tiles.read(tile));
  const claim = { oldSize: older.size, oldRoot: older.root, newSize: newer.size, newRoot: newer.root };
  return verifyConsistency({ ...claim, proof: consistencyProof(node, older.size, newer.size) });
}
