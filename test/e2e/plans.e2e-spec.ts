/**
 * A plan over HTTP, from its proposal to a returned payment, and what became of it as of several (V, K). The figures are
 * worked out by hand in the comments.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let at = '';
let plan = '';
/** Ids of parts, and of the last event after each step of the story. */
const part: Record<string, string> = {};
const k: Record<string, string> = {};

async function did(name: string, path: string, body: object): Promise<void> {
  const { id, events } = await ledger.record(`${at}/${path}`, body);
  part[name] = id as string;
  k[name] = (events as string[]).at(-1) as string;
}

const pay = (name: string, occurredAt: string, more: object = {}): Promise<void> =>
  did(name, 'payments', { amount: 10_000, currency: 'EUR', occurredAt, ...more });

/** The plan of the case. */
async function asked(asOf: string, knownAt?: string) {
  const query = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  const { body } = await ledger.get(`${at}/plans?asOf=${asOf}${query}`);
  return { head: body, plan: body['plans'][0], version: body['plans'][0]?.versions.at(-1) };
}

async function outcomes(asOf: string, knownAt?: string): Promise<string[]> {
  return (await asked(asOf, knownAt)).version.instalments.map(({ outcome }: { outcome: string }) => outcome);
}

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Asia/Shanghai', currency: 'EUR' });
  const opened = { portfolio: 'main', ref: 'P-1', occurredAt: '2025-01-10' };
  at = `/v1/cases/${(await ledger.record('/v1/cases', opened)).stream}`;
  await did('debt', 'debts', { currency: 'EUR', balances: { principal: 60_000 }, occurredAt: '2025-01-10' });
  // The firm asks for 3 x 200.00, the debtor offers 4 x 100.00 on the 10th from February on, 3 days of grace.
  const kind = 'PERSONALISED';
  await did('plan', 'plans', { kind, total: 60_000, count: 3, firstDue: '2025-02-10', occurredAt: '2025-01-20' });
  plan = `plans/${part['plan']}`;
  const counter = { total: 40_000, count: 4, firstDue: '2025-02-10', occurredAt: '2025-01-22' };
  await did('counter', `${plan}/counter-offers`, counter);
  await did('agreed', `${plan}/agreements`, { form: 'ORAL', recordingRef: 'rec-17', occurredAt: '2025-01-23' });
  await did('active', `${plan}/activations`, { occurredAt: '2025-01-25' });
  // A promise in the time of the plan: collection was held.
  await did('promise', 'promises', {
    amount: 50_000,
    currency: 'EUR',
    dueDate: '2025-02-05',
    occurredAt: '2025-01-28',
  });
  await pay('first', '2025-02-09');
  await pay('second', '2025-03-20');
  await pay('third', '2025-04-20', { effectiveDate: '2025-04-12' });
  await did('bounced', `payments/${part['first']}/reversals`, { reason: 'NSF', occurredAt: '2025-04-25' });
});

afterAll(() => ledger.close());

it('is negotiated: each offer is a version, and nothing stands before the activation', async () => {
  const proposed = await asked('2025-01-21');
  expect(proposed.plan).toMatchObject({ state: 'PROPOSED', proposer: 'FIRM', offer: { version: 1, total: 60_000 } });
  expect((await asked('2025-01-22')).plan).toMatchObject({ proposer: 'DEBTOR', offer: { version: 2, total: 40_000 } });
  expect((await asked('2025-01-23')).plan).toMatchObject({
    state: 'AGREED',
    agreed: { on: '2025-01-23', form: 'ORAL', recordingRef: 'rec-17' },
    versions: [],
  });
});

