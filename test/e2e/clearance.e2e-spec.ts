/** "May I call now?" over real HTTP. */
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

interface Debtor {
  readonly party: string;
  readonly case: string;
  readonly debt: string;
}

let made = 0;

async function portfolio(more: object): Promise<string> {
  const name = `p${++made}`;
  await ledger.record('/v1/portfolios', { name, zone: 'America/New_York', currency: 'USD', ...more });
  return name;
}

const US_AGENCY = { jurisdictions: ['US'], capacity: 'AGENCY' };

async function debtor(book: string, cases = 1): Promise<Debtor[]> {
  const { stream: party } = await ledger.record('/v1/parties', { portfolio: book, kind: 'PERSON', name: 'Ann Poe' });
  await ledger.record(`/v1/parties/${party}/zones`, { zone: 'America/New_York', source: 'ADDRESS' });
  const made: Debtor[] = [];
  for (let i = 0; i < cases; i++) {
    const { stream } = await ledger.record('/v1/cases', { portfolio: book });
    await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
    const balances = { PRINCIPAL: 50_000 };
    const { id } = await ledger.record(`/v1/cases/${stream}/debts`, { currency: 'USD', balances });
    made.push({ party, case: stream, debt: id });
  }
  return made;
}
