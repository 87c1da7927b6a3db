/** The life of a permit over real HTTP: reserved, used by a call, given back or run out; and what questions say of it. */
import { CallDesk, noon, US_AGENCY, type Called } from '../support/call-desk.js';
import { HttpLedger, type Reply } from '../support/http-ledger.js';

const MINUTE = 60_000;
const ledger = new HttpLedger();
const desk = new CallDesk(ledger);
beforeAll(() => ledger.start());
afterAll(() => ledger.close());
afterEach(() => {
  ledger.ahead = 0;
});

const placed = ({ body }: Reply): unknown =>
  body['decisions'].find(({ rule }: { rule: string }) => rule === 'US-F-1@1')?.['counters']?.['calls_placed'];
const listed = async (party: string, query = ''): Promise<Record<string, unknown>[]> =>
  (await ledger.get(`/v1/parties/${party}/clearances${query}`)).body['rows'];
/** From now on the machine's clock stands at the planned time. */
const until = (instant: string, minutes = 0): void => {
  ledger.ahead = new Date(instant).getTime() + minutes * MINUTE - Date.now();
};
const called = (one: Called, clearance: string): Promise<Reply['body']> =>
  ledger.record(`/v1/cases/${one.case}/contacts`, { channel: 'phone', party: one.party, debts: [one.debt], clearance });

describe('a permit', () => {
  it('is used by the call that names it: the call counts once, and is not flagged as uncleared', async () => {
    const [one] = await desk.debtor(await desk.portfolio());
    const permit = await desk.ask(one);
    expect(placed(permit)).toBe(1);
    until(permit.body['plannedAt']);
    const { id, events } = await called(one, permit.body['clearance']);
    const history = await ledger.get(`/v1/cases/${one.case}/history`);
    const entries = JSON.stringify(history.body);
    expect(entries).toContain(permit.body['event']);
    expect(entries).not.toContain('uncleared');
    expect(await listed(one.party)).toMatchObject([{ state: 'USED', contact: id, permitted: true }]);
    const next = await desk.ask(one, { plannedAt: noon(2) });
    expect(placed(next)).toBe(2);
    expect(next.body['decisions'].flatMap(({ inputs = [] }: { inputs?: string[] }) => inputs)).toContain(events[0]);
  });

  it('a call without one is recorded all the same, flagged as uncleared, and counts', async () => {
    const [one] = await desk.debtor(await desk.portfolio());
    await ledger.record(`/v1/cases/${one.case}/contacts`, { channel: 'phone', party: one.party, debts: [one.debt] });
    expect(JSON.stringify((await ledger.get(`/v1/cases/${one.case}/history`)).body)).toContain('uncleared');
    expect(placed(await desk.ask(one))).toBe(2);
  });

  it('reserves its attempt until it runs out, fifteen minutes after its time: of twenty that nobody used none counts then', async () => {
    const [one] = await desk.debtor(await desk.portfolio());
    const replies: Reply[] = [];
    for (let i = 0; i < 20; i++) replies.push(await desk.ask(one));
    expect(replies.map(({ body }) => body['permitted'])).toEqual([...Array(7).fill(true), ...Array(13).fill(false)]);
    const planned = replies[0]?.body['plannedAt'] as string;
    expect(new Date(replies[0]?.body['expiresAt'] as string).getTime()).toBe(new Date(planned).getTime() + 15 * MINUTE);
    until(planned, 14);
    const before = await desk.ask(one, { plannedAt: undefined });
    expect([before.body['permitted'], placed(before)]).toEqual([false, 8]);
    until(planned, 16);
    const after = await desk.ask(one, { plannedAt: undefined });
    expect([after.body['permitted'], placed(after)]).toEqual([true, 1]);
    // What was blocked then stays blocked: a decision is not made again.
    const states = (await listed(one.party)).map(({ state }) => state);
    expect(states.filter((state) => state === 'EXPIRED').length).toBe(7);
    expect(states.filter((state) => state === 'BLOCKED').length).toBe(14);
    expect(states.at(-1)).toBe('RESERVED');
  });

  it('that was given back says so', async () => {
    const [one] = await desk.debtor(await desk.portfolio());
    const { body } = await desk.ask(one);
    await ledger.record(`/v1/parties/${one.party}/clearances/${body['clearance']}/releases`, { reason: 'CANCELLED' });
    expect(await listed(one.party)).toMatchObject([{ state: 'RELEASED', permitted: true }]);
  });
});

describe('the audit history of a case', () => {
  it('has the clearances about that case and their releases, and no other', async () => {
    const [one, two] = await desk.debtor(await desk.portfolio(), 2);
    if (!two) throw new Error('two cases were asked for');
    const [first, second] = [await desk.ask(one), await desk.ask(two)];
    for (const { body } of [first, second]) {
      await ledger.record(`/v1/parties/${one.party}/clearances/${body['clearance']}/releases`, {});
    }
    const events = (reply: Reply): string[] =>
      [...reply.text.matchAll(/"type":"(ContactPermitted|ClearanceReleased)"/g)].map(([, type]) => type as string);
    for (const [debtor, its, other] of [
      [one, first, second],
      [two, second, first],
    ] as const) {
      const history = await ledger.get(`/v1/cases/${debtor.case}/history`);
      const ids = history.body['entries'].map(({ id }: { id: string }) => id);
      expect([ids.includes(its.body['event']), ids.includes(other.body['event'])]).toEqual([true, false]);
      expect(events(history)).toEqual(['ContactPermitted', 'ClearanceReleased']);
    }
  });
});

