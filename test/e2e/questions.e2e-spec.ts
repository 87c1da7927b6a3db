/**
 * One case from its first day to its last, over HTTP, and every question about it at several (V, K). The figures are worked out
 * by hand in the comments.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let at = '';
/** Ids of parts, and of the last event after each step of the story. */
const part: Record<string, string> = {};
const k: Record<string, string> = {};

async function did(name: string, path: string, body: object): Promise<void> {
  const { id, events } = await ledger.record(`${at}/${path}`, body);
  part[name] = id as string;
  k[name] = (events as string[]).at(-1) as string;
}

async function approvedRelease(occurredAt: string): Promise<string> {
  const { id } = await ledger.record(`${at}/hold-release-requests`, { hold: 'DISPUTE', reason: 'agreed', occurredAt });
  const approval = { authority: 'lead', occurredAt };
  const url = `${at}/hold-release-requests/${id as string}/approvals`;
  await ledger.record(url, approval, ledger.keyOf('supervisor'));
  return id as string;
}

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  await ledger.record('/v1/portfolios', { name: 'other', zone: 'Asia/Tokyo', currency: 'JPY' });
  const opened = { portfolio: 'main', ref: 'L-1', product: 'loan', occurredAt: '2025-01-10' };
  at = `/v1/cases/${(await ledger.record('/v1/cases', opened)).stream}`;
  await did('debt', 'debts', {
    currency: 'EUR',
    balances: { principal: 10_000 },
    dueDate: '2025-02-10',
    occurredAt: '2025-01-10',
  });
  await did('busy', 'contacts', { channel: 'phone', cause: 'busy', occurredAt: '2025-02-15T10:00:00+01:00' });
  await did('fee', 'charges', {
    debt: part['debt'],
    currency: 'EUR',
    component: 'fee',
    amount: 500,
    occurredAt: '2025-02-20',
  });
  await did('first', 'payments', { amount: 3_000, currency: 'EUR', occurredAt: '2025-03-01' });
  await did('promise', 'promises', { amount: 4_000, currency: 'EUR', dueDate: '2025-03-20', occurredAt: '2025-03-05' });
  await did('complaint', 'complaints', { text: 'Too many calls.', dueDate: '2025-04-16', occurredAt: '2025-04-01' });
  await did('dispute', 'disputes', { ground: 'AMOUNT', debts: [part['debt']], occurredAt: '2025-04-02' });
  // Value date the 19th, told in April: the promise was kept, and nobody knew.
  await did('second', 'payments', {
    amount: 4_000,
    currency: 'EUR',
    occurredAt: '2025-04-10',
    effectiveDate: '2025-03-19',
  });
  await did('solved', `disputes/${part['dispute']}/resolutions`, {
    outcome: 'The fee was agreed.',
    holdReleaseRequest: await approvedRelease('2025-04-12'),
    occurredAt: '2025-04-12',
  });
  await did('placed', 'placements', { agency: 'agency-north', debts: [part['debt']], occurredAt: '2025-05-01' });
  await did('bounced', `payments/${part['first']}/reversals`, {
    reason: 'NSF',
    basis: 'REVERSAL_DATE',
    occurredAt: '2025-06-01',
  });
}, 60_000);

afterAll(() => ledger.close());

const balance = async (query: string): Promise<Record<string, unknown>> =>
  (await ledger.get(`${at}/balance?${query}`)).body;

