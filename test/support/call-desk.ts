/** People to be called, over HTTP: portfolios with their law, debtors with cases and debts, and questions about calls. */
import type { HttpLedger, Reply } from './http-ledger.js';

export const US_AGENCY = { jurisdictions: ['US'], capacity: 'AGENCY' };
const ZONE = 'America/New_York';

export interface Called {
  readonly party: string;
  readonly case: string;
  readonly debt: string;
}

export class CallDesk {
  private made = 0;

  constructor(private readonly ledger: HttpLedger) {}

  /** Name of a new portfolio. */
  async portfolio(more: object = US_AGENCY): Promise<string> {
    const name = `desk-${++this.made}`;
    await this.ledger.record('/v1/portfolios', { name, zone: ZONE, currency: 'USD', ...more });
    return name;
  }

  /** A person in New York with so many cases, each with a debt; one entry a case. */
  async debtor(portfolio: string, cases = 1): Promise<[Called, ...Called[]]> {
    const { ledger } = this;
    const { stream: party } = await ledger.record('/v1/parties', { portfolio, kind: 'PERSON', name: 'Ann Poe' });
    await ledger.record(`/v1/parties/${party}/zones`, { zone: ZONE, source: 'ADDRESS' });
    const all: Called[] = [];
    for (let i = 0; i < cases; i++) {
      const { stream } = await ledger.record('/v1/cases', { portfolio });
      await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
      const { id } = await ledger.record(`/v1/cases/${stream}/debts`, {
        currency: 'USD',
        balances: { principal: 50_000 },
      });
      all.push({ party, case: stream, debt: id });
    }
    return all as [Called, ...Called[]];
  }

  ask({ party, case: id }: Called, more: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
    const body = { party, case: id, channel: 'phone', plannedAt: noon(), ...more };
    return this.ledger.post('/v1/contacts/clearances?waitFor=read', body, headers);
  }
}

/** Noon in New York on a day after today: inside every window. */
export function noon(days = 1): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T17:00:00.000Z`;
}
