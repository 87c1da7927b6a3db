/** Audit packs over real HTTP: what is in them, for whom, and what becomes of them. */
import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HttpLedger, type Reply } from '../support/http-ledger.js';
import { openPack, type OpenedPack } from '../support/open-pack.js';

const ledger = new HttpLedger();
const NAME = 'Quirina Zwettlerova';
const PHONE = '+39 055 98765432';
const NOTE = 'She said the boiler broke in Vallombrosa';
let party = '';
let ours = '';
let others = '';

/** Pages take their time, and are told of in their own room: most packs here have none. */
const PLAIN = 'without=pdf,html';
const NO_PAGES = { without: ['pdf', 'html'] };

const bytesOf = async (
  path: string,
  headers: Record<string, string> = {},
): Promise<{ reply: Response; bytes: Buffer }> => {
  const reply = await fetch(`${ledger.url}${path}`, {
    headers: { authorization: `Bearer ${ledger.keyOf('admin')}`, ...headers },
  });
  return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
};

async function packOf(id: string, query = '', headers: Record<string, string> = {}): Promise<OpenedPack> {
  const { reply, bytes } = await bytesOf(`/v1/cases/${id}/audit-pack?${PLAIN}${query}`, headers);
  if (reply.status !== 200) throw new Error(`${reply.status} ${bytes.toString()}`);
  return verified(bytes);
}

async function verified(bytes: Buffer): Promise<OpenedPack> {
  const pack = await openPack(bytes);
  expect(pack.verdict.steps.filter(({ status }) => status === 'fails')).toEqual([]);
  expect(pack.verdict.ok).toBe(true);
  return pack;
}

const as = (role: Parameters<HttpLedger['keyOf']>[0]) => ({ authorization: `Bearer ${ledger.keyOf(role)}` });

/** Waits until an export is no longer under way. */
async function finished(id: string, headers: Record<string, string> = {}): Promise<Reply['body']> {
  for (;;) {
    const { status, body } = await ledger.get(`/v1/exports/${id}`, headers);
    if (status !== 200 || body['status'] === 'ready' || body['status'] === 'failed') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  await ledger.start();
  for (const name of ['alpha', 'beta']) {
    await ledger.record('/v1/portfolios', { name, zone: 'Europe/Rome', currency: 'EUR' });
  }
  const when = { occurredAt: '2013-03-04' };
  party = (await ledger.record('/v1/parties', { portfolio: 'alpha', kind: 'PERSON', name: NAME, ...when })).stream;
  await ledger.record(`/v1/parties/${party}/contact-points`, { medium: 'phone', value: PHONE, ...when });
  const opened = async (portfolio: string, ref: string): Promise<string> => {
    const { stream } = await ledger.record('/v1/cases', { portfolio, ref, ...when });
    await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR', ...when });
    return stream;
  };
  ours = await opened('alpha', 'A1');
  others = await opened('beta', 'B1');
  await ledger.record(`/v1/cases/${ours}/notes`, { text: NOTE, ...when });
});
afterAll(() => ledger.close());

