/** What keeps a person's data, and what an erasure leaves: over real HTTP (PIPL 47, GDPR 17). */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let people = 0;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
});
afterAll(() => ledger.close());

interface Debtor {
  readonly party: string;
  readonly caseId: string;
}

/** A debtor of a case in which everything happened on one day. */
async function debtor(on: string): Promise<Debtor> {
  people += 1;
  const when = { occurredAt: on };
  const person = { portfolio: 'main', kind: 'PERSON', name: `Debtor ${people}`, ...when };
  const party = (await ledger.record('/v1/parties', person)).stream;
  const caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: `A${people}`, ...when })).stream;
  await ledger.record(`/v1/cases/${caseId}/parties`, { party, role: 'DEBTOR', ...when });
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: `note on ${people}`, ...when });
  return { party, caseId };
}

const close = (id: string, on: string) =>
  ledger.record(`/v1/cases/${id}/closures`, { reason: 'WITHDRAWN', occurredAt: on });

/** Asks, and lets another approve: the erasure as its register tells it. */
async function erase(party: string): Promise<{ readonly last: string; readonly fields: Record<string, unknown> }> {
  const { id } = await ledger.record(`/v1/parties/${party}/erasures`, { requester: 'SUBJECT', basis: 'REQUEST' });
  const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}` };
  const reply = await ledger.post(`/v1/parties/${party}/erasures/${id}/approvals`, {}, headers);
  expect(reply.status).toBe(201);
  const { entries } = (await ledger.get(`/v1/parties/${party}/registers?register=erasures`)).body;
  return entries.find((entry: { id: string }) => entry.id === id);
}

it('is refused on the record while the person owes in an open case', async () => {
  const { party, caseId } = await debtor('2013-03-04');
  expect(await erase(party)).toMatchObject({ last: 'ErasureRefused', fields: { ground: 'OPEN_CASE' } });
  expect((await ledger.get(`/v1/cases/${caseId}/history`)).text).toContain(`note on ${people}`);
});

it('is refused until the last day on which a rule has the case kept, and the rule is named', async () => {
  const { party, caseId } = await debtor('2024-03-04');
  await close(caseId, '2024-03-05');
  const { last, fields } = await erase(party);
  expect(last).toBe('ErasureRefused');
  expect(fields).toMatchObject({ ground: 'RETENTION', reason: 'CO-RETAIN@1' });
  expect(fields['until']).toMatch(/^2031-03-0[45]$/);
  const { records } = (await ledger.get(`/v1/cases/${caseId}/retention`)).body as { records: object[] };
  expect(records).toMatchObject([
    {
      kind: 'CASE_FILE',
      record: caseId,
      keep: { rule: 'CO-RETAIN@1', citation: 'Company policy', until: fields['until'], set: expect.any(String) },
      notYet: null,
      state: 'KEEP',
    },
  ]);
});

it('until when a case is kept is a question as of V and K; bad ones are refused', async () => {
  const { caseId } = await debtor('2013-03-04');
  await close(caseId, '2013-03-05');
  const url = `/v1/cases/${caseId}/retention`;
  const on = async (asOf: string): Promise<unknown> => {
    const [file] = (await ledger.get(`${url}?asOf=${asOf}`)).body['records'] as { state: string; eraseFrom: unknown }[];
    return [file?.eraseFrom, file?.state];
  };
  expect(await on('2013-03-04')).toEqual([null, 'KEEP']);
  expect(await on('2020-03-05')).toEqual(['2020-03-06', 'KEEP']);
  expect(await on('2020-03-06')).toEqual(['2020-03-06', 'MAY_GO']);
  expect((await ledger.get(`${url}?knownAt=2001-01-01`)).status).toBe(404);
  expect((await ledger.get(`${url}?asOf=2013-02-29`)).status).toBe(400);
  expect((await ledger.get('/v1/cases/nobody/retention')).body['type']).toBe('urn:quittance:problem:unknown-case');
});

it('is refused under a hold on a case, and granted when two have released it', async () => {
  const { party, caseId } = await debtor('2013-03-04');
  await close(caseId, '2013-03-05');
  const url = `/v1/cases/${caseId}/case-legal-holds`;
  const { id } = await ledger.record(url, { ground: 'LITIGATION', matter: 'court-7' });
  expect(await erase(party)).toMatchObject({ last: 'ErasureRefused', fields: { ground: 'LEGAL_HOLD', reason: id } });
  await ledger.record(`${url}/${id}/release-requests`, { reason: 'judgment is final' });
  expect((await ledger.post(`${url}/${id}/releases`, {})).body).toMatchObject({
    type: 'urn:quittance:problem:four-eyes',
  });
  const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}` };
  expect((await ledger.post(`${url}/${id}/releases`, {}, headers)).status).toBe(201);
  expect((await erase(party)).last).toBe('ErasureApproved');
});

it('leaves the history with every fact, and no word of it', async () => {
  const { party, caseId } = await debtor('2013-03-04');
  await close(caseId, '2013-03-05');
  const before = (await ledger.get(`/v1/cases/${caseId}/history`)).body['entries'] as { event: string }[];
  expect((await erase(party)).last).toBe('ErasureApproved');
  const after = await ledger.get(`/v1/cases/${caseId}/history`);
  const entries = after.body['entries'] as { event: string; sentence: { en: string; zh: string } }[];
  const kept = entries.map(({ event }) => event);
  expect(before.every(({ event }) => kept.includes(event))).toBe(true);
  expect(after.text).not.toContain(`note on ${people}`);
  expect(entries.some(({ sentence }) => sentence.en.includes('[erased]') && sentence.zh.includes('[已删除]'))).toBe(
    true,
  );
  expect(after.text).toContain('Personal data erased: keys destroyed');
});
