/** What a clearance tells beside yes or no: who else is reached there, and what nobody could say. */
import { CallDesk, noon, type Called } from '../support/call-desk.js';
import { HttpLedger, type Reply } from '../support/http-ledger.js';

const CN_BANK = { jurisdictions: ['CN'], creditorKind: 'BANK', product: 'card' };
const ledger = new HttpLedger();
const desk = new CallDesk(ledger);
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

const point = async ({ party }: Called, medium: string, value: string): Promise<string> =>
  (await ledger.record(`/v1/parties/${party}/contact-points`, { medium, value })).id;
const person = async (portfolio: string): Promise<Called> => (await desk.debtor(portfolio))[0];

describe('a jurisdiction for which no pack is active', () => {
  const JAPAN = { jurisdictions: ['JP'], capacity: 'AGENCY' };

  it('is listed as not evaluated, in the decision, in findings and behind the report, and replays', async () => {
    const book = await desk.portfolio(JAPAN);
    const one = await person(book);
    const { body } = await desk.ask(one);
    const line = { rule: 'NO-PACK-JP', pack: 'none', outcome: 'NOT_EVALUATED', reason: 'no-pack' };
    expect(body['decisions']).toContainEqual(expect.objectContaining({ ...line, authority: 'none' }));
    const path = `/v1/parties/${one.party}/clearances/${body['clearance']}`;
    expect((await ledger.get(`${path}/replay`)).body['same']).toBe(true);
    const call = { channel: 'phone', party: one.party, debts: [one.debt], occurredAt: '2026-11-02T17:00:00Z' };
    await ledger.record(`/v1/cases/${one.case}/contacts`, call);
    const findings = await ledger.get(`/v1/cases/${one.case}/findings?rule=NO-PACK-JP`);
    expect(findings.body['rows']).toMatchObject([{ asNowKnown: { outcome: 'NOT_EVALUATED', reason: 'no-pack' } }]);
    const period = 'from=2026-11-01&to=2026-11-30';
    const report = await ledger.get(`/v1/portfolios/${book}/compliance?${period}`);
    const notEvaluated = { contacts: { judged: 1, notEvaluated: { 'no-pack': 1 } } };
    expect(report.body['rules']).toContainEqual(expect.objectContaining({ rule: 'NO-PACK-JP', authority: 'none' }));
    expect(report.body['rules'].find(({ rule }: { rule: string }) => rule === 'NO-PACK-JP')).toMatchObject(
      notEvaluated,
    );
    const behind = await ledger.get(`/v1/portfolios/${book}/compliance/NO-PACK-JP?${period}`);
    expect(behind.body['rows']).toMatchObject([{ case: one.case, rule: 'NO-PACK-JP' }]);
  });
});

describe('a contact point of another medium', () => {
  it('is refused where it is asked about, and flagged where it was used', async () => {
    const one = await person(await desk.portfolio());
    const mail = await point(one, 'email', 'ann.poe@example.org');
    const before = (await ledger.runtime.store.readStream(one.party, 0, 100)).length;
    const refused = await desk.ask(one, { point: mail });
    expect([refused.status, refused.body['type'], refused.body['field']]).toEqual([
      422,
      'urn:quittance:problem:point-of-other-medium',
      'point',
    ]);
    expect((await ledger.runtime.store.readStream(one.party, 0, 100)).length).toBe(before);
    expect((await desk.ask(one, { point: mail, channel: 'email' })).status).toBe(201);
    const call = { channel: 'phone', party: one.party, point: mail, occurredAt: '2026-11-02T17:00:00Z' };
    await ledger.record(`/v1/cases/${one.case}/contacts`, call);
    const { body } = await ledger.get(`/v1/cases/${one.case}/findings?rule=CO-POINT`);
    expect(body['rows']).toMatchObject([
      { asNowKnown: { outcome: 'PROHIBITED', reason: 'contact-point-of-other-medium' } },
    ]);
  });
});

describe('a call about two cases', () => {
  it('names one permit on both, counts once for each debt and once for the person, and no record used it before the other', async () => {
    const [one, two] = await desk.debtor(await desk.portfolio(), 2);
    if (!two) throw new Error('two cases were asked for');
    const permit = await desk.ask(one, { case: undefined, plannedAt: undefined });
    const { clearance } = permit.body;
    const call = { channel: 'phone', party: one.party, clearance, occurredAt: new Date().toISOString() };
    for (const { case: id } of [one, two]) await ledger.record(`/v1/cases/${id}/contacts`, call);
    for (const { case: id } of [one, two]) {
      const { body } = await ledger.get(`/v1/cases/${id}/findings?rule=clearance`);
      expect(body['rows'].map(({ decision }: Reply['body']) => decision.reasons)).not.toContainEqual(
        expect.arrayContaining(['clearance-used-before']),
      );
    }
    const next = await desk.ask(one, { case: undefined });
    const counted = (rule: string): object =>
      next.body['decisions'].find((line: { rule: string }) => line.rule === rule)?.counters;
    expect(counted('US-F-1@1')).toMatchObject({ calls_placed: 2 });
    const replay = await ledger.get(`/v1/parties/${one.party}/clearances/${next.body['clearance']}/replay`);
    expect(replay.body['same']).toBe(true);
  });
});