describe('the pack of a case', () => {
  let pack: OpenedPack;
  beforeAll(async () => {
    pack = await packOf(ours);
  });

  it('holds the streams of the case and of its people, every event of them', () => {
    expect(pack.manifest.streams.map(({ sid }) => sid)).toEqual([ours, party].sort());
    expect(pack.manifest.case).toBe(ours);
    expect(pack.events.length).toBe(pack.manifest.events);
    expect(pack.heads.map(({ sid, rev }) => [sid, rev])).toEqual(
      pack.manifest.streams.map(({ sid, lastRev }) => [sid, lastRev]),
    );
  });

  it('shows the personal values as disclosures', () => {
    for (const value of [NAME, PHONE, NOTE]) expect(pack.words).toContain(value);
    expect(pack.events.flatMap(({ undisclosed }) => undisclosed)).toEqual([]);
  });

  it("withholds what another creditor's case has in the person's stream, and counts it", () => {
    const kept = pack.events.filter(({ body }) => body === 'withheld');
    expect(kept.length).toBe(1);
    expect(kept[0]?.sid).toBe(party);
    expect(pack.manifest.streams.find(({ sid }) => sid === party)?.withheld).toBe(1);
    expect(pack.words).not.toContain(others);
  });

  it('is the same to the byte but for the time of export', async () => {
    const again = await packOf(ours);
    expect([...again.files.keys()]).toEqual([...pack.files.keys()]);
    for (const [path, bytes] of pack.files) {
      if (path !== 'manifest.json') expect([path, again.files.get(path)?.equals(bytes)]).toEqual([path, true]);
    }
    expect({ ...again.manifest, exportedAt: '' }).toEqual({ ...pack.manifest, exportedAt: '' });
  });

  it('has pages for people and tables for programs, in both languages', async () => {
    const { bytes } = await bytesOf(`/v1/cases/${ours}/audit-pack`);
    const paths = [...(await verified(bytes)).files.keys()];
    for (const path of [
      'VERIFY.txt',
      'case.en.html',
      'case.zh.pdf',
      'chapters/02-chronicle.zh.txt',
      'data/facts.csv',
    ]) {
      expect(paths).toContain(path);
    }
    expect([...pack.files.keys()].filter((path) => /pdf|html/.test(path))).toEqual([]);
  });

  it('is recorded before it is given out: as what, of whose, by whom', async () => {
    const facts = (await ledger.runtime.store.readAll(0, 4096)).filter(({ type }) => type === 'ExportProduced');
    const { data, by } = JSON.parse(facts[0]?.data ?? '{}') as { data: Record<string, unknown>; by: string };
    expect(by).toMatch(/^key:/);
    expect(data).toMatchObject({ what: 'audit-pack', format: 'zip', count: 1, size: pack.manifest.checkpoint.size });
    expect(facts[0]?.stream).toMatch(/^access-/);
    expect(JSON.stringify(data)).toContain(party);
  });

  it('holds while facts arrive', async () => {
    const notes = Array.from({ length: 30 }, (_, i) =>
      ledger.post(`/v1/cases/${ours}/notes`, { text: `meanwhile ${i}`, occurredAt: '2013-03-04' }),
    );
    const packs = await Promise.all([1, 2, 3].map(() => packOf(ours, '&fresh=true')));
    expect((await Promise.all(notes)).map(({ status }) => status)).toEqual(Array(30).fill(201));
    for (const { manifest, events } of packs) expect(events.length).toBe(manifest.events);
  });

  it('leaves out later revisions and lists them, until a fresh one is asked for', async () => {
    const before = await packOf(ours, '&fresh=true');
    await ledger.record(`/v1/cases/${ours}/notes`, { text: 'later', occurredAt: '2013-03-04' });
    const later = await packOf(ours);
    const { lastRev } = before.manifest.streams.find(({ sid }) => sid === ours) ?? { lastRev: -1 };
    expect(later.manifest.later).toEqual([{ sid: ours, from: lastRev + 1, count: 1 }]);
    expect(later.events.length).toBe(before.events.length);
    const fresh = await packOf(ours, '&fresh=true');
    expect(fresh.manifest.later).toEqual([]);
    expect(fresh.events.length).toBe(before.events.length + 1);
  });

  it('proves that it extends a checkpoint that the reader keeps', async () => {
    const { size } = pack.manifest.checkpoint;
    const now = await packOf(ours, `&knownSize=${size}`);
    expect(now.files.get('consistency')?.toString()).toContain(`old ${size} new `);
    const { reply, bytes } = await bytesOf(`/v1/cases/${ours}/audit-pack?knownSize=1000000`);
    expect([reply.status, bytes.toString()]).toEqual([422, expect.stringContaining('checkpoint-ahead')]);
  });
});