describe('the list of a person', () => {
  it('pages, filters, and answers as of (V, K)', async () => {
    const [one] = await desk.debtor(await desk.portfolio());
    const replies: Reply[] = [];
    for (let i = 0; i < 9; i++) replies.push(await desk.ask(one));
    expect((await listed(one.party, '?permitted=true')).length).toBe(7);
    const blocked = await listed(one.party, '?permitted=false');
    expect(blocked.length).toBe(2);
    expect(blocked[0]).toMatchObject({ state: 'BLOCKED' });
    const [first] = blocked[0]?.['rules'] as object[];
    expect(first).toEqual({ rule: 'US-F-1@1', effect: 'BLOCKS', reason: 'too-many-calls-placed' });
    const page = await ledger.get(`/v1/parties/${one.party}/clearances?limit=5`);
    const rest = await ledger.get(`/v1/parties/${one.party}/clearances?limit=5&after=${page.body['next']}`);
    const ids = [...page.body['rows'], ...rest.body['rows']].map(({ clearance }: { clearance: string }) => clearance);
    expect([ids, rest.body['next']]).toEqual([replies.map(({ body }) => body['clearance']), null]);
    const then = await listed(one.party, `?knownAt=${replies[2]?.body['event']}`);
    expect(then.length).toBe(3);
    expect(await listed(one.party, '?asOf=2020-01-01')).toEqual([]);
  });
});

describe('the list across the book', () => {
  const ask = async (query: string): Promise<Record<string, unknown>[]> => {
    const reply = await ledger.get(`/v1/clearances?${query}`);
    if (reply.status !== 200) throw new Error(reply.text);
    return reply.body['rows'];
  };

  it('finds what a rule blocked, of a portfolio, on days, as known then', async () => {
    const [here, elsewhere] = [await desk.portfolio(), await desk.portfolio(US_AGENCY)];
    const [[one], [two]] = [await desk.debtor(here), await desk.debtor(elsewhere)];
    const day = await desk.ask(one);
    const night = await desk.ask(one, { plannedAt: noon().replace('T17', 'T06') });
    await desk.ask(two);
    expect((await ask(`portfolio=${here}`)).map(({ outcome }) => outcome)).toEqual(['PERMITTED', 'BLOCKED']);
    const blocked = await ask(`portfolio=${here}&rule=US-F-3`);
    expect(blocked).toMatchObject([
      { party: one.party, clearance: night.body['clearance'], outcome: 'BLOCKED', nextAllowedAt: expect.any(String) },
    ]);
    expect(blocked[0]?.['rules']).toContainEqual({ rule: 'US-F-3@1', effect: 'BLOCKS', reason: 'outside-hours' });
    expect(await ask(`portfolio=${here}&rule=US-F-7@1`)).toEqual([]);
    expect(await ask(`portfolio=${here}&outcome=PERMITTED`)).toMatchObject([{ clearance: day.body['clearance'] }]);
    expect((await ask(`portfolio=${here}&knownAt=${day.body['event']}`)).length).toBe(1);
    expect(await ask(`portfolio=${here}&to=2020-01-01`)).toEqual([]);
    const days = [-2, 1].map((n) => new Date(Date.now() + n * 1440 * MINUTE).toISOString().slice(0, 10));
    const period = `portfolio=${here}&from=${days[0]}&to=${days[1]}`;
    const { body } = await ledger.get(`/v1/figures/compliance-block-rate?${period}`);
    expect(body['figures'][0].lines).toMatchObject([{ numerator: 1, denominator: 2, bps: 5_000 }]);
    const drill = await ledger.get(`/v1/figures/compliance-block-rate/drill-down?${period}&part=numerator`);
    expect(drill.body['rows']).toMatchObject([{ case: one.case, amount: 1, events: [night.body['event']] }]);
    expect((await ask(`portfolio=${here}&from=2020-01-01&limit=1`)).length).toBe(1);
  });

  it.each([
    ['rule=US-F-99', 404, 'unknown-rule'],
    ['rule=US-F-3@2', 404, 'unknown-rule'],
    ['portfolio=nowhere', 404, 'unknown-portfolio'],
    ['from=2026-03-02&to=2026-03-01', 400, 'bad-period'],
  ])('says of %s that there is none, with %i', async (query, status, type) => {
    const reply = await ledger.get(`/v1/clearances?${query}`);
    expect([reply.status, reply.body['type']]).toEqual([status, `urn:quittance:problem:${type}`]);
  });

  it.each(['outcome=MAYBE', 'rule=%27;--', 'from=soon', 'after=x'])('refuses %s', async (query) => {
    expect((await ledger.get(`/v1/clearances?${query}`)).status).toBe(400);
  });
});