it('as known before the payment bounced: paid, paid late, paid in time though told late', async () => {
  const known = k['third'];
  expect(await outcomes('2025-02-11', known)).toEqual(['PAID', 'FUTURE', 'FUTURE', 'FUTURE']);
  expect(await outcomes('2025-03-14', known)).toEqual(['PAID', 'MISSED', 'FUTURE', 'FUTURE']);
  expect(await outcomes('2025-04-14', known)).toEqual(['PAID', 'PAID_LATE', 'PAID', 'FUTURE']);
  const { version, head } = await asked('2025-04-14', known);
  expect(head).toMatchObject({ asOf: '2025-04-14', lastEvent: known, final: true, holds: [{ source: 'plan' }] });
  expect(version).toMatchObject({
    state: 'ON_TRACK',
    since: '2025-03-20',
    paid: 30_000,
    arrears: 0,
    next: { no: 4, due: '2025-05-10', amount: 10_000 },
    adherence: { count: { numerator: 2, denominator: 3 }, amount: { numerator: 30_000, denominator: 30_000 } },
  });
  // Nobody knew of the third payment on the 14th of April.
  expect(await outcomes('2025-04-14', k['second'])).toEqual(['PAID', 'PAID_LATE', 'MISSED', 'FUTURE']);
});

it('as known now: the money of March fills February, and the plan broke when March was missed', async () => {
  expect(await outcomes('2025-02-11')).toEqual(['DUE', 'FUTURE', 'FUTURE', 'FUTURE']);
  expect(await outcomes('2025-04-14')).toEqual(['PAID_LATE', 'PAID_LATE', 'MISSED', 'FUTURE']);
  const { plan: now, version, head } = await asked('2025-04-14');
  // Missed by the end of its grace: February on the 14th, March on the 14th of March. Two are too many.
  expect(now).toMatchObject({ state: 'BROKEN', since: '2025-03-14' });
  expect(version.adherence).toMatchObject({ count: { numerator: 0, denominator: 3 } });
  expect(head['holds']).toEqual([]);
});

it('leaves the promise out of the kept rate, and the case says what held collection', async () => {
  const { promises } = (await ledger.get(`${at}/promises?asOf=2025-02-20`)).body;
  expect(promises).toMatchObject([{ outcome: 'BROKEN', countsAs: 'EXCLUDED' }]);
  const view = (await ledger.get(`${at}?asOf=2025-02-20`)).body;
  expect(view).toMatchObject({ plans: { active: 1, broken: 0 }, holds: [{ source: 'plan', since: '2025-01-25' }] });
  expect((await ledger.get(`${at}?asOf=2025-03-14`)).body).toMatchObject({ plans: { broken: 1 }, holds: [] });
});

it('is found across cases by its state then, and counts in adherence and survival', async () => {
  const list = async (query: string): Promise<unknown> => (await ledger.get(`/v1/plans?${query}`)).body['rows'];
  const row = { ref: 'P-1', version: 2, currency: 'EUR' };
  expect(await list('state=BROKEN&asOf=2025-04-14&portfolio=main')).toMatchObject([{ ...row, since: '2025-03-14' }]);
  expect(await list(`state=ON_TRACK&asOf=2025-04-14&knownAt=${k['third']}`)).toMatchObject([
    { ...row, nextDue: '2025-05-10', paid: 30_000 },
  ]);
  expect(await list('state=PROPOSED&asOf=2025-01-22')).toMatchObject([{ ...row, total: 40_000 }]);
  await ledger.record('/v1/portfolios', { name: 'other', zone: 'Asia/Shanghai', currency: 'EUR' });
  expect(await list('portfolio=other')).toEqual([]);
  const adherence = (await ledger.get(`/v1/plans/adherence?asOf=2025-04-14&knownAt=${k['third']}`)).body;
  expect(adherence['currencies']).toMatchObject([{ currency: 'EUR', count: { numerator: 2, denominator: 3 } }]);
  const survival = (await ledger.get('/v1/plans/survival?asOf=2025-06-01&month=1&portfolio=main')).body;
  // Active on 25 January, broken on 14 March: in its second month.
  expect(survival).toMatchObject({
    metric: 'plan-survival@1',
    activated: 1,
    unbroken: 0,
    months: [
      { month: 0, atRisk: 1, broken: 0, survival: '1.000000' },
      { month: 1, atRisk: 1, broken: 1, survival: '0.000000' },
    ],
    plans: [{ plan: part['plan'], event: k['active'], how: 'BROKEN', ended: '2025-03-14' }],
  });
});