describe('who gets what', () => {
  it.each([
    ['an auditor', 'auditor', ''],
    ['whoever asks for one without personal data', 'admin', '&redact=auditor'],
  ] as const)('no personal value for %s', async (_who, role, query) => {
    const { bytes } = await bytesOf(`/v1/cases/${ours}/audit-pack?${PLAIN}${query}`, as(role));
    const pack = await verified(bytes);
    for (const value of [NAME, PHONE, NOTE, 'Zwettlerova']) expect(pack.words).not.toContain(value);
    expect(bytes.includes('Zwettlerova')).toBe(false);
    expect(pack.manifest.redaction.role).toBe('auditor');
    const kept = pack.events.flatMap(({ undisclosed }) => undisclosed);
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.every(({ state }) => state === 'withheld')).toBe(true);
  });

  it('nothing for collectors, supervisors and reporting services', async () => {
    for (const role of ['collector', 'supervisor', 'reporting'] as const) {
      const { status, body } = await ledger.get(`/v1/cases/${ours}/audit-pack`, as(role));
      expect([status, body['type']]).toEqual([403, 'urn:quittance:problem:role-may-not']);
    }
  });

  it('says what is wrong with a question', async () => {
    const ask = async (path: string) => (await ledger.get(path)).status;
    expect(await ask(`/v1/cases/${ours.replace(/.$/, 'x')}/audit-pack`)).toBe(404);
    expect(await ask(`/v1/cases/${party.replace('party', 'case')}/audit-pack`)).toBe(404);
    expect(await ask(`/v1/cases/${ours}/audit-pack?redact=nobody`)).toBe(400);
    expect(await ask(`/v1/cases/${ours}/audit-pack?without=everything`)).toBe(400);
    expect(await ask(`/v1/cases/${ours}/audit-pack?knownAt=never`)).toBe(400);
    expect(await ask(`/v1/cases/${ours}/audit-pack?unknown=1`)).toBe(400);
  });
});

describe('who read and exported, in chapter 8', () => {
  const rowsOf = ({ files }: OpenedPack): Record<string, string>[] =>
    parse(files.get('chapters/08-accesses.csv') ?? '', { columns: true });
  const eventsOf = async (query: string): Promise<string[]> => {
    const head = await ledger.runtime.store.head();
    const { body } = await ledger.get(`/v1/access?waitFor=${head}&limit=1000&${query}`);
    return (body['rows'] as { event: string }[]).map(({ event }) => event);
  };

  it('names reads and exports of the case and of its people, none of another case of theirs', async () => {
    for (const path of [`cases/${ours}/history`, `cases/${others}/history`, `parties/${party}`]) {
      expect((await ledger.get(`/v1/${path}`, { 'x-on-behalf-of': 'staff:7' })).status).toBe(200);
    }
    const pack = await packOf(ours, '&fresh=true');
    const rows = rowsOf(pack);
    const [last, before] = [rows.at(-1), rows.at(-2)];
    expect(last).toMatchObject({ what: 'party', role: 'admin', obo: 'staff:7', format: '' });
    expect(before).toMatchObject({ what: 'case-history' });
    expect(before?.['by']).toMatch(/^key:/);
    expect(rows.find(({ what }) => what === 'audit-pack')).toMatchObject({ format: 'zip' });
    const told = new Set(rows.map(({ event }) => event));
    const ofOthers = await eventsOf(`case=${others}`);
    expect(ofOthers.length).toBeGreaterThan(0);
    expect(ofOthers.filter((event) => told.has(event))).toEqual([]);
    expect(told.size).toBe(rows.length);
    expect(pack.files.get('chapters/08-privacy.en.txt')?.toString()).toContain(last?.['event']);
  });

  it('says them as of V and K', async () => {
    const pack = await packOf(ours, '&fresh=true');
    const events = rowsOf(pack).map(({ event }) => event as string);
    const early = await packOf(ours, `&knownAt=${events[0]}`);
    expect(rowsOf(early).map(({ event }) => event)).toEqual(events.slice(0, 1));
    expect(rowsOf(await packOf(ours, '&asOf=2013-03-05'))).toEqual([]);
  });

  it('tells an auditor, and keeps them from who may not ask for them', async () => {
    expect(rowsOf(await packOf(ours, '&redact=auditor')).length).toBeGreaterThan(2);
    const { files, words } = await packOf(ours, '&redact=collector');
    expect(files.has('chapters/08-accesses.csv')).toBe(false);
    expect(words).toContain('which this copy does not hold');
  });
});

