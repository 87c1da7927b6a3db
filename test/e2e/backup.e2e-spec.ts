/** A ledger backed up while it is written, and restored: audited, served, and without what was erased. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../src/cli/answers/backup.js';
import { backupVerify, restore } from '../../src/cli/answers/restore.js';
import { HttpLedger } from '../support/http-ledger.js';
import { runAnswer, type Answered } from '../support/run-answer.js';

const ledger = new HttpLedger();
const shelf = mkdtempSync(join(tmpdir(), 'quittance-backups-'));
const restored: HttpLedger[] = [];
let party = '';
let caseId = '';
/** Where facts come in all the time. */
let busy = '';

const first = join(shelf, 'first');
const NOTE = 'she keeps bees in Vallombrosa';
const key = () => join(ledger.folder, 'master.key');

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const when = { occurredAt: '2013-03-04' };
  const person = { portfolio: 'main', kind: 'PERSON', name: 'Debtor', ...when };
  party = (await ledger.record('/v1/parties', person)).stream as string;
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1', ...when })).stream as string;
  await ledger.record(`/v1/cases/${caseId}/parties`, { party, role: 'DEBTOR', ...when });
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: NOTE, ...when });
  await ledger.record(`/v1/cases/${caseId}/closures`, { reason: 'WITHDRAWN', occurredAt: '2013-03-05' });
  busy = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'B1' })).stream as string;
  ledger.runtime.sealer.start();
});
afterAll(async () => {
  for (const each of restored) rmSync(each.folder, { recursive: true, force: true });
  rmSync(shelf, { recursive: true, force: true });
  await ledger.close();
});

const save = (to: string, more = {}): Promise<Answered> =>
  runAnswer(ledger.folder, (cli) => backup(cli, { to, ...more }));

async function back(
  from: string,
  masterKey: string | undefined = key(),
): Promise<{ answer: Answered; into: HttpLedger }> {
  const into = new HttpLedger();
  restored.push(into);
  return { into, answer: await runAnswer(into.folder, (cli) => restore(cli, from, { masterKey })) };
}

/** What the history of the case says. */
async function told(of: HttpLedger): Promise<{ note: boolean; erased: boolean }> {
  const { text } = await of.get(`/v1/cases/${caseId}/history?waitFor=${await of.runtime.store.head()}`);
  return { note: text.includes(NOTE), erased: text.includes('Personal data erased: keys destroyed') };
}

/** Writes without a pause until the work is done. */
async function whileWriting<T>(work: Promise<T>): Promise<{ result: T; written: number }> {
  let over = false;
  let written = 0;
  const writing = (async () => {
    while (!over) {
      const { status } = await ledger.post(`/v1/cases/${busy}/assignments`, { assignee: `staff-${written++}` });
      expect(status).toBe(201);
    }
  })();
  const result = await work.finally(() => (over = true));
  await writing;
  return { result, written };
}

const filesIn = (folder: string): string[] => readdirSync(folder).sort();

it('is made beside the writers, holds one moment, and no master key', async () => {
  for (let i = 0; i < 260; i++) await ledger.post(`/v1/cases/${busy}/assignments`, { assignee: `before-${i}` });
  await ledger.runtime.sealer.sealNow({ heads: true });
  const { result, written } = await whileWriting(save(first));
  expect(result).toMatchObject({ exit: 0, document: { backup: first, masterKey: { included: false } } });
  expect(written).toBeGreaterThan(0);
  expect(filesIn(first)).toEqual(['backup.json', 'keys.db', 'ledger.db', 'seal.db', 'seal.tiles']);
  expect(statSync(first).mode & 0o777).toBe(0o700);
  for (const name of filesIn(first)) expect([name, statSync(join(first, name)).mode & 0o777]).toEqual([name, 0o600]);
  expect(filesIn(shelf)).toEqual(['first']);
  const manifest = JSON.parse(readFileSync(join(first, 'backup.json'), 'utf8')) as { head: object; files: object[] };
  expect(result.document).toMatchObject(manifest);
  expect(manifest.head).toMatchObject({ stream: expect.stringMatching(/^(case|access)-/) });
  expect(await runAnswer(ledger.folder, (cli) => backupVerify(cli, first))).toMatchObject({
    exit: 0,
    document: { ok: true, damaged: [] },
  });
});

