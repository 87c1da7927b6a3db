/** Restriction of processing (PIPL 47, GDPR 18): the data stays, and nobody uses it. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let party: string;
let caseId: string;
let restriction: string;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const name = 'Rosa Plantedname';
  party = (await ledger.record('/v1/parties', { portfolio: 'main', kind: 'PERSON', name })).stream;
  await ledger.record(`/v1/parties/${party}/contact-points`, { medium: 'phone', value: '+39 055 0101010' });
  await ledger.record(`/v1/parties/${party}/detail-changes`, {
    field: 'address',
    source: 'debtor',
    value: 'Via Nuova 9',
  });
  await ledger.record(`/v1/parties/${party}/preferences`, { kind: 'TIME', wish: 'evenings' });
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream;
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: 'said before she was known' });
  await ledger.record(`/v1/cases/${caseId}/parties`, { party, role: 'DEBTOR' });
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: 'said afterwards' });
});
afterAll(() => ledger.close());

const VALUES = ['Rosa Plantedname', '+39 055 0101010', 'Via Nuova 9', 'said before she was known', 'said afterwards'];

/** Everything that may be asked about the person, in one text. */
async function everything(): Promise<string> {
  const paths = [
    `parties/${party}`,
    `parties/${party}/registers`,
    `cases/${caseId}/history`,
    `cases/${caseId}/registers`,
  ];
  const replies = await Promise.all(paths.map((path) => ledger.get(`/v1/${path}`)));
  for (const { status } of replies) expect(status).toBe(200);
  return replies.map(({ text }) => text).join('\n');
}
const shown = async (): Promise<string[]> => {
  const text = await everything();
  return VALUES.filter((value) => text.includes(value));
};
const ask = async () => (await ledger.post('/v1/contacts/clearances', { party, channel: 'phone' })).body;

it('before it everything is shown', async () => {
  expect(await shown()).toEqual(VALUES);
  expect((await ask())['decisions'].map(({ reason }: { reason?: string }) => reason)).not.toContain(
    'processing-restricted',
  );
});

it('while it stands nothing is opened, and what is closed says why', async () => {
  const url = `/v1/parties/${party}/restrictions`;
  restriction = (await ledger.record(url, { ground: 'RETENTION_RUNS', reason: 'kept seven years' })).id;
  expect(await shown()).toEqual([]);
  const view = (await ledger.get(`/v1/parties/${party}`)).body;
  expect(view).toMatchObject({ restricted: true });
  expect(view).not.toHaveProperty('words');
  const { entries } = (await ledger.get(`/v1/cases/${caseId}/history`)).body;
  const notes = entries.filter(({ type }: { type: string }) => type === 'CaseNoteAdded');
  expect(notes).toHaveLength(2);
  for (const note of notes) expect(note).toMatchObject({ restricted: true, words: { text: null } });
  expect(notes[0].sentence.en).toContain('[restricted]');
  expect(notes[0].sentence.zh).toContain('[限制处理]');
});

it('while it stands the person is found by a value only by who answers the person', async () => {
  const found = async (role: 'supervisor' | 'compliance'): Promise<unknown> => {
    const as = { authorization: `Bearer ${ledger.keyOf(role)}` };
    return (await ledger.post('/v1/parties/searches', { by: 'name', value: 'Rosa Plantedname' }, as)).body;
  };
  expect(await found('supervisor')).toEqual({ parties: [] });
  expect(await found('compliance')).toEqual({ parties: [party] });
});

it('while it stands the person is not contacted', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({ permitted: false, nextAllowedAt: null });
  expect(answer['decisions']).toContainEqual(expect.objectContaining({ reason: 'processing-restricted' }));
});

it('while it stands facts are recorded all the same: nothing that happens is lost', async () => {
  await ledger.record(`/v1/cases/${caseId}/notes`, { text: 'she wrote a letter' });
  expect(await everything()).not.toContain('she wrote a letter');
});

it('stands after a restart', async () => {
  await ledger.stop();
  await ledger.start();
  expect(await shown()).toEqual([]);
});

it('of two, each is lifted by itself', async () => {
  const second = (await ledger.record(`/v1/parties/${party}/restrictions`, { ground: 'CLAIM' })).id;
  await ledger.record(`/v1/parties/${party}/restrictions/${restriction}/liftings`, { reason: 'period has run out' });
  expect(await shown()).toEqual([]);
  await ledger.record(`/v1/parties/${party}/restrictions/${second}/liftings`, { reason: 'claim withdrawn' });
  expect(await shown()).toEqual(VALUES);
  expect(await everything()).toContain('she wrote a letter');
});
