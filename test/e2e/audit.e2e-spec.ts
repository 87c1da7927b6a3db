/** `quittance audit verify` on copies of a sealed ledger that somebody with SQLite has been at. */
import Database from '#sqlite';
import { cpSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { auditVerify } from '../../src/cli/answers/audit-verify.js';
import { Output } from '../../src/cli/output.js';
import type { AuditReport } from '../../src/sealer/audit/audit.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const folders: string[] = [];
let caseIds: string[];

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  caseIds = [];
  for (const ref of ['A1', 'A2', 'A3']) {
    caseIds.push((await ledger.record('/v1/cases', { portfolio: 'main', ref })).stream as string);
  }
  for (let i = 0; i < 100; i++) {
    const reply = await ledger.post(`/v1/cases/${caseIds[i % 3]}/assignments`, { assignee: `staff-${1000 + i}` });
    if (reply.status !== 201) throw new Error(reply.text);
    if (i % 40 === 0) await ledger.runtime.sealer.sealNow({ heads: true });
  }
  await ledger.runtime.sealer.sealNow({ heads: true });
  await ledger.post(`/v1/cases/${caseIds[0]}/assignments`, { assignee: 'unsealed' });
  await ledger.stop();
});
afterAll(() => {
  for (const folder of [...folders, ledger.folder]) rmSync(folder, { recursive: true, force: true });
});

interface Answer extends AuditReport {
  readonly exit: number;
  readonly ok: boolean;
}

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-audit-'));
  folders.push(folder);
  cpSync(ledger.folder, folder, { recursive: true });
  return folder;
}

async function verify(folder: string): Promise<Answer> {
  let text = '';
  const stdout = { write: (some: string) => (text += some) !== '' } as unknown as NodeJS.WriteStream;
  const config = { ...readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }), data: folder };
  const exit = await auditVerify({ config, lang: 'en', out: new Output(true, stdout) });
  return { exit, ...(JSON.parse(text) as Omit<Answer, 'exit'>) };
}

/** Opens the file as an attacker does: without the triggers that refuse it. */
function tamper(folder: string, file: string, ...statements: string[]): void {
  const db = new Database(join(folder, file));
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements)
    expect([statement, db.prepare(statement).run().changes > 0]).toEqual([statement, true]);
  db.close();
}

const swap = (column: string, a: number, b: number): string[] => [
  `UPDATE events SET ${column} = -1 WHERE ${column} = ${a}`,
  `UPDATE events SET ${column} = ${a} WHERE ${column} = ${b}`,
  `UPDATE events SET ${column} = ${b} WHERE ${column} = -1`,
];
const UNCHANGED = { changed: 0, missing: 0, extra: 0, reordered: 0 };

it('finds nothing where nothing was changed, and says what it compared', async () => {
  const { exit, ok, facts, unsealed, heads, counts, differences, checkpoints } = await verify(copy());
  expect({ exit, ok, counts, differences }).toEqual({ exit: 0, ok: true, counts: UNCHANGED, differences: [] });
  expect({ facts, unsealed, heads, checkpoints }).toEqual({
    facts: 104,
    unsealed: 1,
    heads: { found: 4, checked: 4 },
    checkpoints: 4,
  });
});

