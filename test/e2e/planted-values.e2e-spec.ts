/** Personal values lie in no file of the data folder in clear: only inside ciphertexts (design.md, law 6). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { partsNamedBy, REGISTER_SAMPLES, REGISTER_STEPS } from '../../src/http/register-samples.fixture.js';
import { sealedFields } from '../../src/ledger/register/index.js';
import { HttpLedger } from '../support/http-ledger.js';

/** A value of its own for each sealed word of each deed of each register. */
const REGISTER_WORDS = REGISTER_STEPS.filter(({ deed }) => sealedFields(deed).length > 0).flatMap(({ command, deed }) =>
  sealedFields(deed).map((field) => [`${command}.${field}`, `planted-${field}-of-${command}`] as const),
);

const PLANTED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(REGISTER_WORDS),
  name: 'Zygmunt Plantedname',
  birthDate: '1971-03-09',
  idNumber: 'ID-PLANTED-77341',
  address: 'Plantedstreet 12345, Nowhere',
  phone: '+1 555 0100 7734 1',
  note: 'planted-note-words-of-the-collector',
  feedback: 'planted-feedback-words-of-the-debtor',
  message: 'planted-message-words-sent',
  complaint: 'planted-complaint-words-received',
  decision: 'planted-decision-words-given',
  dispute: 'planted-dispute-words-raised',
  correction: 'planted-correction-words',
  visit: 'planted-visit-words-at-the-door',
  extra: 'planted-extra-personal-value',
};

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

/** Files that hold one of the values, in any encoding that we write. */
function found(folder: string): string[] {
  const hits: string[] = [];
  for (const file of files(folder)) {
    const bytes = readFileSync(file);
    for (const [field, value] of Object.entries(PLANTED)) {
      const forms = [
        Buffer.from(value),
        Buffer.from(value, 'utf16le'),
        Buffer.from(Buffer.from(value).toString('base64url').slice(0, 16)),
      ];
      if (forms.some((form) => bytes.includes(form))) hits.push(`${field} in ${file}`);
    }
  }
  return hits;
}

/** Records every deed of every register, with a planted value in each sealed word. */
async function plantInRegisters(ledger: HttpLedger, ids: Record<string, string>): Promise<void> {
  const bodies = new Map(REGISTER_SAMPLES.map(({ dto, body }) => [dto.name, body as Record<string, unknown>]));
  const other = ledger.keyOf('admin');
  for (const { command, deed, path, creates } of REGISTER_STEPS) {
    const {
      extra: _extra,
      sealed: _sealed,
      occurredAt: _at,
      effectiveDate: _eff,
      ...body
    } = bodies.get(`${command}Dto`) ?? {};
    for (const [field, id] of Object.entries(partsNamedBy(deed))) body[field] = ids[id?.slice(1, -1) ?? ''];
    for (const field of sealedFields(deed)) body[field] = PLANTED[`${command}.${field}`];
    const own = deed.does === 'founds' ? { portfolio: 'main' } : {};
    const url = `/v1/${path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? name)}?waitFor=read`;
    const headers = deed.fourEyes ? { authorization: `Bearer ${other}` } : {};
    const reply = await ledger.post(url, { ...body, ...own }, headers as Record<string, string>);
    expect([command, reply.status]).toEqual([command, 201]);
    const { id, stream } = reply.body as { id?: string; stream: string };
    if (creates !== undefined) ids[creates] = id ?? stream;
  }
}

/** What deeds of registers name beside contacts and complaints. */
async function parts(ledger: HttpLedger, id: string, party: string): Promise<Record<string, string>> {
  const made = async (path: string, body: object): Promise<string> => (await ledger.record(path, body)).id as string;
  return {
    debt: await made(`/v1/cases/${id}/debts`, { currency: 'EUR', balances: { principal: 5_000 } }),
    payment: await made(`/v1/cases/${id}/payments`, { amount: 1_000, currency: 'EUR' }),
    placement: await made(`/v1/cases/${id}/placements`, { agency: 'agency-07' }),
    point: await made(`/v1/parties/${party}/contact-points`, { medium: 'phone', value: PLANTED.phone }),
  };
}

async function plant(ledger: HttpLedger): Promise<string> {
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const { name, birthDate, idNumber, address } = PLANTED;
  const party = (
    await ledger.record('/v1/parties', { portfolio: 'main', kind: 'PERSON', name, birthDate, idNumber, address })
  ).stream as string;
  const id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  await ledger.record(`/v1/cases/${id}/notes`, { text: PLANTED.note, sealed: { remark: PLANTED.extra } });
  await ledger.record(`/v1/cases/${id}/parties`, { party, role: 'DEBTOR' });
  const contact = (
    await ledger.record(`/v1/cases/${id}/contacts`, {
      channel: 'phone',
      connected: true,
      outcome: 'TALKED',
      feedback: PLANTED.feedback,
    })
  ).id as string;
  await ledger.record(`/v1/cases/${id}/contacts/${contact}/corrections`, {
    reason: 'mistake',
    changes: { channel: 'sms' },
    text: PLANTED.correction,
  });
  await ledger.record(`/v1/cases/${id}/messages`, { channel: 'sms', text: PLANTED.message });
  await ledger.record(`/v1/cases/${id}/visits`, { outcome: 'MET', feedback: PLANTED.visit });
  const complaint = (await ledger.record(`/v1/cases/${id}/complaints`, { text: PLANTED.complaint })).id as string;
  await ledger.record(`/v1/cases/${id}/complaints/${complaint}/decisions`, {
    outcome: 'UPHELD',
    text: PLANTED.decision,
  });
  await ledger.record(`/v1/cases/${id}/disputes`, { ground: 'AMOUNT', text: PLANTED.dispute });
  await plantInRegisters(ledger, {
    portfolio: 'main',
    party,
    case: id,
    contact,
    complaint,
    ...(await parts(ledger, id, party)),
  });
  return id;
}

it('finds planted personal values in no file of the data folder, while and after the ledger runs', async () => {
  const ledger = await new HttpLedger().start();
  const id = await plant(ledger);
  const history = (await ledger.get(`/v1/cases/${id}/history`)).text;
  const told = Object.values(PLANTED).filter((value) => history.includes(value));
  // Words about staff and incidents stand in no case's history.
  const elsewhere = ['RegisterStaff', 'ScoreInteraction', 'OpenIncident', 'UpdateIncident'];
  const untold = Object.keys(PLANTED).filter((name) => elsewhere.includes(name.split('.')[0] ?? ''));
  expect(untold).toHaveLength(4);
  expect(told).toHaveLength(Object.keys(PLANTED).length - untold.length);
  expect(found(ledger.folder)).toEqual([]);
  await ledger.stop();
  expect(found(ledger.folder)).toEqual([]);
  await ledger.start();
  expect((await ledger.get(`/v1/cases/${id}/history`)).text).toBe(history);
  const feed = (await ledger.get('/v1/events?limit=1000')).text;
  expect(Object.values(PLANTED).filter((value) => feed.includes(value))).toEqual([]);
  const sealed = (await ledger.get(`/v1/cases/${id}/history`, { authorization: `Bearer ${ledger.keyOf('auditor')}` }))
    .text;
  expect(Object.values(PLANTED).filter((value) => sealed.includes(value))).toEqual([]);
  expect(sealed).toContain('[sealed]');
  await ledger.close();
});
