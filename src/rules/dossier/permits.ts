/** Permits as attempts that they reserve. */
import { toMillis, type Millis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import type { Attempt } from './attempt.js';

export interface Permit {
  readonly attempt: Attempt;
  readonly expiresAt: Millis;
  released: boolean;
}

export type Permits = Map<string, Permit>;

export function evolvePermits(permits: Permits, fact: LedgerFact): void {
  if (fact.type === 'ClearanceReleased') {
    const permit = permits.get(fact.data.clearance);
    if (permit) permit.released = true;
  }
  if (fact.type !== 'ContactPermitted') return;
  const {
    clearance: id,
    expiresAt,
    judgement: _judgement,
    flags: _flags,
    askedAt: _asked,
    plannedAt,
    ...asked
  } = fact.data;
  const attempt: Attempt = {
    ...asked,
    debts: asked.debts ?? [],
    id,
    event: fact.id,
    events: [fact.id],
    at: toMillis(plannedAt),
    kind: kindOf(asked.channel),
    direction: 'OUTBOUND',
    party: fact.stream,
    reserved: true,
    rec: toMillis(fact.rec),
  };
  permits.set(id, { attempt, expiresAt: toMillis(expiresAt), released: false });
}

/** What a contact on a channel is. */
export function kindOf(channel: string): Attempt['kind'] {
  switch (channel) {
    case 'phone':
      return 'ATTEMPT';
    case 'visit':
      return 'VISIT';
    case 'letter':
      return 'NOTICE';
    default:
      return 'MESSAGE';
  }
}
