/** `quittance verify --remake`: what people read in a pack is what its proven facts say, or it is refused by file and line. */
import fc from 'fast-check';
import { remakePack } from '../../src/audit-pack/remake/remake-pack.js';
import { sourceOf } from '../../src/seal/bytes.js';
import { parsePolicy } from '../../src/seal/policy.js';
import { notProven, verdictLine } from '../../src/seal/verify/report.js';
import type { StepResult, Verdict } from '../../src/seal/verify/verdict.js';
import { verifyPack } from '../../src/seal/verify/verify-pack.js';
import { HttpLedger } from '../support/http-ledger.js';
import { filesIn, remade, type Files } from '../verifier/remade.js';

const ledger = new HttpLedger();
const PLAIN = 'without=pdf,html&fresh=true';
const NAME = 'Quirina Zwettlerova';
let admin: Record<string, string>;
let ours = '';
let party = '';
/** Id of the fact up to which an early pack knows. */
let early = '';

async function bytesOf(path: string): Promise<Buffer> {
  const reply = await fetch(`${ledger.url}${path}`, { headers: admin });
  const bytes = Buffer.from(await reply.arrayBuffer());
  if (reply.status !== 200) throw new Error(`${reply.status} ${bytes.toString()}`);
  return bytes;
}

const packOf = (query = PLAIN): Promise<Buffer> => bytesOf(`/v1/cases/${ours}/audit-pack?${query}`);

