/** A duty of a rule pack over HTTP: in the case's deadlines, in lists and the worklist, and recorded once it is missed. */
import { ReadSide } from '../../projections/read/read-side.js';
import { toMillis } from '../../src/ledger/dates.js';
import { DeadlineNotices } from '../../src/reactors/deadline-notices.reactor.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let stream = '';
let complaint = '';

beforeAll(async () => {
  await ledger.start();
  const portfolio = {
    name: 'cards',
    zone: 'Europe/London',
    currency: 'GBP',
    jurisdictions: ['UK'],
    capacity: 'FIRST_PARTY',
  };
  await ledger.record('/v1/portfolios', portfolio);
  ({ stream } = await ledger.record('/v1/cases', { portfolio: 'cards', ref: 'A1', occurredAt: '2025-01-01' }));
  const logged = await ledger.record(`/v1/cases/${stream}/complaints`, { occurredAt: '2025-01-06' });
  complaint = logged.id as string;
});
afterAll(() => ledger.close());

const FINAL = {
  source: 'rule',
  what: 'complaint',
  rule: 'UK-DISP-2@1',
  pack: 'uk@1',
  reason: 'final-response',
  due: '2025-03-03',
};

/** What the reactor does at an instant. */
async function reactAt(instant: string): Promise<number> {
  const { store, readDb, projector, transactor, clearance } = ledger.runtime;
  const clock = { now: () => toMillis(instant) };
  const read = new ReadSide(store, readDb, projector, clock);
  return new DeadlineNotices({ read, transactor, projector, clock }, clearance.ruleBook).react();
}

async function missed(): Promise<object[]> {
  const { entries } = (await ledger.get(`/v1/cases/${stream}/history`)).body as { entries: { type: string }[] };
  return entries.filter(({ type }) => type.startsWith('DeadlineMiss'));
}

it('stands among the deadlines of its case, open on its last day and missed after it', async () => {
  const at = async (day: string) =>
    (await ledger.get(`/v1/cases/${stream}/deadlines?asOf=${day}`)).body['deadlines'] as object[];
  expect(await at('2025-03-03')).toContainEqual(
    expect.objectContaining({ ...FINAL, subject: complaint, status: 'OPEN' }),
  );
  expect(await at('2025-03-04')).toContainEqual(expect.objectContaining({ ...FINAL, status: 'MISSED', doneOn: null }));
});

it('stands in lists and in the worklist with its reason in both languages', async () => {
  const { rows, perCase } = (await ledger.get('/v1/deadlines?source=rule&asOf=2025-03-03')).body;
  expect(rows).toContainEqual(expect.objectContaining({ ...FINAL, case: stream, status: 'OPEN' }));
  expect(perCase).toEqual([]);
  const near = (await ledger.get('/v1/worklist?source=rule&asOf=2025-03-01')).body['rows'] as object[];
  expect(near).toContainEqual(
    expect.objectContaining({
      ...FINAL,
      why: 'RULE_DEADLINE_NEAR',
      words: { en: expect.stringContaining('eight weeks') as string, zh: expect.stringContaining('八周') as string },
    }),
  );
  const past = (await ledger.get('/v1/worklist?source=rule&what=complaint&status=MISSED&asOf=2025-03-04')).body[
    'rows'
  ] as object[];
  expect(past).toContainEqual(expect.objectContaining({ ...FINAL, why: 'RULE_DEADLINE_MISSED' }));
});

it('pages through the worklist line by line, each line once', async () => {
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { rows, next } = (await ledger.get(`/v1/worklist?asOf=2025-03-01&limit=1${after}`)).body;
    seen.push(...(rows as { id: string }[]).map(({ id }) => id));
    if (next === null) break;
    after = `&after=${encodeURIComponent(next as string)}`;
  }
  const all = (await ledger.get('/v1/worklist?asOf=2025-03-01')).body['rows'] as { id: string }[];
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
});

it('is recorded once when it is missed, and revised when the answer turns out to have been in time', async () => {
  await reactAt('2025-03-03T20:00:00Z');
  expect(await missed()).toEqual([]);
  expect(await reactAt('2025-03-04T08:00:00Z')).toBeGreaterThan(0);
  expect(await reactAt('2025-03-04T08:01:00Z')).toBe(0);
  expect(JSON.stringify(await missed())).toContain('UK-DISP-2@1');
  await ledger.record(`/v1/cases/${stream}/complaints/${complaint}/decisions`, {
    outcome: 'UPHELD',
    occurredAt: '2025-02-20',
  });
  await reactAt('2025-03-05T08:00:00Z');
  expect((await missed()).map((fact) => (fact as { type: string }).type)).toContain('DeadlineMissRevised');
  const history = (await ledger.get(`/v1/cases/${stream}/history`)).text;
  expect(history).toContain('final-response');
});