it('comes back as a ledger in which nothing differs, and which goes on', async () => {
  const { answer, into } = await back(first);
  expect(answer).toMatchObject({ exit: 0, document: { audit: { ok: true, differences: [] } } });
  expect(filesIn(into.folder)).toEqual(
    expect.arrayContaining(['keys.db', 'ledger.db', 'master.key', 'seal', 'seal.db']),
  );
  await into.start();
  try {
    expect(await told(into)).toEqual({ note: true, erased: false });
    await into.record(`/v1/cases/${busy}/assignments`, { assignee: 'afterwards' });
    expect(await into.runtime.sealer.sealNow({ heads: true })).toBe(true);
    expect(into.runtime.sealer.published?.size).toBeGreaterThan(answer.document['audit'].size as number);
  } finally {
    await into.stop();
  }
});

it('holds the master key where that was asked for, and then needs no other', async () => {
  const to = join(shelf, 'with-key');
  expect((await save(to, { withMasterKey: true })).document['masterKey']).toMatchObject({ included: true });
  const { answer, into } = await back(to, '');
  expect(answer.exit).toBe(4);
  rmSync(into.folder, { recursive: true, force: true });
  expect(await runAnswer(into.folder, (cli) => restore(cli, to, {}))).toMatchObject({ exit: 0 });
  expect(readFileSync(join(into.folder, 'master.key'), 'utf8')).toBe(readFileSync(key(), 'utf8'));
});