describe('a contact point that two people share', () => {
  const NUMBER = '+86 138 0013 8000';
  let one: Called;
  let neighbour: Called;
  let asked: Reply;
  let body: object;
  let home: string;
  let elsewhere: string;
  let stranger: Called;

  beforeAll(async () => {
    [home, elsewhere] = [await desk.portfolio(CN_BANK), await desk.portfolio(CN_BANK)];
    [one, neighbour] = [await person(home), await person(home)];
    stranger = await person(elsewhere);
    const shared = await point(one, 'phone', NUMBER);
    await point(neighbour, 'sms', NUMBER.replaceAll(' ', '-'));
    await point(stranger, 'phone', '0086 13800138000');
    body = { party: one.party, channel: 'phone', point: shared, plannedAt: noon() };
    asked = await ledger.post('/v1/contacts/clearances', body);
  });

  it('is reported with the limits that count by it, and names nobody of another portfolio', async () => {
    const sharedPoint = { others: 2, parties: [neighbour.party], limits: ['CN-CBA-2@1'] };
    expect(asked.body).toMatchObject({ permitted: true, sharedPoint });
    const again = await ledger.get(`/v1/parties/${one.party}/clearances/${asked.body['clearance']}`);
    expect(again.body['sharedPoint']).toEqual(sharedPoint);
    const bulk = await ledger.post('/v1/contacts/clearances/bulk', { requests: [body] });
    expect(bulk.body['answers']).toMatchObject([{ sharedPoint }]);
  });

  it('tells a key that is bound to a portfolio how many of its own people are there, and of others only that it is shared', async () => {
    const boundTo = async (...portfolios: string[]): Promise<Record<string, string>> => {
      const { body: key } = await ledger.post('/v1/keys', { name: 'bound', role: 'collector', portfolios });
      return { authorization: `Bearer ${key['text'] as string}` };
    };
    const limits = ['CN-CBA-2@1'];
    const [narrow, wide] = [await boundTo(home), await boundTo(home, elsewhere)];
    const seen = { others: 1, parties: [neighbour.party], limits };
    expect((await ledger.post('/v1/contacts/clearances', body, narrow)).body['sharedPoint']).toEqual(seen);
    const path = `/v1/parties/${one.party}/clearances/${asked.body['clearance']}`;
    expect((await ledger.get(path, narrow)).body['sharedPoint']).toEqual(seen);
    const bulk = await ledger.post('/v1/contacts/clearances/bulk', { requests: [body] }, narrow);
    expect(bulk.body['answers']).toMatchObject([{ sharedPoint: seen }]);
    expect((await ledger.get(path, wide)).body['sharedPoint']).toEqual({ ...seen, others: 2 });
    const number = await point(stranger, 'phone', NUMBER);
    const theirs = { ...body, party: stranger.party, point: number };
    const reply = await ledger.post('/v1/contacts/clearances', theirs, await boundTo(elsewhere));
    expect(reply.body['sharedPoint']).toEqual({ others: 0, parties: [], limits });
  });

  it('does not stand in the decision, which rests on no other person and replays', async () => {
    const decision = await ledger.runtime.clearance.facts.recorded(one.party, asked.body['revision'] as number);
    expect(decision?.id).toBe(asked.body['event']);
    expect(JSON.stringify(decision)).toContain('CN-CBA-2@1');
    expect(JSON.stringify(decision)).not.toContain(neighbour.party);
    const replayed = await ledger.get(`/v1/parties/${one.party}/clearances/${asked.body['clearance']}/replay`);
    expect(replayed.body).toEqual({ same: true, differs: [] });
  });

  it('is not spoken of where nobody else has it, or none was asked about', async () => {
    const own = await point(one, 'phone', '+86 139 0013 9000');
    for (const more of [{ point: own }, {}]) {
      const reply = await ledger.post('/v1/contacts/clearances', { ...body, point: undefined, ...more });
      expect(reply.status).toBe(201);
      expect(reply.body).not.toHaveProperty('sharedPoint');
    }
  });
});
