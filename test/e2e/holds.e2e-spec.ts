/** Holds over HTTP: one case with every source, asked for at several (V, K), alone and in the list. */
import { HttpLedger } from '../support/http-ledger.js';

let ledger: HttpLedger;
let at: string;
let caseId: string;
let party: string;
/** Event ids by what they know last. */
const k: Record<string, string> = {};

async function did(name: string, path: string, body: object): Promise<string> {
  const { events, id, stream } = (await ledger.record(path, body)) as { events: string[]; id?: string; stream: string };
  k[name] = events[events.length - 1] ?? '';
  return id ?? stream;
}

interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

interface Held {
  readonly source: string;
}

async function holds(asOf: string, knownAt?: string): Promise<Held[]> {
  const query = `asOf=${asOf}${knownAt === undefined ? '' : `&knownAt=${knownAt}`}`;
  const { holds: own } = (await ledger.get(`${at}/holds?${query}`)).body as { holds: Held[] };
  const { rows } = (await ledger.get(`/v1/holds?${query}&limit=100`)).body as { rows: (Held & { case: string })[] };
  const ofCase = rows.filter((row) => row.case === caseId).map(({ case: _case, ref: _ref, ...row }: any) => row); // eslint-disable-line @typescript-eslint/no-explicit-any
  const sorted = (list: object[]): string[] => list.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  expect(sorted(ofCase)).toEqual(sorted(own));
  return own;
}

async function sources(asOf: string, knownAt?: string): Promise<string[]> {
  return (await holds(asOf, knownAt)).map(({ source }) => source);
}

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  await ledger.record('/v1/portfolios', { name: 'cards', zone: 'Europe/London', currency: 'GBP' });
  caseId = await did('opened', '/v1/cases', { portfolio: 'cards', ref: 'H1', occurredAt: '2026-01-02' });
  at = `/v1/cases/${caseId}`;
  await did('debt', `${at}/debts`, { currency: 'GBP', balances: { principal: 90_000 }, occurredAt: '2026-01-02' });
  party = await did('party', '/v1/parties', { portfolio: 'cards', kind: 'PERSON', name: 'Ann Example' });
  await did('linked', `${at}/parties`, { party, role: 'DEBTOR', occurredAt: '2026-01-02' });
  await did('promised', `${at}/promises`, {
    amount: 5_000,
    currency: 'GBP',
    dueDate: '2026-02-10',
    graceDays: 3,
    occurredAt: '2026-02-01',
  });
});

afterAll(() => ledger.close());

it('shows nothing while nothing holds', async () => {
  expect(await holds('2026-02-05')).toEqual([]);
});

it('shows disputes and personalised plans', async () => {
  await did('disputed', `${at}/disputes`, { ground: 'AMOUNT', amount: 900, occurredAt: '2026-03-02' });
  const plan = await did('proposed', `${at}/plans`, {
    kind: 'PERSONALISED',
    total: 60_000,
    currency: 'GBP',
    count: 6,
    firstDue: '2026-04-10',
    occurredAt: '2026-03-05',
  });
  const when = { occurredAt: '2026-03-06' };
  await did('agreed', `${at}/plans/${plan}/agreements`, { form: 'WRITTEN', ...when });
  await did('active', `${at}/plans/${plan}/activations`, when);
  expect(await sources('2026-03-05')).toEqual(['dispute']);
  expect(await holds('2026-03-06')).toMatchObject([
    { source: 'dispute', stops: ['COLLECTION'], amount: 900, why: 'AMOUNT', event: k['disputed'] },
    { source: 'plan', id: plan, stops: ['COLLECTION'], since: '2026-03-06', until: null, event: k['active'] },
  ]);
});

it('shows what befell the debtor on its own days, once it is known', async () => {
  const before = k['active'] as string;
  const moratorium = { kind: 'BREATHING_SPACE', from: '2026-02-05', until: '2026-02-20', occurredAt: '2026-03-10' };
  const id = await did('moratorium', `/v1/parties/${party}/moratoria`, moratorium);
  expect(await holds('2026-02-05')).toMatchObject([
    {
      source: 'moratorium',
      id,
      party,
      role: 'DEBTOR',
      since: '2026-02-05',
      until: '2026-02-20',
      event: k['moratorium'],
    },
  ]);
  expect(await sources('2026-02-19')).toEqual(['moratorium']);
  expect(await sources('2026-02-20')).toEqual([]);
  expect(await sources('2026-02-10', before)).toEqual([]);
  const late = { reason: 'LEFT', endedOn: '2026-02-12', occurredAt: '2026-03-11' };
  await did('ended', `/v1/parties/${party}/moratoria/${id}/endings`, late);
  expect(await sources('2026-02-12')).toEqual([]);
  expect(await sources('2026-02-12', k['moratorium'])).toEqual(['moratorium']);
});