it.each<[string, string[], number, Partial<typeof UNCHANGED>]>([
  [
    'a byte of a body',
    [`UPDATE events SET data = replace(data, 'staff-1050', 'staff-1051') WHERE data LIKE '%staff-1050%'`],
    31,
    { changed: 1 },
  ],
  ['a link', [`UPDATE events SET meta = replace(meta, 'prev":"', 'prev":"A') WHERE position = 20`], 31, { changed: 1 }],
  [
    'the type beside a body',
    [`UPDATE events SET type = (SELECT min(key) FROM types) WHERE position = 30`],
    31,
    { changed: 1 },
  ],
  [
    'the id beside a body',
    [`UPDATE events SET id = x'00112233445566778899aabbccddeeff' WHERE position = 30`],
    31,
    { changed: 1 },
  ],
  [
    'two bodies exchanged',
    [
      `UPDATE events SET data = (SELECT data FROM events e WHERE e.position = 67 - events.position) WHERE position IN (33, 34)`,
    ],
    31,
    {},
  ],
  ['a fact removed', ['DELETE FROM events WHERE position = 40'], 32, { missing: 1 }],
  [
    'facts removed from the end',
    [`DELETE FROM events WHERE position > 90 AND stream NOT IN (SELECT key FROM streams WHERE name LIKE 'seal-%')`],
    32,
    {},
  ],
  ['a stream removed', [`DELETE FROM events WHERE stream = (SELECT stream FROM events WHERE position = 50)`], 32, {}],
  [
    'a checkpoint removed',
    [
      `DELETE FROM events WHERE position = (SELECT max(position) FROM events WHERE stream IN (SELECT key FROM streams WHERE name LIKE 'seal-%'))`,
    ],
    32,
    { missing: 1 },
  ],
  [
    'a fact moved to the end',
    ['UPDATE events SET position = (SELECT max(position) + 1 FROM events) WHERE position = 44'],
    34,
    { reordered: 1 },
  ],
  ['two facts exchanged', swap('position', 44, 45), 34, { reordered: 2 }],
])('%s', async (_what, statements, exit, counts) => {
  const folder = copy();
  tamper(folder, 'ledger.db', ...statements);
  const found = await verify(folder);
  expect([found.exit, found.ok]).toEqual([exit, false]);
  expect(found.counts).toMatchObject(counts);
  expect(found.differences[0]?.what).toEqual(expect.stringMatching(/@\d+|checkpoint/));
});

it('a fact put in among what was sealed, and one behind it that follows from nothing', async () => {
  const inserted = (position: string): string =>
    `INSERT INTO events SELECT ${position}, stream, (SELECT max(revision) + 5 FROM events), 0, randomblob(16), type, data, meta FROM events WHERE position = 50`;
  const among = copy();
  tamper(
    among,
    'ledger.db',
    'UPDATE events SET position = -position WHERE position >= 60',
    inserted('60'),
    'UPDATE events SET position = 1 - position WHERE position < 0',
  );
  const moved = await verify(among);
  // Everything behind it has another position than the one it was sealed at.
  expect(moved.counts.extra).toBe(1);
  expect(moved.exit).toBe(33);
  const behind = copy();
  tamper(behind, 'ledger.db', inserted('(SELECT max(position) + 1 FROM events)'));
  expect(await verify(behind)).toMatchObject({ exit: 33, counts: { ...UNCHANGED, extra: 1 } });
});

it('an index, a tile, a bundle, a signature or a map that was changed', async () => {
  const index = copy();
  tamper(index, 'seal.db', `UPDATE leaves SET hash = randomblob(32) WHERE idx = 30`);
  expect(await verify(index)).toMatchObject({ exit: 31 });
  const tile = copy();
  writeFileSync(join(tile, 'seal/tile/0/000.p/108'), Buffer.alloc(108 * 32));
  expect(await verify(tile)).toMatchObject({
    exit: 31,
    counts: { changed: 1 },
    differences: [{ what: 'tile/0/000.p/108' }],
  });
  const bundle = copy();
  unlinkSync(join(bundle, 'seal/tile/entries/000.p/108'));
  expect(await verify(bundle)).toMatchObject({ exit: 32, counts: { missing: 1 } });
  const seal = `stream IN (SELECT key FROM streams WHERE name LIKE 'seal-%')`;
  const signature = copy();
  tamper(
    signature,
    'ledger.db',
    `UPDATE events SET data = replace(data, 'quittance.local/', 'quittance.locaI/') WHERE ${seal}`,
  );
  expect(await verify(signature)).toMatchObject({ exit: 31 });
  const map = copy();
  tamper(
    map,
    'ledger.db',
    `UPDATE events SET data = replace(data, '\\"streams\\":4', '\\"streams\\":3') WHERE ${seal}`,
  );
  expect((await verify(map)).differences.map(({ detail }) => detail)[0]).toMatch('published in its place');
});

it('a ledger that was never sealed, and one without its index', async () => {
  const lost = copy();
  for (const file of ['seal.db', 'seal.db-wal', 'seal.db-shm']) rmSync(join(lost, file), { force: true });
  expect(await verify(lost)).toMatchObject({ exit: 32, differences: [{ what: 'seal.db' }] });
  const fresh = await new HttpLedger().start();
  await fresh.stop();
  folders.push(fresh.folder);
  await expect(verify(fresh.folder)).rejects.toMatchObject({ exit: 4 });
});
