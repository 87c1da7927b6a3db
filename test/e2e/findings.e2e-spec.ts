/** Findings over real HTTP: what was fine by what was known then, and a breach by what is known now. */
import { withPart, type ComplianceReport } from '../../projections/findings/report.calc.js';
import { HttpLedger, type Reply } from '../support/http-ledger.js';

type Body = Reply['body'];

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

const US_AGENCY = { zone: 'America/New_York', currency: 'USD', jurisdictions: ['US'], capacity: 'AGENCY' };
let made = 0;

/** A zone whose clocks on the wall show this hour now: contacts of these tests are made now. */
function zoneAt(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The names count westwards.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

interface Debtor {
  readonly book: string;
  readonly party: string;
  readonly case: string;
}

async function debtor(book = `f${++made}`): Promise<Debtor> {
  await ledger.post('/v1/portfolios', { name: book, ...US_AGENCY });
  const { stream: party } = await ledger.record('/v1/parties', { portfolio: book, kind: 'PERSON', name: 'Ann Poe' });
  await ledger.record(`/v1/parties/${party}/zones`, { zone: zoneAt(14), source: 'ADDRESS', occurredAt: '2020-01-01' });
  const { stream } = await ledger.record('/v1/cases', { portfolio: book });
  await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
  await ledger.record(`/v1/cases/${stream}/debts`, { currency: 'USD', balances: { principal: 50_000 } });
  return { book, party, case: stream };
}

/** A call; made now where no time is given. */
function call(one: Debtor, more: object = {}): Promise<Body> {
  const said = { channel: 'phone', party: one.party, connected: false, ...more };
  return ledger.record(`/v1/cases/${one.case}/contacts`, said);
}

async function get(path: string): Promise<Body> {
  const reply = await ledger.get(path);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.text}`);
  return reply.body;
}

const findings = (one: Debtor, query = ''): Promise<Body> => get(`/v1/cases/${one.case}/findings?${query}`);

async function ofRule(one: Debtor, rule: string): Promise<Body[]> {
  return (await findings(one, `rule=${rule}&limit=1000`))['rows'] as Body[];
}

async function eventsOf(stream: string, type: string): Promise<string[]> {
  const events = await ledger.runtime.store.readStream(stream, 0, 1000);
  return events.filter((event) => event.type === type).map(({ id }) => id);
}

/** Every table is served and as far as the ledger. */
async function caughtUp(): Promise<void> {
  for (;;) {
    const { head, projections } = await get('/v1/projections');
    if ((projections as Body[]).every(({ state, position }) => state !== 'building' && position >= head)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

function outcomes({ asKnown, asNowKnown }: Body): (string | undefined)[] {
  return [asKnown?.outcome as string | undefined, asNowKnown?.outcome as string | undefined];
}

const today = (): string => new Date().toISOString().slice(0, 10);
const period = (): string => `from=2020-01-01&to=${today().slice(0, 4)}-12-31`;

describe('a contact that was fine by what was known then', () => {
  it('stays fine where nothing came to be known', async () => {
    const one = await debtor();
    await call(one);
    const [row] = await ofRule(one, 'US-F-1');
    expect(row).toMatchObject({ kind: 'CONTACT', rule: 'US-F-1@1', differs: false, lateFacts: [] });
    expect(outcomes(row as Body)).toEqual(['ALLOWED', 'ALLOWED']);
  });

  it('is a breach once a zone that the person had long moved to is keyed', async () => {
    const one = await debtor();
    await call(one);
    await ledger.record(`/v1/parties/${one.party}/zones`, {
      zone: zoneAt(3),
      source: 'STATED',
      occurredAt: '2021-01-01',
    });
    const [row] = await ofRule(one, 'US-F-3');
    expect(outcomes(row as Body)).toEqual(['ALLOWED', 'PROHIBITED']);
    const [, late] = await eventsOf(one.party, 'ZoneRecorded');
    expect(row).toMatchObject({ differs: true, lateFacts: [late] });
  });

  it('is a breach once a letter that names inconvenient times, and had come before, is keyed', async () => {
    const one = await debtor();
    await call(one);
    await ledger.record(`/v1/parties/${one.party}/preferences`, {
      kind: 'TIME',
      wish: 'AVOID',
      from: '09:00',
      to: '20:00',
      avoid: true,
      occurredAt: '2021-01-01',
    });
    const [row] = await ofRule(one, 'US-F-3');
    const late = await eventsOf(one.party, 'PreferenceRecorded');
    expect(row).toMatchObject({ asNowKnown: { reason: 'inconvenient-time', inputs: late }, lateFacts: late });
    expect(outcomes(row as Body)).toEqual(['ALLOWED', 'PROHIBITED']);
  });

  it('is a breach once the file of an agency comes that had called before', async () => {
    const one = await debtor();
    await call(one);
    const earlier = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    for (let i = 1; i <= 7; i++) await call(one, { agency: 'agency-3', occurredAt: earlier(60 + i) });
    const rows = await ofRule(one, 'US-F-1');
    const own = rows.find(({ agency }) => agency === undefined) as Body;
    expect(outcomes(own)).toEqual(['ALLOWED', 'PRESUMED_VIOLATION']);
    expect(own['asKnown'].counters.calls_placed).toBe(1);
    expect(own['asNowKnown'].counters.calls_placed).toBe(8);
    const others = rows.filter(({ agency }) => agency !== undefined).map(({ event }) => event as string);
    expect([...own['lateFacts']].sort()).toEqual([...others].sort());
    // The calls themselves were made before anybody had recorded the case.
    expect(rows.filter(({ nothingThen }) => nothingThen === 'case-not-recorded-then')).toHaveLength(7);
  });

  it('is judged as it was told and as it was corrected, and not at all once it was taken back', async () => {
    const one = await debtor();
    const { id } = await call(one);
    const correct = (changes: object): Promise<Body> =>
      ledger.record(`/v1/cases/${one.case}/contacts/${id}/corrections`, { reason: 'typing', changes });
    await correct({ occurredAt: new Date(Date.now() - 11 * 3_600_000).toISOString() });
    const corrections = await eventsOf(one.case, 'ContactRecordCorrected');
    const [row] = await ofRule(one, 'US-F-3');
    expect(outcomes(row as Body)).toEqual(['ALLOWED', 'PROHIBITED']);
    expect(row).toMatchObject({ lateFacts: corrections });
    await correct({ record: 'WITHDRAWN' });
    const [taken] = await ofRule(one, 'US-F-3');
    expect(taken).toMatchObject({ asNowKnown: null, nothingNow: 'record-taken-back', asKnown: { outcome: 'ALLOWED' } });
  });
});

describe('the decision behind a contact', () => {
  it('is a finding of its own', async () => {
    const one = await debtor();
    const ask = async (): Promise<string> =>
      (await ledger.post('/v1/contacts/clearances', { party: one.party, channel: 'phone' })).body[
        'clearance'
      ] as string;
    await call(one, { clearance: await ask() });
    await call(one);
    await call(one, { clearance: await ask(), channel: 'sms' });
    const rows = await ofRule(one, 'clearance');
    expect(rows.map(({ decision }) => decision.reasons)).toEqual([[], ['uncleared'], ['clearance-mismatch']]);
    const wrong = await findings(one, 'rule=clearance&outcome=BREACH');
    expect(wrong['rows']).toHaveLength(2);
  });
});

describe('the list of findings', () => {
  it('is paged, filtered, and the same to the byte at the same V and K, after a rebuild and whatever was recorded since', async () => {
    const one = await debtor();
    for (let i = 0; i < 3; i++) await call(one);
    const all = await findings(one, 'limit=1000');
    const known = `asOf=${today()}&knownAt=${all['lastEvent']}`;
    const before = await ledger.get(`/v1/cases/${one.case}/findings?${known}`);
    const paged: Body[] = [];
    for (let after = ''; ;) {
      const page = await findings(one, `${known}&limit=2${after}`);
      paged.push(...(page['rows'] as Body[]));
      if (page['next'] === null) break;
      after = `&after=${page['next']}`;
    }
    expect(paged).toEqual(before.body['rows']);
    await ledger.record(`/v1/parties/${one.party}/zones`, {
      zone: zoneAt(3),
      source: 'STATED',
      occurredAt: '2021-01-01',
    });
    for (const name of ['cases', 'registers', 'clock']) await ledger.post(`/v1/projections/${name}/rebuilds`, {});
    await caughtUp();
    expect((await ledger.get(`/v1/cases/${one.case}/findings?${known}`)).text).toBe(before.text);
    expect((await findings(one, 'basis=as-known&outcome=PROHIBITED'))['rows']).toEqual([]);
    expect((await findings(one, 'basis=as-now-known&outcome=PROHIBITED'))['rows']).toHaveLength(3);
  });

  it.each([
    ['cases/case-00000000-0000-4000-8000-000000000000/findings', 404, 'unknown-case'],
    ['cases/nobody/clocks', 404, 'unknown-case'],
    ['portfolios/nobody/compliance?from=2026-01-01&to=2026-01-31', 404, 'unknown-portfolio'],
    ['portfolios/f1/compliance?from=2026-02-01&to=2026-01-31', 400, 'bad-period'],
    ['portfolios/f1/compliance/NO-RULE?from=2026-01-01&to=2026-01-31', 404, 'unknown-rule'],
    ['portfolios/f1/compliance?from=2026-01-01&to=2026-01-31&after=x', 400, 'bad-cursor'],
  ])('answers GET %s with %d', async (path, status, type) => {
    const reply = await ledger.get(`/v1/${path}`);
    expect([reply.status, reply.body['type']]).toEqual([status, `urn:quittance:problem:${type}`]);
  });

  it('refuses a cursor that is none, and a rule that no pack has', async () => {
    const one = await debtor();
    const reply = await ledger.get(`/v1/cases/${one.case}/findings?after=12`);
    expect([reply.status, reply.body['type']]).toEqual([400, 'urn:quittance:problem:bad-cursor']);
    const nothing = await ledger.get(`/v1/cases/${one.case}/findings?rule=US-F-99`);
    expect([nothing.status, nothing.body['type']]).toEqual([404, 'urn:quittance:problem:unknown-rule']);
  });
});

describe('duties and conduct of a case', () => {
  it('name V, K and the packs', async () => {
    const one = await debtor();
    const clocks = await get(`/v1/cases/${one.case}/clocks`);
    expect(clocks).toMatchObject({
      case: one.case,
      asOf: expect.any(String),
      packs: expect.any(Array),
      clocks: expect.any(Array),
    });
  });

  it('link a complaint to the contacts complained of, and say who handles a complaint about himself', async () => {
    const one = await debtor();
    const { id } = await call(one, { staff: 'staff-042' });
    await call(one, { staff: 'staff-043' });
    const said = { about: [id], handler: 'staff-042', topic: 'CONDUCT' };
    await ledger.record(`/v1/cases/${one.case}/complaints`, said);
    const { complaints } = (await get(`/v1/cases/${one.case}/conduct`)) as { complaints: Body[] };
    expect(complaints).toMatchObject([
      {
        contacts: [{ contact: id, why: 'NAMED', clearance: ['uncleared'] }],
        conflicts: [{ handler: 'staff-042', reason: 'handler-is-subject' }],
      },
    ]);
  });
});

describe('the compliance report', () => {
  it('counts by rule on both bases, and each count has its facts behind it', async () => {
    const one = await debtor();
    const two = await debtor(one.book);
    await call(one);
    await call(two);
    await ledger.post('/v1/contacts/clearances', { party: one.party, channel: 'phone' });
    await ledger.record(`/v1/parties/${two.party}/zones`, {
      zone: zoneAt(3),
      source: 'STATED',
      occurredAt: '2021-01-01',
    });
    await ledger.post('/v1/contacts/clearances', { party: two.party, channel: 'phone' });
    await caughtUp();
    const report = await get(`/v1/portfolios/${one.book}/compliance?${period()}`);
    expect(report).toMatchObject({
      cases: 2,
      casesInAll: 2,
      contacts: { outbound: 2, breachesAsKnown: 0, breachesAsNowKnown: 1, differ: 1, clearance: { uncleared: 2 } },
      clearances: { permitted: 1, blocked: 1, blockRate: { numerator: 1, denominator: 2, bps: 5_000 } },
    });
    const hours = report['rules'].find(({ rule }: Body) => rule === 'US-F-3@1') as Body;
    expect(hours['contacts']).toMatchObject({
      judged: 2,
      allowed: 1,
      breachesAsKnown: 0,
      breachesAsNowKnown: 1,
      differ: 1,
    });
    const behind = await get(`/v1/portfolios/${one.book}/compliance/US-F-3?${period()}&outcome=BREACH`);
    expect(behind['rows']).toMatchObject([{ case: two.case, rule: 'US-F-3@1', differs: true }]);
    expect(behind['rows'][0].lateFacts).toHaveLength(1);
  });

  it('is the sum of its parts', async () => {
    const one = await debtor();
    for (let i = 0; i < 2; i++) await call(await debtor(one.book));
    const whole = await get(`/v1/portfolios/${one.book}/compliance?${period()}`);
    const parts: Body[] = [];
    for (let after = ''; ;) {
      const known = `knownAt=${whole['lastEvent']}`;
      const part = await get(`/v1/portfolios/${one.book}/compliance?${period()}&${known}&cases=1${after}`);
      parts.push(part);
      if (part['next'] === null) break;
      after = `&after=${part['next']}`;
    }
    const [first, ...rest] = parts as unknown as ComplianceReport[];
    const sum = rest.reduce(withPart, first as ComplianceReport);
    expect(parts).toHaveLength(3);
    expect({ ...sum, final: whole['final'] }).toEqual(whole);
  });
});