describe('what is owed', () => {
  it.each([
    // The day before it was opened there was nothing.
    ['2025-01-10', { principal: 10_000 }, 10_000],
    ['2025-02-20', { principal: 10_000, fee: 500 }, 10_500],
    // The fee first (standard@1: fees before principal), then 2,500 of the principal.
    ['2025-03-01', { principal: 7_500 }, 7_500],
    ['2025-03-19', { principal: 3_500 }, 3_500],
    // Bounced in June, as of June: what it had paid is owed again.
    ['2025-05-31', { principal: 3_500 }, 3_500],
    ['2025-06-01', undefined, 6_500],
  ])('on %s', async (asOf, expected, net) => {
    const answer = await balance(`asOf=${asOf}`);
    expect(answer).toMatchObject({ net, held: 0, currency: 'EUR', asOf });
    if (expected) expect(answer['components']).toEqual(expected);
  });

  it('was another thing while the second payment was not known', async () => {
    expect(await balance(`asOf=2025-03-19&knownAt=${k['dispute']}`)).toMatchObject({ net: 7_500, final: true });
    expect(await balance(`asOf=2025-03-19&knownAt=${k['second']}`)).toMatchObject({ net: 3_500, final: true });
  });

  it('was unknown before the case was', async () => {
    const first = (await ledger.get('/v1/events?limit=1')).body['facts'][0].id as string;
    expect((await ledger.get(`${at}/balance?knownAt=${first}`)).status).toBe(404);
  });
});

describe('the promise', () => {
  const outcome = async (query: string): Promise<string> => {
    const { promises } = (await ledger.get(`${at}/promises?${query}`)).body;
    return (promises as { outcome: string }[])[0]?.outcome as string;
  };

  it('is open until its day, grace included', async () => {
    expect(await outcome(`asOf=2025-03-18`)).toBe('OPEN');
    // Due on the 20th, three days of grace: on the 23rd it may still be kept.
    expect(await outcome(`asOf=2025-03-23&knownAt=${k['dispute']}`)).toBe('OPEN');
  });

  it('was broken as known before the payment was told, and was kept as known after', async () => {
    expect(await outcome(`asOf=2025-03-24&knownAt=${k['dispute']}`)).toBe('BROKEN');
    expect(await outcome(`asOf=2025-03-24&knownAt=${k['second']}`)).toBe('KEPT');
    expect((await ledger.get(`/v1/promises?outcome=KEPT`)).body['rows']).toMatchObject([{ ref: 'L-1' }]);
  });
});

describe('registers', () => {
  it('say what was complained, disputed and tried, with their days', async () => {
    const of = async (what: string, query = ''): Promise<Record<string, unknown>[]> =>
      (await ledger.get(`${at}/${what}?${query}`)).body[what] as Record<string, unknown>[];
    expect(await of('complaints')).toMatchObject([{ dueDate: '2025-04-16' }]);
    expect(await of('complaints', 'asOf=2025-03-31')).toEqual([]);
    expect(await of('disputes', 'asOf=2025-04-11')).toMatchObject([{ ground: 'AMOUNT', stage: 'RAISED' }]);
    expect(await of('disputes')).toMatchObject([{ ground: 'AMOUNT', stage: 'RESOLVED' }]);
    expect(await of('contacts')).toMatchObject([{ channel: 'phone' }]);
  });
});

describe('registers across cases', () => {
  const rows = async (what: string, query: string): Promise<Record<string, unknown>[]> =>
    (await ledger.get(`/v1/${what}?${query}`)).body['rows'] as Record<string, unknown>[];

  it('are as of (V, K): a dispute held until its resolution, and was not known before it was told', async () => {
    const ended = { stage: 'RESOLVED', held: false, ended: '2025-04-12' };
    expect(await rows('disputes', '')).toMatchObject([ended]);
    expect(await rows('disputes', 'asOf=2025-04-12')).toMatchObject([ended]);
    expect(await rows('disputes', 'asOf=2025-04-11')).toMatchObject([{ stage: 'RAISED', held: true, ended: null }]);
    expect(await rows('disputes', `knownAt=${k['second']}`)).toMatchObject([{ stage: 'RAISED', held: true }]);
    expect(await rows('disputes', 'asOf=2025-04-11&stage=RESOLVED')).toEqual([]);
    expect(await rows('disputes', 'asOf=2025-04-01')).toEqual([]);
    expect(await rows('complaints', `knownAt=${k['promise']}`)).toEqual([]);
    expect(await rows('contacts', 'asOf=2025-02-14')).toEqual([]);
    expect(await rows('contacts', 'asOf=2025-02-15&portfolio=main')).toMatchObject([
      { kind: 'ATTEMPT', outcome: null },
    ]);
  });

  it('say V, K and the last event, which asked again gives the same rows', async () => {
    for (const what of ['complaints', 'disputes', 'contacts']) {
      const now = (await ledger.get(`/v1/${what}`)).body;
      expect(now).toMatchObject({ lastEvent: k['bounced'], final: false, asOf: expect.stringMatching(/^\d{4}-/) });
      const { body } = await ledger.get(`/v1/${what}?asOf=${now['asOf']}&knownAt=${now['lastEvent']}`);
      expect(body).toEqual({ ...now, final: true });
    }
  });
});