it('stays a promise as reported: the book says both', async () => {
  const { rows } = (await ledger.get('/v1/promises?reported=true&asOf=2025-06-01')).body;
  // All of this was recorded years after its window, so nothing could be reported then.
  expect(rows).toMatchObject([{ outcome: 'BROKEN', countsAs: 'EXCLUDED', reported: null }]);
  expect((await ledger.get(`/v1/promises?knownAt=${k['active']}`)).body['rows']).toEqual([]);
  expect((await ledger.get('/v1/promises?reported=perhaps')).status).toBe(400);
});

it('settles what is left: offered, accepted, paid, and the remainder waived in one append', async () => {
  await did('cancelled', `${plan}/cancellations`, { by: 'FIRM', reason: 'settled instead', occurredAt: '2025-05-02' });
  const offer = { amount: 25_000, expires: '2025-05-20', occurredAt: '2025-05-03' };
  await did('offer', 'settlements', offer);
  const settlement = `settlements/${part['offer']}`;
  const early = { authority: 'lead', occurredAt: '2025-05-04' };
  expect(await ledger.post(`${at}/${settlement}/completions`, early)).toMatchObject({
    status: 409,
    body: { type: expect.stringMatching(/:settlement-stage$/), detail: 'It was not accepted yet.' },
  });
  await did('accepted', `${settlement}/acceptances`, { form: 'WRITTEN', occurredAt: '2025-05-10' });
  await pay('lump', '2025-05-15', { amount: 25_000 });
  const whole = { authority: 'lead', occurredAt: '2025-05-16' };
  expect((await ledger.post(`${at}/${settlement}/completions`, whole)).body).toMatchObject({
    type: 'urn:quittance:problem:not-approved',
    field: 'waiverRequest',
    detail: expect.stringMatching(/^To waive the 15000 minor units that it leaves needs a request/),
  });
  const waiverRequest = await ledger.approved(`${at}/waiver-requests`, { amount: 15_000, reason: 'settlement' });
  const done = await ledger.record(`${at}/${settlement}/completions`, { ...whole, waiverRequest });
  expect(done['events']).toHaveLength(3);
  expect((await ledger.get(`${at}/balance?asOf=2025-05-16`)).body).toMatchObject({ net: 0, held: 0 });
  const stage = async (asOf: string): Promise<unknown> =>
    (await ledger.get(`/v1/settlements?asOf=${asOf}`)).body['rows'].map(({ stage: s }: { stage: string }) => s);
  expect(await stage('2025-05-09')).toEqual(['OFFERED']);
  expect(await stage('2025-05-12')).toEqual(['ACCEPTED']);
  expect(await stage('2025-05-15')).toEqual(['PAID']);
  expect(await stage('2025-05-16')).toEqual(['COMPLETED']);
  // As known when it was accepted, it would have lapsed on the day after its last.
  const then = (await ledger.get(`/v1/settlements?asOf=2025-05-21&knownAt=${k['accepted']}`)).body['rows'];
  expect(then).toMatchObject([{ stage: 'LAPSED', paid: 0 }]);
  // 60,000 less 10,000 + 10,000 + 25,000 that were paid and not returned.
  const { settlements } = (await ledger.get(`${at}/settlements`)).body;
  expect(settlements).toMatchObject([{ owed: 40_000, paid: 25_000, waived: 15_000 }]);
});

it('gives the same bytes when the read database was deleted', async () => {
  const whens = ['', 'asOf=2025-04-14', `asOf=2025-04-14&knownAt=${k['third']}`, `knownAt=${k['agreed']}`];
  const paths = ['plans', 'settlements', 'promises', 'plans/adherence', 'plans/survival'].map((path) => `/v1/${path}`);
  const ask = async (): Promise<string[]> => {
    const texts: string[] = [];
    for (const path of [...paths, `${at}/plans`, `${at}/settlements`]) {
      for (const when of whens) texts.push((await ledger.get(`${path}?${when}`)).text);
    }
    return texts;
  };
  const before = await ask();
  await ledger.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(join(ledger.folder, `read.db${end}`), { force: true });
  await ledger.start();
  expect(await ledger.runtime.projector.reached(await ledger.runtime.store.head(), 10_000)).toBe(true);
  expect(await ask()).toEqual(before);
});