describe('exports that are kept', () => {
  it('have an id, a state and a file that is sent in ranges', async () => {
    const key = as('admin');
    const begun = await ledger.post(`/v1/cases/${ours}/audit-pack`, NO_PAGES, { ...key, 'idempotency-key': 'one' });
    expect(begun.status).toBe(202);
    const { id } = begun.body as { id: string };
    expect(begun.headers.get('location')).toBe(`/v1/exports/${id}`);
    const state = await finished(id, key);
    expect(state).toMatchObject({ status: 'ready', kind: 'case', case: ours, file: `/v1/exports/${id}/file` });
    const { reply, bytes } = await bytesOf(`/v1/exports/${id}/file`, key);
    expect(reply.headers.get('content-length')).toBe(String(state['made'].bytes));
    const { reply: part, bytes: middle } = await bytesOf(`/v1/exports/${id}/file`, { ...key, range: 'bytes=100-1099' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-1099/${bytes.length}`]);
    expect(middle.equals(bytes.subarray(100, 1100))).toBe(true);
    const etag = reply.headers.get('etag') ?? '';
    const rest = await bytesOf(`/v1/exports/${id}/file`, { ...key, range: `bytes=1100-`, 'if-range': etag });
    expect(Buffer.concat([bytes.subarray(0, 1100), rest.bytes]).equals(bytes)).toBe(true);
    const other = await bytesOf(`/v1/exports/${id}/file`, { ...key, range: `bytes=1100-`, 'if-range': '"other"' });
    expect([other.reply.status, other.bytes.length]).toEqual([200, bytes.length]);
    const beyond = await bytesOf(`/v1/exports/${id}/file`, { ...key, range: `bytes=${bytes.length}-` });
    expect(beyond.reply.status).toBe(416);
    await verified(bytes);
    const again = await ledger.post(`/v1/cases/${ours}/audit-pack`, NO_PAGES, { ...key, 'idempotency-key': 'one' });
    expect([again.body['id'], again.headers.get('idempotent-replayed')]).toEqual([id, 'true']);
    const clash = await ledger.post(
      `/v1/cases/${ours}/audit-pack`,
      { redact: 'auditor' },
      { ...key, 'idempotency-key': 'one' },
    );
    expect(clash.status).toBe(422);
    expect((await ledger.get(`/v1/exports/${id}`, as('compliance'))).status).toBe(404);
    const files = readdirSync(join(ledger.folder, 'exports'));
    expect(files.sort()).toEqual([`${id}.json`, `${id}.streams`, `${id}.zip`]);
    for (const file of files) expect(statSync(join(ledger.folder, 'exports', file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(ledger.folder, 'exports', `${id}.json`), 'utf8')).not.toContain(NAME);
  });

  it('go after three days, and when their asker removes them', async () => {
    const key = as('admin');
    const ask = async (cmd: string) =>
      (await ledger.post(`/v1/cases/${ours}/audit-pack`, NO_PAGES, { ...key, 'idempotency-key': cmd })).body[
        'id'
      ] as string;
    const removed = await ask('to-remove');
    await finished(removed, key);
    const reply = await fetch(`${ledger.url}/v1/exports/${removed}`, { method: 'DELETE', headers: key });
    expect([reply.status, await reply.json()]).toEqual([200, { removed }]);
    expect((await ledger.get(`/v1/exports/${removed}`, key)).status).toBe(404);
    const old = await ask('to-grow-old');
    await finished(old, key);
    ledger.ahead += 71 * 3_600_000;
    expect((await ledger.get(`/v1/exports/${old}/file`, key)).status).toBe(200);
    ledger.ahead += 2 * 3_600_000;
    expect((await ledger.get(`/v1/exports/${old}/file`, key)).status).toBe(404);
    expect(readdirSync(join(ledger.folder, 'exports')).filter((file) => file.startsWith(old))).toEqual([]);
  });

  it('hold many cases of a portfolio, by id or reference, each person once', async () => {
    const key = as('admin');
    const begin = (cmd: string, body: object) =>
      ledger.post('/v1/portfolios/alpha/audit-packs', body, { ...key, 'idempotency-key': cmd });
    const two = (await ledger.record('/v1/cases', { portfolio: 'alpha', ref: 'A2', occurredAt: '2013-03-04' })).stream;
    await ledger.record(`/v1/cases/${two}/parties`, { party, role: 'GUARANTOR', occurredAt: '2013-03-04' });
    expect((await begin('p1', { cases: ['A1', others] })).status).toBe(404);
    const { id } = (await begin('p2', { fresh: true })).body as { id: string };
    expect(await finished(id, key)).toMatchObject({ status: 'ready', kind: 'portfolio', cases: 2 });
    const pack = await verified((await bytesOf(`/v1/exports/${id}/file`, key)).bytes);
    expect(pack.manifest.streams.map(({ sid }) => sid)).toEqual([ours, party, two].sort());
    const one = (await begin('p3', { cases: ['A1'] })).body as { id: string };
    expect(await finished(one.id, key)).toMatchObject({ status: 'ready', cases: 1 });
  });
});

describe('a person who is erased', () => {
  it('is shredded in the pack, with the fact that says so; exports of before are gone', async () => {
    const key = as('admin');
    const { id } = (
      await ledger.post(`/v1/cases/${ours}/audit-pack`, NO_PAGES, { ...key, 'idempotency-key': 'before' })
    ).body;
    await finished(id, key);
    for (const each of [ours, others]) {
      await ledger.record(`/v1/cases/${each}/closures`, { reason: 'WITHDRAWN', occurredAt: '2013-03-05' });
    }
    const two = await ledger.get('/v1/cases?portfolio=alpha');
    for (const { id: open, ref } of two.body['cases'] as { id: string; ref: string }[]) {
      if (ref === 'A2')
        await ledger.record(`/v1/cases/${open}/closures`, { reason: 'WITHDRAWN', occurredAt: '2013-03-05' });
    }
    const asked = await ledger.record(`/v1/parties/${party}/erasures`, { requester: 'SUBJECT', basis: 'REQUEST' });
    const approved = await ledger.post(`/v1/parties/${party}/erasures/${asked.id}/approvals`, {}, as('compliance'));
    expect(approved.status).toBe(201);
    expect((await ledger.get(`/v1/exports/${id}/file`, key)).status).toBe(404);
    const pack = await packOf(ours);
    const destroyed = pack.events
      .flatMap(({ body }) =>
        body === 'withheld' ? [] : [JSON.parse(body) as { type: string; data: { keyIds?: string[] } }],
      )
      .filter(({ type }) => type === 'SubjectKeyDestroyed');
    expect(destroyed.length).toBe(1);
    const shredded = pack.events.flatMap(({ undisclosed }) => undisclosed);
    expect(shredded.length).toBeGreaterThan(2);
    for (const { state, key: keyId } of shredded) {
      expect([state, destroyed[0]?.data.keyIds?.includes(keyId ?? '')]).toEqual(['shredded', true]);
    }
    for (const value of [NAME, PHONE, NOTE]) expect(pack.words).not.toContain(value);
  });
});