describe('the portfolio', () => {
  const totals = async (query: string): Promise<Record<string, unknown>> =>
    ((await ledger.get(`/v1/portfolios/main/totals?${query}`)).body['totals'] as Record<string, unknown>[])[0] ?? {};

  it('counts and sums as of a day', async () => {
    expect(await totals('asOf=2025-03-10')).toMatchObject({
      currency: 'EUR',
      cases: 1,
      casesOwing: 1,
      owing: 3_500 + 4_000,
      casesInCredit: 0,
      casesSettled: 0,
      charged: { principal: 10_000, fee: 500 },
      paid: 3_000,
      contacts: 1,
      disputes: 0,
      complaints: 0,
      placed: 0,
      // Due on 10 February, so 28 days old on 10 March.
      ageing: [{ bucket: '1-29', debts: 1, owing: 7_500 }],
    });
  });

  it('as known before the second payment, at the same day, it was owed more', async () => {
    expect(await totals(`asOf=2025-03-31&knownAt=${k['dispute']}`)).toMatchObject({ owing: 7_500, paid: 3_000 });
    expect(await totals('asOf=2025-03-31')).toMatchObject({ owing: 3_500, paid: 7_000 });
  });

  it('counts a reversal against what was paid, and a placement from its day on', async () => {
    expect(await totals('asOf=2025-06-01')).toMatchObject({ owing: 6_500, paid: 4_000, disputes: 1, placed: 1 });
    expect(await totals('asOf=2025-04-30')).toMatchObject({ placed: 0, complaints: 1 });
  });

  it('is in the list as of (V, K), with the head of every answer', async () => {
    const { body } = await ledger.get('/v1/portfolios');
    expect((body['portfolios'] as { name: string }[]).map(({ name }) => name)).toEqual(['main', 'other']);
    expect(body).toMatchObject({ lastEvent: k['bounced'], final: false });
    const first = (await ledger.get('/v1/events?limit=1')).body['facts'][0].id as string;
    const then = (await ledger.get(`/v1/portfolios?knownAt=${first}`)).body;
    expect(then).toMatchObject({ portfolios: [{ name: 'main' }], lastEvent: first, final: true });
    expect((await ledger.get('/v1/portfolios?asOf=2024-12-31')).body['portfolios']).toEqual([]);
    expect((await ledger.get('/v1/portfolios?portfolio=other')).body['portfolios']).toMatchObject([
      { zone: 'Asia/Tokyo' },
    ]);
  });
});

describe('lists of cases', () => {
  it('are as of (V, K) where they are asked so, and say no to what they cannot answer', async () => {
    const list = async (query: string): Promise<unknown> => (await ledger.get(`/v1/cases?${query}`)).body['cases'];
    expect(await list('')).toMatchObject([{ ref: 'L-1', net: 6_500 }]);
    expect(await list('asOf=2025-03-01')).toMatchObject([{ ref: 'L-1', net: 7_500 }]);
    expect(await list(`asOf=2025-03-19&knownAt=${k['dispute']}`)).toMatchObject([{ net: 7_500 }]);
    expect(await list('asOf=2025-01-09')).toEqual([]);
    expect(await list('asOf=2025-03-01&sort=-net')).toMatchObject([{ ref: 'L-1', net: 7_500 }]);
    expect((await ledger.get('/v1/cases?asOf=yesterday')).body).toMatchObject({ status: 400, field: 'asOf' });
  });

  it('begin with the case that was opened first, whenever it was told', async () => {
    const opened = { portfolio: 'other', ref: 'J-1', occurredAt: '2024-12-01' };
    await ledger.record('/v1/cases', opened);
    const first = (await ledger.get('/v1/cases?limit=1')).body;
    expect(first['cases']).toMatchObject([{ ref: 'J-1' }]);
    const rest = (await ledger.get(`/v1/cases?after=${first['next']}`)).body;
    expect(rest).toMatchObject({ cases: [{ ref: 'L-1' }], next: null });
  });
});