it('leaves the promise of these days out of the kept rate, from when that was known', async () => {
  const counts = async (more = ''): Promise<unknown> => {
    const { promises } = (await ledger.get(`${at}/promises?asOf=2026-02-28${more}`)).body as {
      promises: { outcome: string; countsAs: string }[];
    };
    const { rows } = (await ledger.get(`/v1/promises?asOf=2026-02-28${more}`)).body as { rows: { countsAs: string }[] };
    expect(rows.map(({ countsAs }) => countsAs)).toEqual(promises.map(({ countsAs }) => countsAs));
    return promises.map(({ outcome, countsAs }) => [outcome, countsAs]);
  };
  const keptRate = async (more = ''): Promise<unknown> => {
    const query = `portfolio=cards&from=2026-02-01&to=2026-02-28${more}`;
    const { lines } = (await ledger.get(`/v1/figures/kept-rate-count?${query}`)).body['figures'][0] as {
      lines: Rate[];
    };
    return lines.map(({ numerator, denominator }) => [numerator, denominator]);
  };
  expect(await counts()).toEqual([['BROKEN', 'EXCLUDED']]);
  expect(await counts(`&knownAt=${k['active']}`)).toEqual([['BROKEN', 'BROKEN']]);
  expect(await keptRate()).toEqual([[0, 0]]);
  expect(await keptRate(`&knownAt=${k['active']}`)).toEqual([[0, 1]]);
});

it('shows an attorney, a cease request, a death, and the freeze of an incident', async () => {
  await did('attorney', `/v1/parties/${party}/representations`, { kind: 'ATTORNEY', occurredAt: '2026-03-12' });
  await did('cease', `/v1/parties/${party}/cease-requests`, { inWriting: true, occurredAt: '2026-03-13' });
  const incident = await did('incident', '/v1/incidents', {
    portfolio: 'cards',
    kind: 'MEDIA',
    ref: 'I1',
    occurredAt: '2026-03-13',
  });
  const freeze = { case: caseId, reason: 'press enquiry', occurredAt: '2026-03-14' };
  const id = await did('frozen', `/v1/incidents/${incident}/freezes`, freeze);
  await did('death', `/v1/parties/${party}/deaths`, {
    diedOn: '2026-03-14',
    source: 'family',
    occurredAt: '2026-03-16',
  });
  const all = ['cease-request', 'death', 'dispute', 'incident', 'plan', 'representation'];
  expect((await sources('2026-03-14')).sort()).toEqual(all);
  expect((await sources('2026-03-14', k['cease'])).sort()).toEqual([
    'cease-request',
    'dispute',
    'plan',
    'representation',
  ]);
  const { body } = await ledger.get(`${at}/holds?asOf=2026-03-14`);
  expect(body).toMatchObject({ lastEvent: k['death'] });
  const over = { reason: 'over', occurredAt: '2026-03-17' };
  await did('asked', `/v1/incidents/${incident}/freezes/${id}/release-requests`, over);
  const another = ledger.keyOf('supervisor');
  const { events } = await ledger.record(`/v1/incidents/${incident}/freezes/${id}/releases`, over, another);
  k['released'] = events[0];
  expect((await ledger.get(`${at}/holds?asOf=2026-03-17`)).body).toMatchObject({ lastEvent: k['released'] });
  expect((await sources('2026-03-17')).sort()).toEqual(all.filter((source) => source !== 'incident'));
  expect((await sources('2026-03-17', k['death'])).sort()).toEqual(all);
});

it('says the same in the case at a glance, and can be asked for one source', async () => {
  const view = (await ledger.get(`${at}?asOf=2026-03-14`)).body as { holds: object[] };
  expect(view.holds).toEqual(await holds('2026-03-14'));
  const { rows } = (await ledger.get('/v1/holds?asOf=2026-03-14&source=death&portfolio=cards')).body as {
    rows: object[];
  };
  expect(rows).toMatchObject([{ case: caseId, ref: 'H1', source: 'death', role: 'DEBTOR' }]);
  const paged: unknown[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = (await ledger.get(`/v1/holds?asOf=2026-03-14&limit=1${next === '' ? '' : `&after=${next}`}`)).body;
    paged.push(...(page['rows'] as object[]));
    next = page['next'] as string | null;
  }
  expect(paged).toHaveLength(6);
});

it('refuses a source that there is none of', async () => {
  expect((await ledger.get('/v1/holds?source=weather')).status).toBe(400);
});
