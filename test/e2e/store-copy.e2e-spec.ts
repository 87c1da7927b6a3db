/** A sealed ledger copied into another store: it goes on there, and what was proven before stays proven. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { storeCopy } from '../../src/cli/answers/store-copy.js';
import { parseCheckpoint, type Checkpoint } from '../../src/seal/checkpoint.js';
import { parseNote } from '../../src/seal/note.js';
import { consistencyProof } from '../../src/seal/prove.js';
import { nodesOfTiles } from '../../src/seal/tile-tree.js';
import { verifyConsistency } from '../../src/seal/verify-proof.js';
import { HttpLedger } from '../support/http-ledger.js';
import { openPack, type OpenedPack } from '../support/open-pack.js';
import { runAnswer, type Answered } from '../support/run-answer.js';

const before = new HttpLedger();
const after = new HttpLedger();
let caseId = '';
let oldPack: OpenedPack;
let old: Checkpoint;

const url = (ledger: HttpLedger): string => `sqlite:${join(ledger.folder, 'ledger.db')}`;
const copy = (from: HttpLedger, to: HttpLedger): Promise<Answered> =>
  runAnswer(from.folder, (cli) => storeCopy(cli, { from: url(from), to: url(to) }));

async function packOf(ledger: HttpLedger): Promise<OpenedPack> {
  const reply = await fetch(`${ledger.url}/v1/cases/${caseId}/audit-pack?fresh=true&without=pdf,html`, {
    headers: { authorization: `Bearer ${ledger.keyOf('admin')}` },
  });
  if (reply.status !== 200) throw new Error(await reply.text());
  const pack = await openPack(Buffer.from(await reply.arrayBuffer()));
  expect(pack.verdict.steps.filter(({ status }) => status === 'fails')).toEqual([]);
  return pack;
}

const last = ({ runtime }: HttpLedger): Checkpoint =>
  parseCheckpoint(parseNote(runtime.sealer.published?.note ?? '').text);

beforeAll(async () => {
  await before.start();
  await before.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  caseId = (await before.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  await before.record(`/v1/cases/${caseId}/notes`, { text: 'before the move' });
  for (let i = 0; i < 260; i++) await before.post(`/v1/cases/${caseId}/assignments`, { assignee: `staff-${i}` });
  oldPack = await packOf(before);
  await before.runtime.sealer.sealNow({ heads: true });
  old = last(before);
});
afterAll(async () => {
  await after.close();
  rmSync(before.folder, { recursive: true, force: true });
});

it('copies beside the one who writes, then what came since, and finds every published root again', async () => {
  const first = await copy(before, after);
  expect(first).toMatchObject({ exit: 0, document: { sameAppends: true, since: 0, sealed: { problem: null } } });
  expect(first.document['sealed'].last.size).toBe(before.runtime.sealer.published?.size);
  await before.record(`/v1/cases/${caseId}/notes`, { text: 'still before the move' });
  await before.runtime.sealer.sealNow({ heads: true });
  const events = await before.runtime.wholeStore.head();
  await before.stop();
  expect((await copy(before, after)).document).toMatchObject({ events, copied: 2, sealed: { unsealed: 0 } });
  expect((await copy(before, after)).document).toMatchObject({ events, copied: 0 });
});

it('goes on sealing from the last checkpoint, and old and new packs verify under one policy', async () => {
  // The keys move as they are; the seal is made again from the facts, through every published root.
  for (const name of ['keys.db', 'master.key']) copyFileSync(join(before.folder, name), join(after.folder, name));
  expect(existsSync(join(after.folder, 'seal.db'))).toBe(false);
  await after.start();
  expect(await after.runtime.sealer.open()).toBe(true);
  expect(last(after).size).toBeGreaterThan(old.size);
  await after.record(`/v1/cases/${caseId}/notes`, { text: 'after the move' });
  const newPack = await packOf(after);
  expect(newPack.events.length).toBe(oldPack.events.length + 2);
  expect(newPack.verdict.ok && oldPack.verdict.ok).toBe(true);
  const now = last(after);
  const nodes = nodesOfTiles(now.size, (tile) => after.runtime.sealer.tiles.read(tile));
  const proof = consistencyProof(nodes, old.size, now.size);
  const claim = { oldSize: old.size, newSize: now.size, oldRoot: old.root, newRoot: now.root, proof };
  expect([verifyConsistency(claim), now.origin]).toEqual([true, old.origin]);
  expect(after.runtime.sealer.stopped).toBeUndefined();
  expect(after.runtime.sealer.db?.findings()).toEqual([]);
});

it('writes nothing into a store that is something else, and says where they part', async () => {
  const other = await new HttpLedger().start();
  try {
    await other.record('/v1/portfolios', { name: 'other', zone: 'Europe/Rome', currency: 'EUR' });
    expect(await copy(before, other)).toMatchObject({ exit: 6, message: expect.stringMatching(/being written/) });
    await other.stop();
    expect(await copy(before, other)).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/The first 0 events are the same; then the source has PortfolioCreated/),
      document: { same: 0 },
    });
    // What went on elsewhere since is no beginning of the source either.
    expect(await copy(before, after)).toMatchObject({ exit: 6 });
    const bad = (from: string, to: string): Promise<Answered> =>
      runAnswer(before.folder, (cli) => storeCopy(cli, { from, to }));
    expect(await bad(url(before), url(before))).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/same store/),
    });
    expect(await bad('ledger.db', url(before))).toMatchObject({ exit: 2, message: expect.stringMatching(/no store/) });
    expect(await bad(`sqlite:${join(before.folder, 'nowhere.db')}`, url(other))).toMatchObject({ exit: 4 });
  } finally {
    rmSync(other.folder, { recursive: true, force: true });
  }
});