async function portfolioPack(): Promise<Buffer> {
  const { body } = await ledger.post('/v1/portfolios/alpha/audit-packs', { fresh: true }, admin);
  for (;;) {
    const { body: state } = await ledger.get(`/v1/exports/${body['id'] as string}`, admin);
    if (state['status'] === 'ready') return bytesOf(`/v1/exports/${body['id'] as string}/file`);
    if (state['status'] === 'failed') throw new Error(JSON.stringify(state));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Under the operator's own policy, which is the right one here. */
async function verdictOf(bytes: Buffer, isRemade = true): Promise<Verdict> {
  const policy = parsePolicy((await filesIn(bytes)).get('policy')?.toString() ?? '');
  return verifyPack(sourceOf(bytes), { policy, ...(isRemade ? { remake: remakePack } : {}) });
}

const remakeOf = ({ steps }: Verdict): StepResult => steps[12] as StepResult;
const cannot = ({ readable = [] }: Verdict): string[] =>
  readable.flatMap(({ path, why }) => (why === undefined ? [] : [`${path}: ${why}`]));

/** A call, a promise, payments, a complaint: on a case of a debtor. */
async function tell(id: string): Promise<void> {
  const of = `/v1/cases/${id}`;
  await ledger.record(`${of}/parties`, { party, role: 'DEBTOR', occurredAt: '2013-03-04' });
  const { id: debt } = await ledger.record(`${of}/debts`, {
    currency: 'USD',
    balances: { principal: 100_000, fee: 2_500 },
    ...{ dueDate: '2013-02-01', occurredAt: '2013-03-04' },
  });
  await ledger.record(`${of}/interest-terms`, { debt, rate: '6', period: 'year', occurredAt: '2013-03-04' });
  const call = { channel: 'phone', party, role: 'DEBTOR', connected: false, cause: 'NO_ANSWER' };
  for (const day of ['05', '06', '07']) {
    await ledger.record(`${of}/contacts`, { ...call, occurredAt: `2013-03-${day}T10:00:00+01:00` });
  }
  await ledger.record(`${of}/promises`, {
    amount: 30_000,
    currency: 'USD',
    dueDate: '2013-03-31',
    occurredAt: '2013-03-07',
  });
  const { id: payment } = await ledger.record(`${of}/payments`, {
    ...{ amount: 30_000, currency: 'USD' },
    ...{ method: 'bank-transfer', occurredAt: '2013-03-20' },
  });
  await ledger.record(`${of}/payments/${payment}/reversals`, { reason: 'NSF', occurredAt: '2013-04-02' });
  await ledger.record(`${of}/complaints`, { channel: 'email', text: 'Too many calls', occurredAt: '2013-04-03' });
}

beforeAll(async () => {
  await ledger.start();
  admin = { authorization: `Bearer ${ledger.keyOf('admin')}` };
  const where = { zone: 'America/New_York', currency: 'USD', jurisdictions: ['US'], capacity: 'AGENCY' };
  for (const name of ['alpha', 'beta']) await ledger.record('/v1/portfolios', { name, ...where });
  const when = { occurredAt: '2013-03-04' };
  party = (await ledger.record('/v1/parties', { portfolio: 'alpha', kind: 'PERSON', name: NAME, ...when })).stream;
  ours = (await ledger.record('/v1/cases', { portfolio: 'alpha', ref: 'A1', ...when })).stream;
  await tell(ours);
  const incident = (await ledger.record('/v1/incidents', { portfolio: 'alpha', kind: 'MEDIA', ref: 'I1', ...when }))
    .stream;
  const other = (await ledger.record('/v1/cases', { portfolio: 'alpha', ref: 'A0', ...when })).stream;
  for (const id of [ours, other]) {
    const freeze = { case: id, reason: 'press enquiry', ...when };
    const { id: frozen } = await ledger.record(`/v1/incidents/${incident}/freezes`, freeze);
    await ledger.record(`/v1/incidents/${incident}/freezes/${frozen as string}/release-requests`, {
      reason: 'corrected',
    });
  }
  const noted = await ledger.record(`/v1/cases/${ours}/notes`, { text: 'the boiler broke', ...when });
  early = noted.events[0] as string;
  await ledger.record(`/v1/cases/${ours}/notes`, { text: 'and was repaired', ...when });
}, 60_000);
afterAll(() => ledger.close());

describe('an honest pack', () => {
  it('is made again from its facts: every text, table and page', async () => {
    const verdict = await verdictOf(await packOf('without=pdf&fresh=true'));
    expect(remakeOf(verdict)).toMatchObject({ id: 'remake', status: 'holds', findings: [] });
    expect(verdict.exit).toBe(0);
    expect(cannot(verdict)).toEqual(['chapters/08-accesses.csv: access-log']);
    const equal = (verdict.readable ?? []).filter(({ status }) => status === 'equal').map(({ path }) => path);
    expect(equal.length).toBeGreaterThan(60);
    for (const path of [
      'case.en.html',
      'case.zh.html',
      'VERIFY.txt',
      'data/dictionary.csv',
      'chapters/07-rules.zh.txt',
    ]) {
      expect(equal).toContain(path);
    }
    expect(verdictLine(verdict, 'en')).toContain(`${equal.length} files for people say what it says`);
  });

  it.each([
    ['without personal values', '&redact=auditor'],
    ['for a role that is not told of accesses', '&redact=collector'],
    ['as of a day of long ago', '&asOf=2013-03-20'],
  ])('is made again %s', async (_what, query) => {
    expect(await verdictOf(await packOf(PLAIN + query))).toMatchObject({ exit: 0 });
  });

  it('is made again as it was known at an earlier fact', async () => {
    const bytes = await packOf(`${PLAIN}&knownAt=${early}`);
    const text = (await filesIn(bytes)).get('chapters/02-chronicle.en.txt')?.toString() ?? '';
    expect([text.includes('the boiler broke'), text.includes('and was repaired')]).toEqual([true, false]);
    expect(await verdictOf(bytes)).toMatchObject({ exit: 0 });
  });

  it('says that nobody asked, where nobody did', async () => {
    const verdict = await verdictOf(await packOf(), false);
    expect([verdict.exit, remakeOf(verdict).status, verdict.readable]).toEqual([0, 'not-asked', undefined]);
    expect(notProven(verdict, 'en').join('\n')).toMatch(/--remake[^]*exporter’s word/);
  });

  it('of a portfolio is made again: texts of its cases and tables of all', async () => {
    const verdict = await verdictOf(await portfolioPack());
    expect([verdict.exit, cannot(verdict)]).toEqual([0, ['data/08-accesses.csv: access-log']]);
    expect(verdict.readable?.map(({ path }) => path)).toContain(`cases/${ours}/case.zh.txt`);
  });
});

/** Files for people with a figure in them, but the one that tells what no pack proves. */
function figures(files: Files): string[] {
  const isRead = (path: string): boolean => /^(?:chapters|data)\/|^case\.|^VERIFY/.test(path);
  return [...files]
    .filter(([path, bytes]) => isRead(path) && !path.endsWith('08-accesses.csv') && /\d/.test(bytes.toString('latin1')))
    .map(([path]) => path);
}

/** The n-th figure of a text is another one. */
function changed(bytes: Buffer, nth: number): { readonly bytes: Buffer; readonly line: number } {
  const text = bytes.toString('latin1');
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const at = places[nth % places.length] as number;
  const copy = Buffer.from(bytes);
  copy[at] = text[at] === '9' ? 0x30 : text.charCodeAt(at) + 1;
  return { bytes: copy, line: text.slice(0, at).split('\n').length };
}

/** The last of each name, in the order of a pack. */
function sorted(files: readonly (readonly [string, Buffer])[]): Files {
  return new Map([...new Map(files)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('a pack of which somebody changed what people read, and summed up the files anew', () => {
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    files = new Map(await filesIn(await packOf('without=pdf&fresh=true')));
  });
  const withFiles = (...more: (readonly [string, Buffer])[]): Promise<Buffer> => remade(sorted([...files, ...more]));

  it('is refused by file and line, whatever figure it is', async () => {
    const paths = figures(files);
    const place = fc.tuple(fc.constantFrom(...paths), fc.nat(100_000));
    await fc.assert(
      fc.asyncProperty(place, async ([path, nth]) => {
        const { bytes, line } = changed(files.get(path) as Buffer, nth);
        const { exit, steps } = await verdictOf(await withFiles([path, bytes]));
        expect([exit, steps[12]?.findings]).toEqual([
          33,
          [{ code: 'remade-otherwise', details: expect.objectContaining({ path, line }) }],
        ]);
      }),
      { numRuns: 12 },
    );
  });

  it('is accepted by whoever does not ask', async () => {
    const path = 'chapters/03-ledger.en.txt';
    const { bytes } = changed(files.get(path) as Buffer, 7);
    expect(await verdictOf(await withFiles([path, bytes]), false)).toMatchObject({ exit: 0 });
  });

  it('is refused where a file is gone, is put in, or is longer', async () => {
    const codes = async (bytes: Buffer): Promise<unknown[]> => {
      const { exit, steps } = await verdictOf(bytes);
      return [exit, ...(steps[12]?.findings ?? []).map(({ code, details }) => `${code} ${details['path']}`)];
    };
    const less = new Map(files);
    less.delete('chapters/05-promises.csv');
    expect(await codes(await remade(less))).toEqual([33, 'readable-missing chapters/05-promises.csv']);
    const strange = ['chapters/03-ledger-corrected.en.txt', Buffer.from('Nothing is owed.\n')] as const;
    expect(await codes(await withFiles(strange))).toEqual([33, `not-of-the-facts ${strange[0]}`]);
    const path = 'chapters/03-ledger.en.txt';
    const longer = Buffer.concat([files.get(path) as Buffer, Buffer.from('\u001b[2JAll is well.\n')]);
    expect(await codes(await withFiles([path, longer]))).toEqual([33, `remade-otherwise ${path}`]);
  });

  it('cannot talk its way out: not by another K, another version, or by leaving out what it is made from', async () => {
    const without = async (path: string): Promise<Verdict> => {
      const less = new Map(files);
      less.delete(path);
      return verdictOf(await remade(less));
    };
    for (const path of ['context.jsonl', 'context-heads.jsonl', 'fields.jsonl', 'reading.json']) {
      expect((await without(path)).exit).toBe(33);
    }
    const reading = files.get('reading.json')?.toString() ?? '';
    const sooner = reading.replace(/"known":\d+/, '"known":9');
    expect((await verdictOf(await withFiles(['reading.json', Buffer.from(sooner)]))).exit).toBe(33);
    const context = files.get('context.jsonl')?.toString() ?? '';
    const [first = '', ...rest] = context.split('\n');
    const terms = [first.replace('America/New_York', 'America/New_Yolk'), ...rest].join('\n');
    for (const forged of [terms, rest.join('\n')]) {
      const { exit, steps } = await verdictOf(await withFiles(['context.jsonl', Buffer.from(forged)]));
      expect([exit, steps[12]?.status]).toEqual([33, 'fails']);
    }
    const why = async (path: string, text: string): Promise<unknown> =>
      (await verdictOf(await withFiles([path, Buffer.from(text)]))).steps[12]?.findings[0]?.details['what'];
    // Of any length: refused at the first line that is there twice, or that no event needs.
    expect(await why('context.jsonl', context + context)).toMatch(/^Event 0 of \S+ is not in the order of the log$/);
    const [line = ''] = context.split('\n');
    const misplaced = line.replace(/"index":\d+/, '"index":1');
    expect(await why('context.jsonl', `${misplaced}\n`)).toMatch(/is not in the tree/);
    const sid = 'case-00000000-0000-8000-8000-000000000000';
    const named = `{"names":["text"],"rev":0,"sid":"${sid}"}\n`;
    expect(await why('fields.jsonl', named)).toBe('fields.jsonl names fields of events that the pack does not hold');
    const path = 'chapters/03-ledger.en.txt';
    const manifest =
      files
        .get('manifest.json')
        ?.toString()
        .replace(/quittance@[\d.]+/, 'quittance@99.0.0') ?? '';
    const { bytes } = changed(files.get(path) as Buffer, 7);
    const verdict = await verdictOf(await withFiles(['manifest.json', Buffer.from(manifest)], [path, bytes]));
    expect([verdict.exit, ...(verdict.steps[12]?.findings ?? []).map(({ code }) => code)]).toEqual([
      33,
      'made-elsewhere',
      'remade-otherwise',
    ]);
  });

  it('is not made again where its facts are not proven', async () => {
    const events =
      files
        .get('events.jsonl')
        ?.toString()
        .replace(/"amount\\":30000/, '"amount\\":30001') ?? '';
    const verdict = await verdictOf(await withFiles(['events.jsonl', Buffer.from(events)]));
    expect([verdict.exit, remakeOf(verdict).status]).toEqual([27, 'not-reached']);
  });
});

// Last: it changes what the ledger knows of the person.
it('says which files rest on bodies that are left out, and still compares the others', async () => {
  const { stream } = await ledger.record('/v1/cases', { portfolio: 'beta', ref: 'B1', occurredAt: '2013-03-04' });
  await tell(stream);
  const bytes = await packOf();
  const verdict = await verdictOf(bytes);
  expect(verdict.exit).toBe(0);
  expect(verdict.withheld.length).toBeGreaterThan(0);
  // Counted with the facts that are left out or not, nothing here comes out otherwise; K, one of those facts, is told.
  expect(cannot(verdict)).toEqual(['chapters/08-accesses.csv: access-log']);
  const files = await filesIn(bytes);
  const lie = async (path: string): Promise<Verdict> => {
    const { bytes: other } = changed(files.get(path) as Buffer, 40);
    return verdictOf(await remade(new Map([...files, [path, other]])));
  };
  const ledgerOf = await lie('chapters/03-ledger.en.txt');
  expect([ledgerOf.exit, ledgerOf.steps[12]?.findings.map(({ code }) => code)]).toEqual([33, ['remade-otherwise']]);
  // Whether rules counted more, nobody can tell without those facts: it is listed, and not accepted as equal.
  expect(cannot(await lie('chapters/07-rules.en.txt'))).toContain('chapters/07-rules.en.txt: bodies-left-out');
});
