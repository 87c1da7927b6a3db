/** Every metric over HTTP on a small book whose figures are worked out by hand, and its drill-down to facts. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const AT: Record<string, string> = {};

async function open(ref: string, principal: number, dueDate: string | undefined, currency = 'EUR') {
  const { stream } = await ledger.record('/v1/cases', { portfolio: 'main', ref, currency, occurredAt: '2025-01-01' });
  const at = `/v1/cases/${stream}`;
  AT[ref] = at;
  const body = { currency, balances: { principal }, dueDate, occurredAt: '2025-01-01' };
  return { at, debt: (await ledger.record(`${at}/debts`, body)).id as string };
}
const pay = (ref: string, amount: number, occurredAt: string, currency = 'EUR') =>
  ledger.record(`${AT[ref]}/payments`, { amount, currency, occurredAt });
const call = (ref: string, occurredAt: string, more: object = {}) =>
  ledger.record(`${AT[ref]}/contacts`, { channel: 'phone', occurredAt: `${occurredAt}T10:00:00+01:00`, ...more });

const TALK = { connected: true, rightParty: 'DATE_OF_BIRTH', conversation: { effective: true } };

// The period is February 2025; the eve is 31 January.
beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  // a: 21 days past due at the start, called twice, talked, pays all on 20 February.
  await open('a', 1_000, '2025-01-10');
  await call('a', '2025-02-03', { cause: 'busy' });
  await call('a', '2025-02-04', TALK);
  await ledger.record(`${AT['a']}/promises`, {
    amount: 1_000,
    currency: 'EUR',
    dueDate: '2025-02-15',
    graceDays: 3,
    toleranceBps: 0,
    occurredAt: '2025-02-04',
  });
  await pay('a', 1_000, '2025-02-20');
  // b: 61 days past due at the start, called once in vain, pays 300 of 900 and the payment bounces in part.
  await open('b', 900, '2024-12-01');
  await call('b', '2025-02-05', { cause: 'no answer' });
  const { id } = await pay('b', 300, '2025-02-10');
  await ledger.record(`${AT['b']}/payments/${id}/reversals`, {
    amount: 100,
    reason: 'NSF',
    basis: 'REVERSAL_DATE',
    occurredAt: '2025-02-25',
  });
  // c: falls due on 10 February and is not paid: enters. d: falls due on 12 February and is paid on time.
  await open('c', 500, '2025-02-10');
  await open('d', 400, '2025-02-12');
  await pay('d', 400, '2025-02-12');
  // e: nobody knows since when. f: another currency, 31 days past due at the start, pays more than it owes.
  await open('e', 200, undefined);
  await open('f', 50_000, '2024-12-31', 'JPY');
  await pay('f', 60_000, '2025-02-14', 'JPY');
  await ledger.record(`${AT['f']}/complaints`, { text: 'Why?', dueDate: '2025-02-20', occurredAt: '2025-02-01' });
  await ledger.record(`${AT['b']}/complaints`, { text: 'Calls.', dueDate: '2025-02-18', occurredAt: '2025-02-06' });
  const placed = { agency: 'north', batch: 'B-1', occurredAt: '2025-02-08' };
  await ledger.record(`${AT['b']}/placements`, placed);
}, 60_000);
afterAll(() => ledger.close());

interface Line {
  currency: string;
  by: string | null;
  numerator: number;
  denominator: number;
  bps: number | null;
  perThousandHundredths?: number | null;
}

const PERIOD = 'portfolio=main&from=2025-02-01&to=2025-02-28&table=china@1';

async function lines(metric: string, query = ''): Promise<Line[]> {
  const { status, body, text } = await ledger.get(`/v1/figures/${metric}?${PERIOD}${query}`);
  if (status !== 200) throw new Error(text);
  return body['figures'][0].lines;
}

async function eur(metric: string, query = ''): Promise<[number, number, number | null] | undefined> {
  const line = (await lines(metric, query)).find(({ currency, by }) => currency === 'EUR' && by === null);
  return line && [line.numerator, line.denominator, line.bps];
}

it.each<[string, [number, number, number | null]]>([
  // At the end b owes 700, 89 days; c 500, 18 days; e 200, unknown; a and d nothing.
  ['overdue-rate-amount', [1_200, 1_400, 8571]],
  ['overdue-rate-accounts', [2, 3, 6667]],
  ['undated-rate', [200, 1_400, 1429]],
  // Not past due at the start with something falling due: c and d.
  ['entering-rate-accounts', [1, 2, 5000]],
  // Past due at the start: a 1000, b 900. Paid: a 1000, b 300 - 100.
  ['collection-rate', [1_200, 1_900, 6316]],
  ['collection-rate-all', [1_200, 2_400, 5000]],
  ['success-rate-amount', [1_200, 1_900, 6316]],
  // Worked: a and b; cured: a.
  ['success-rate-accounts', [1, 2, 5000]],
  ['success-rate-cohort', [1, 2, 5000]],
  ['contact-rate', [1, 2, 5000]],
  ['rpc-rate', [1, 3, 3333]],
  ['rpc-rate-connects', [1, 1, 10_000]],
  ['promise-rate', [1, 1, 10_000]],
  // Held: a to e; dialled: a, b; three dials, one of which connected.
  ['coverage-rate', [2, 5, 4000]],
  ['penetration-rate', [3, 5, 6000]],
  ['connect-rate', [1, 3, 3333]],
  // Promised 1000 by the 15th with three days of grace, paid on the 20th.
  ['kept-rate-count', [0, 1, 0]],
  ['kept-rate-amount', [0, 1_000, 0]],
  ['complaint-sla', [0, 1, 0]],
])('%s is %j in euros', async (metric, expected) => {
  expect(await eur(metric)).toEqual(expected);
});

it('keeps currencies apart, and never says 0 where there is nothing to divide by', async () => {
  const yen = async (metric: string) => (await lines(metric)).find(({ currency }) => currency === 'JPY');
  // f owed 50,000 and paid 60,000: collected more than the arrears, but a success of at most all of it.
  expect(await yen('collection-rate')).toMatchObject({ numerator: 60_000, denominator: 50_000, bps: 12_000 });
  expect(await yen('success-rate-amount')).toMatchObject({ numerator: 50_000, denominator: 50_000, bps: 10_000 });
  expect(await yen('overdue-rate-amount')).toMatchObject({ numerator: 0, denominator: 0, bps: null });
  expect(await yen('contact-rate')).toMatchObject({ numerator: 0, denominator: 0, bps: null });
});

it('breaks down by bucket, and the four ways out of each are all accounts of it', async () => {
  const by = async (metric: string) =>
    new Map((await lines(metric)).filter(({ currency }) => currency === 'EUR').map((line) => [line.by, line]));
  const overdue = await by('overdue-rate-by-bucket');
  expect(overdue.get('M1')).toMatchObject({ numerator: 500, denominator: 1_400 });
  expect(overdue.get('M3')).toMatchObject({ numerator: 700, denominator: 1_400 });
  const flow = await by('flow-roll-rate');
  // M0 held c and d, 900, at the start; M1 holds c, 500, at the end. M3 held b, 900.
  expect(flow.get('M0')).toMatchObject({ numerator: 500, denominator: 900, bps: 5556 });
  expect(flow.has('M7+')).toBe(false);
  const ways = [
    'roll-forward-rate',
    'cure-rate',
    'roll-back-rate',
    'stabilised-rate',
    'paid-off-rate',
    'charged-off-rate',
  ];
  const outs = await Promise.all(ways.map(by));
  for (const bucket of ['M0', 'M1', 'M3']) {
    const own = outs.map((lines_) => lines_.get(bucket) as Line);
    expect(own.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(own[0]?.denominator);
  }
  expect(outs[3]?.get('M3')).toMatchObject({ numerator: 1, denominator: 1 });
});

it('says complaints per thousand, exactly', async () => {
  // One complaint on two accounts worked, and on one conversation.
  const [accounts] = await lines('complaint-intensity-accounts');
  expect(accounts).toMatchObject({ numerator: 1, denominator: 2, perThousandHundredths: 50_000 });
  const [talks] = await lines('complaint-intensity-conversations');
  expect(talks).toMatchObject({ numerator: 1, denominator: 1, perThousandHundredths: 100_000 });
});

it('follows money after charge-off by months, and after placement by batch', async () => {
  // b was placed on 8 February owing 900; 300 came on the 10th, 100 went back on the 25th.
  expect((await lines('liquidation-rate')).filter(({ by }) => by === 'B-1')).toMatchObject([
    { currency: 'EUR', numerator: 200, denominator: 900 },
  ]);
  const { at, debt } = await open('g', 800, '2024-06-01');
  const asked = await ledger.record(`${at}/charge-off-requests`, { debt, amount: 800, reason: '180 days' });
  const chargeOffRequest = asked.id as string;
  const second = ledger.keyOf('supervisor');
  await ledger.record(`${at}/charge-off-requests/${chargeOffRequest}/approvals`, { authority: 'lead' }, second);
  await ledger.record(`${at}/debts/${debt}/charge-offs`, { amount: 800, occurredAt: '2025-02-10', chargeOffRequest });
  await pay('g', 50, '2025-03-09');
  await pay('g', 100, '2025-03-10');
  await pay('g', 7, '2025-04-30');
  const curve = (await lines('recovery-rate', '&through=2025-04-30')).filter(({ currency }) => currency === 'EUR');
  expect(curve.map(({ by, numerator, denominator }) => [by, numerator, denominator])).toEqual([
    ['0', 50, 800],
    ['1', 150, 800],
    ['2', 157, 800],
  ]);
});

it('drills down to accounts and event ids that sum to the figure', async () => {
  const drill = async (metric: string, part: string, more = '') => {
    const rows: { ref: string; amount: number; events: string[]; currency: string }[] = [];
    let after = '';
    do {
      const { body, text, status } = await ledger.get(
        `/v1/figures/${metric}/drill-down?${PERIOD}&part=${part}&limit=1${more}${after}`,
      );
      if (status !== 200) throw new Error(text);
      rows.push(...body['rows']);
      after = body['next'] === null ? '' : `&after=${body['next']}`;
    } while (after !== '');
    return rows;
  };
  const { body } = await ledger.get('/v1/figures');
  for (const { id } of body['metrics']) {
    for (const line of await lines(id)) {
      for (const part of ['numerator', 'denominator'] as const) {
        const by = line.by === null ? '' : `&by=${encodeURIComponent(line.by)}`;
        const rows = await drill(id, part, `&currency=${line.currency}${by}`);
        expect([id, part, line.by, rows.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([
          id,
          part,
          line.by,
          line[part],
        ]);
        expect(rows.filter(({ events }) => events.length === 0)).toEqual([]);
      }
    }
  }
  // The two facts behind b's net payments: the payment and its reversal.
  const paid = await drill('collection-rate', 'numerator', '&currency=EUR');
  const events = paid.find(({ ref }) => ref === 'b')?.events ?? [];
  const page = await ledger.get(`${AT['b']}/history`);
  expect(events).toHaveLength(2);
  for (const event of events) expect(page.text).toContain(event);
}, 60_000);

it('shows what was reported when the period ended beside what is known now', async () => {
  const { body } = await ledger.get(`/v1/figures/collection-rate?${PERIOD}&restated=true`);
  // Nothing was recorded in 2025: this ledger was told everything later.
  expect(body['reportedAt']).toMatchObject({ asOf: '2025-02-28', knownAt: null });
  expect(body['figures'][0].asReported).toEqual([
    { currency: 'EUR', by: null, numerator: 0, denominator: 0, bps: null },
    { currency: 'JPY', by: null, numerator: 0, denominator: 0, bps: null },
  ]);
});

it('counts what was recorded late', async () => {
  // Everything here is told a year later.
  const [numerator, denominator] = (await eur('late-entry-rate')) ?? [];
  expect(numerator).toBe(denominator);
  expect(denominator).toBeGreaterThan(8);
  expect(await eur('late-entry-rate', '&lateHours=8784')).toEqual([denominator, denominator, 10_000]);
});

it('lists its metrics with their meaning in two languages, and says what is not there yet and why', async () => {
  const { body } = await ledger.get('/v1/figures');
  for (const { name, definition, version } of body['metrics']) {
    expect(name.en && name.zh && definition.en && definition.zh && version).toBeTruthy();
  }
  expect(body['notYet'].map(({ id }: { id: string }) => id)).toEqual(['entering-rate-amount']);
});

it.each([
  ['nothing', '', 404],
  ['cure-rate', '&from=2025-03-01', 400],
  ['cure-rate', '&through=2025-01-01', 400],
  ['cure-rate', '&lateHours=-1', 400],
  ['cure-rate/drill-down', '&part=half', 400],
  ['cure-rate/drill-down', '&part=numerator&by=M9', 400],
  ['contact-rate/drill-down', '&part=numerator&by=M1', 400],
])('answers %s with %s by a problem', async (path, query, status) => {
  const base = query.includes('from=') ? 'portfolio=main&to=2025-02-28' : PERIOD;
  expect((await ledger.get(`/v1/figures/${path}?${base}${query}`)).status).toBe(status);
});