it('is one file where the name says so, which any tar lists, and comes back from it', async () => {
  const file = join(shelf, 'one.tar');
  const made = await save(file);
  expect(made).toMatchObject({ exit: 0, document: { backup: file, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(filesIn(shelf).filter((name) => name.startsWith('one'))).toEqual(['one.tar']);
  const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
  expect(listed).toEqual(['backup.json', 'keys.db', 'ledger.db', 'seal.db', 'seal.tiles', 'SHA256']);
  expect(await save(file)).toMatchObject({ exit: 2, message: expect.stringMatching(/is there already/) });
  expect(await runAnswer(shelf, (cli) => backupVerify(cli, file))).toMatchObject({ exit: 0, document: { ok: true } });
  const { answer } = await back(file);
  expect(answer).toMatchObject({ exit: 0, document: { audit: { ok: true, differences: [] } } });

  const whole = readFileSync(file);
  const changed = Buffer.from(whole);
  changed[700] = (changed[700] ?? 0) ^ 1;
  const broken: [string, Buffer, number][] = [
    ['cut in an entry', whole.subarray(0, Math.floor(whole.length / 2)), 31],
    ['cut before the last entry', whole.subarray(0, whole.length - 2048), 31],
    ['cut at its end', whole.subarray(0, whole.length - 512), 31],
    ['with more behind it', Buffer.concat([whole, Buffer.alloc(512)]), 31],
    ['with another manifest', changed, 31],
    ['no tar', Buffer.from('nothing of a backup'), 2],
    ['empty', Buffer.alloc(0), 2],
  ];
  for (const [what, bytes, exit] of broken) {
    const damaged = join(shelf, 'broken.tar');
    writeFileSync(damaged, bytes);
    const into = join(shelf, 'into');
    const tried = await runAnswer(into, (cli) => restore(cli, damaged, { masterKey: key() }));
    expect([what, tried.exit, filesIn(shelf).filter((name) => name.startsWith('into'))]).toEqual([what, exit, []]);
    expect([what, (await runAnswer(shelf, (cli) => backupVerify(cli, damaged))).exit]).toEqual([what, exit]);
  }
});

it('is refused, with nothing written, where it would be wrong', async () => {
  const damaged = join(shelf, 'damaged');
  cpSync(first, damaged, { recursive: true });
  const bytes = readFileSync(join(damaged, 'ledger.db'));
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  writeFileSync(join(damaged, 'ledger.db'), bytes);
  // More than any disk has.
  const huge = join(shelf, 'huge');
  cpSync(first, huge, { recursive: true });
  const said = JSON.parse(readFileSync(join(huge, 'backup.json'), 'utf8')) as { files: { bytes: number }[] };
  const files = said.files.map((file) => ({ ...file, bytes: 2 ** 50 }));
  writeFileSync(join(huge, 'backup.json'), JSON.stringify({ ...said, files }));
  const other = join(shelf, 'other.key');
  writeFileSync(other, `${Buffer.alloc(32, 9).toString('base64')}\n`);
  const unfinished = join(shelf, 'unfinished');
  cpSync(first, unfinished, { recursive: true });
  rmSync(join(unfinished, 'backup.json'));
  const tried: [string, Promise<Answered>, number, RegExp][] = [
    ['over a backup', save(first), 2, /is there already/],
    ['without a name', save(''), 2, /--to <folder>/],
    ['without a ledger', runAnswer(shelf, (cli) => backup(cli, { to: join(shelf, 'x') })), 4, /There is no ledger/],
    ['into a ledger', runAnswer(ledger.folder, (cli) => restore(cli, first, {})), 2, /not an empty folder/],
    ['without a key', runAnswer(join(shelf, 'a'), (cli) => restore(cli, first, {})), 2, /is not in this backup/],
    ['under another key', back(first, other).then(({ answer }) => answer), 2, /not the one of this backup/],
    ['unfinished', back(unfinished).then(({ answer }) => answer), 2, /no backup, or one that was not finished/],
    ['nowhere', back(join(shelf, 'nowhere')).then(({ answer }) => answer), 4, /nothing at/],
    ['on a small disk', back(huge).then(({ answer }) => answer), 7, /^The disk is full/],
    ['damaged', back(damaged).then(({ answer }) => answer), 31, /Nothing was restored/],
  ];
  for (const [what, answer, exit, message] of tried) {
    const got = await answer;
    expect([what, got.exit, got.message]).toEqual([what, exit, expect.stringMatching(message)]);
  }
  expect(await runAnswer(shelf, (cli) => backupVerify(cli, damaged))).toMatchObject({
    exit: 31,
    document: { damaged: ['ledger.db'] },
  });
  expect(existsSync(join(shelf, 'a'))).toBe(false);
  expect(filesIn(shelf).filter((name) => name.includes('unfinished-'))).toEqual([]);
});

it('brings back no value that was erased, not even with keys of before', async () => {
  const { id } = await ledger.record(`/v1/parties/${party}/erasures`, { requester: 'SUBJECT', basis: 'REQUEST' });
  const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}` };
  const approved = await ledger.post(`/v1/parties/${party}/erasures/${id as string}/approvals`, {}, headers);
  expect(approved.status).toBe(201);
  await ledger.runtime.sealer.sealNow({ heads: true });
  const later = join(shelf, 'later');
  expect(await save(later)).toMatchObject({ exit: 0 });
  const { answer, into } = await back(later);
  expect(answer).toMatchObject({ exit: 0, document: { audit: { ok: true } } });
  for (const end of ['-wal', '-shm']) rmSync(join(into.folder, `keys.db${end}`), { force: true });
  copyFileSync(join(first, 'keys.db'), join(into.folder, 'keys.db'));
  await into.start();
  try {
    expect(await told(into)).toEqual({ note: false, erased: true });
  } finally {
    await into.stop();
  }

  // The same in one step: a backup whose keys are older than its facts, as copies made by hand may be.
  const mixed = join(shelf, 'mixed');
  cpSync(later, mixed, { recursive: true });
  copyFileSync(join(first, 'keys.db'), join(mixed, 'keys.db'));
  const manifest = JSON.parse(readFileSync(join(mixed, 'backup.json'), 'utf8')) as { files: { name: string }[] };
  const before = JSON.parse(readFileSync(join(first, 'backup.json'), 'utf8')) as typeof manifest;
  const files = manifest.files.map(
    (file) => before.files.find(({ name }) => name === 'keys.db' && name === file.name) ?? file,
  );
  writeFileSync(join(mixed, 'backup.json'), JSON.stringify({ ...manifest, files }));
  // What is erased is gone before the audit looks: keys that should be gone would be a difference.
  expect((await back(mixed)).answer).toMatchObject({ exit: 0, document: { audit: { ok: true } } });
});
