/** Findings over real HTTP: what was fine by what was known then, and a breach by what is known now. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

const US_AGENCY = { zone: 'America/New_York', currency: 'USD', jurisdictions: ['US'], capacity: 'AGENCY' };
let made = 0;

interface Debtor {
  readonly book: string;
  readonly party: string;
  readonly case: string;
  readonly debt: string;
}

async function debtor(book = `f${++made}`, zone: string | null = 'America/New_York'): Promise<Debtor> {
  await ledger.post('/v1/portfolios', { name: book, ...US_AGENCY });
  const { stream: party } = await ledger.record('/v1/parties', { portfolio: book, kind: 'PERSON', name: 'Ann Poe' });
  if (zone !== null) await ledger.record(`/v1/parties/${party}/zones`, { zone, source: 'ADDRESS', occurredAt: '2020-01-01' });
  return { book, party, ...(await caseOf(book, party)) };
}

async function caseOf(book: string, party: string): Promise<{ readonly case: string; readonly debt: string }> {
  const { stream } = await ledger.record('/v1/cases', { portfolio: book });
  await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
  const { id: debt } = await ledger.record(`/v1/cases/${stream}/debts`, {
    currency: 'USD',
    balances: { principal: 50_000 },
  });
  return { case: stream, debt };
}

/** Records a call that was made just now; nothing is recorded late. */
function call(one: Debtor, more: object = {}): Promise<Record<string, any>> { // eslint-disable-line
  return ledger.record(`/v1/cases/${one.case}/contacts`, { channel: 'phone', party: one.party, connected: false, ...more });
}

async function findings(one: Pick<Debtor, 'case'>, query = ''): Promise<Record<string, any>> { // eslint-disable-line
  const reply = await ledger.get(`/v1/cases/${one.case}/findings?limit=1000${query}`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.body;
}

describe('findings of a case', () => {
  it('judge each outbound contact by what was known then and by what is known now', async () => {
    const one = await debtor();
    await call(one);
    const body = await findings(one, '&rule=US-F-1');
    expect(body['rows']).toMatchObject([
      { kind: 'CONTACT', rule: 'US-F-1@1', differs: false, asKnown: { outcome: 'ALLOWED', counters: { calls_placed: 1 } } },
    ]);
    console.log(JSON.stringify(body, null, 1).slice(0, 3000));
  });
});