describe('the history', () => {
  it('shows a reversal on the original date from that date on: it ends where the balance stands', async () => {
    await ledger.record(`${at}/payments/${part['second']}/reversals`, {
      reason: 'NSF',
      basis: 'ORIGINAL_DATE',
      occurredAt: '2025-07-01',
    });
    for (const asOf of ['2025-03-18', '2025-03-19', '2025-05-01', '2025-07-01']) {
      const { entries } = (await ledger.get(`${at}/history?asOf=${asOf}`)).body;
      const last = (entries as { balance: { after: number } }[]).at(-1);
      expect([asOf, last?.balance.after]).toEqual([asOf, (await balance(`asOf=${asOf}`))['net']]);
    }
  });

  it('tells every fact in order, both times, who, what was owed before and after, in English and Chinese', async () => {
    const { entries } = (await ledger.get(`${at}/history`)).body;
    const told = entries as Record<string, unknown>[];
    const types = told.map(({ type }) => type);
    expect(types.slice(0, 6)).toEqual([
      'CaseOpened',
      'DebtRegistered',
      'ContactAttempted',
      'ChargeAssessed',
      'PaymentReceived',
      'PaymentAllocated',
    ]);
    expect(told.slice(0, 5).map(({ balance: moved }) => moved)).toEqual([
      { before: 0, after: 0 },
      { before: 0, after: 10_000 },
      { before: 10_000, after: 10_000 },
      { before: 10_000, after: 10_500 },
      { before: 10_500, after: 7_500 },
    ]);
    for (const entry of told) {
      expect(entry).toMatchObject({
        at: expect.stringMatching(/^2025-/),
        rec: expect.stringMatching(/Z$/),
        by: expect.stringMatching(/^key:/),
        sentence: { en: expect.stringMatching(/\.$/), zh: expect.stringMatching(/\p{Script=Han}.*。$/u) },
      });
    }
  });
});

it('gives the same bytes when the read database was deleted', async () => {
  // K is named: reading a history is itself recorded, so that the ledger goes on.
  const [last] = await ledger.runtime.store.readBack('end', 1);
  const now = `knownAt=${last?.id}`;
  const whens = [now, `asOf=2025-03-24&knownAt=${k['dispute']}`, `asOf=2025-06-01&${now}`];
  const questions = ['balance', 'promises', 'contacts', 'complaints', 'disputes', 'history', ''].map(
    (q) => `${at}/${q}`,
  );
  const lists = ['/v1/cases', '/v1/promises', '/v1/portfolios', '/v1/portfolios/main/totals'];
  lists.push('/v1/complaints', '/v1/disputes', '/v1/contacts');
  const ask = async (): Promise<string[]> => {
    const texts: string[] = [];
    for (const path of [...questions, ...lists]) {
      for (const when of whens) texts.push((await ledger.get(`${path.replace(/\/$/, '')}?${when}`)).text);
    }
    return texts;
  };
  const before = await ask();
  await ledger.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(join(ledger.folder, `read.db${end}`), { force: true });
  await ledger.start();
  const head = await ledger.runtime.store.head();
  expect(await ledger.runtime.projector.reached(head, 10_000)).toBe(true);
  expect(await ask()).toEqual(before);
});
