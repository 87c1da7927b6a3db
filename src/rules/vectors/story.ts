/** Facts from the short form of a pack's test vectors: one debtor, one case with one debt, and what the vector adds. */
import { dateOf, isDayOnly, toInstant, toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { whenOf } from '../dossier/moments.js';
import type { TestVector, VectorFact } from '../pack.js';

/** Ids that vectors may name. */
export const STORY = {
  case: 'case-1',
  case2: 'case-2',
  party: 'party-1',
  other: 'party-2',
  debt: 'debt-1',
  debt2: 'debt-2',
  portfolio: 'portfolio-1',
  zone: 'America/New_York',
} as const;

interface Told {
  readonly type: string;
  readonly stream: string;
  readonly at: string;
  readonly rec?: string;
  readonly data: object;
}

const BEFORE = '2000-01-01';

/** What every vector begins with. The second case and person are there to be named. */
function beginning(vector: TestVector): Told[] {
  const { case: first, case2, party, other, debt, debt2, portfolio } = STORY;
  const product = vector.place?.['product'];
  const opened = (stream: string): Told => ({ type: 'CaseOpened', stream, at: BEFORE, data: { portfolio, product } });
  const linked = (stream: string, whom: string, role: string): Told[] => [
    { type: 'CaseLinked', stream: whom, at: BEFORE, data: { case: stream, role } },
    { type: 'PartyLinked', stream, at: BEFORE, data: { party: whom, role } },
  ];
  const debtOf = (stream: string, id: string): Told => {
    const data = { debt: id, currency: 'USD', balances: { principal: 50_000 }, product };
    return { type: 'DebtRegistered', stream, at: BEFORE, data };
  };
  const person = (stream: string): Told => ({
    type: 'PartyRegistered',
    stream,
    at: BEFORE,
    data: { portfolio, kind: 'PERSON' },
  });
  const otherRole = (vector.place?.['other_role'] as string | undefined) ?? 'CONTACT_PERSON';
  return [
    person(party),
    person(other),
    opened(first),
    ...linked(first, party, 'DEBTOR'),
    ...linked(first, other, otherRole),
    debtOf(first, debt),
    opened(case2),
    ...linked(case2, party, 'DEBTOR'),
    debtOf(case2, debt2),
  ];
}

/** Contacts that name no id get one of their own; the next facts may leave it out and mean the last. */
function withContact(fact: VectorFact, n: number, last: string | undefined): Record<string, unknown> {
  const begins = ['ContactAttempted', 'MessageSent', 'MessageReceived', 'NoticeIssued', 'VisitConducted'].includes(
    fact.fact,
  );
  const data = { ...fact.data };
  if (begins)
    return {
      direction: 'OUTBOUND',
      channel: channelOf(fact.fact),
      ...data,
      contact: data['contact'] ?? `contact-${n}`,
    };
  return last === undefined || 'contact' in data ? data : { contact: last, ...data };
}

function channelOf(type: string): string {
  if (type === 'NoticeIssued') return 'letter';
  return type === 'VisitConducted' ? 'visit' : 'phone';
}

function streamOf({ stream }: VectorFact, isParty: boolean): string {
  if (stream !== undefined) return STORY[stream];
  return isParty ? STORY.party : STORY.case;
}

/**
 * @param isPartyFact whether a type of fact belongs to party streams.
 */
export function storyOf(vector: TestVector, isPartyFact: (type: string) => boolean): LedgerFact[] {
  const zone = vector.zones?.[0] ?? STORY.zone;
  const told: Told[] = beginning(vector);
  let last: string | undefined;
  for (const fact of vector.given) {
    for (const at of typeof fact.at === 'string' ? [fact.at] : fact.at) {
      const data = withContact(fact, told.length, last);
      if (typeof data['contact'] === 'string') last = data['contact'];
      told.push({ type: fact.fact, stream: streamOf(fact, isPartyFact(fact.fact)), at, rec: fact.rec, data });
    }
  }
  return told.map(({ type, stream, at, rec, data }, i) => {
    const when = toInstant(whenOf(at, zone).at);
    const header = {
      v: 1,
      id: `event-${String(i + 1).padStart(4, '0')}`,
      sv: 1,
      s: '',
      at,
      eff: dateOf(at, zone),
      zone: { name: zone, by: 'portfolio' },
    };
    const recorded = rec === undefined ? when : toInstant(isDayOnly(rec) ? whenOf(rec, zone).at : toMillis(rec));
    const place = { stream, revision: i, position: i + 1, meta: '{}' };
    return {
      ...header,
      rec: recorded,
      by: 'system:vector',
      cmd: `c${i}`,
      cmdMac: '',
      type,
      data,
      ...place,
    } as unknown as LedgerFact;
  });
}
