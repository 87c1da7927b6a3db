/**
 * Holds from the registers of the parties that owe. A moratorium and a death have dates of their own: they hold for these
 * days as soon as they are known, whenever that was. A refuted death never was one.
 */
import type { PartyRole } from '../case/case.events.js';
import type { CaseStreamFact } from '../case-state.js';
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import { PARTY_REGISTERS } from '../registers.js';
import { entriesKnown } from '../register/entries-at.calc.js';
import type { Entry } from '../register/entries.state.js';
import { OBLIGORS, type Hold, type HoldSourceName, type HoldTime, type Obligor, type Stopped } from './hold.calc.js';

/** How the entries of a register hold. */
interface Holding {
  readonly source: HoldSourceName;
  readonly stops: readonly Stopped[];
  /** None: this entry holds nothing. */
  time(entry: Entry): HoldTime | undefined;
  why(entry: Entry): string;
}

function said(entry: Entry, field: string): string | undefined {
  const value = entry.fields[field];
  return typeof value === 'string' ? value : undefined;
}

/** Its last day is that of the deed that ended it, else what was said when it began. */
function endOf(entry: Entry, endedOn: CivilDate = entry.lastOn): CivilDate | undefined {
  return entry.stage === 'ENDED' ? endedOn : said(entry, 'until');
}

const ALL: readonly Stopped[] = ['COLLECTION', 'CONTACT'];

const HOLDINGS: ReadonlyMap<string, Holding> = new Map<string, Holding>([
  [
    'moratorium',
    {
      source: 'moratorium',
      stops: ALL,
      time: (entry) => ({ from: said(entry, 'from') ?? entry.since, to: endOf(entry, said(entry, 'endedOn')) }),
      why: (entry) => said(entry, 'kind') ?? 'MORATORIUM',
    },
  ],
  [
    'death',
    {
      source: 'death',
      stops: ALL,
      time: (entry) => (entry.stage === 'ENDED' ? undefined : { from: said(entry, 'diedOn') ?? entry.since }),
      why: () => 'DECEASED',
    },
  ],
  [
    'bankruptcy',
    {
      source: 'bankruptcy',
      stops: ALL,
      time: (entry) => ({ from: said(entry, 'filedOn') ?? entry.since, to: endOf(entry) }),
      why: (entry) => said(entry, 'kind') ?? 'BANKRUPTCY',
    },
  ],
  [
    'incapacity',
    {
      source: 'incapacity',
      stops: ['CONTACT'],
      time: (entry) => ({ from: entry.since, to: endOf(entry) }),
      why: () => 'INCAPACITY',
    },
  ],
  [
    'ceaseRequest',
    {
      source: 'cease-request',
      stops: ['CONTACT'],
      time: (entry) => ({ from: entry.since, to: endOf(entry) }),
      why: (entry) => said(entry, 'scope') ?? 'ALL',
    },
  ],
  [
    'representation',
    {
      source: 'representation',
      stops: ['DIRECT_CONTACT'],
      time: (entry) => (said(entry, 'kind') === 'ATTORNEY' ? { from: entry.since, to: endOf(entry) } : undefined),
      why: () => 'ATTORNEY',
    },
  ],
]);

/** Types of the facts that hold because of a party. */
export const PARTY_HOLD_FACTS: readonly string[] = PARTY_REGISTERS.filter(({ entry }) => HOLDINGS.has(entry)).flatMap(
  ({ deeds }) => Object.values(deeds).map(({ fact }) => fact),
);

/** The parties that owe, as linked by a day, each with the role by which it owes most. */
function obligors(facts: readonly CaseStreamFact[], asOf: CivilDate): ReadonlyMap<string, Obligor> {
  const found = new Map<string, Obligor>();
  const rank = (role: PartyRole): number => (OBLIGORS as readonly PartyRole[]).indexOf(role);
  for (const fact of facts) {
    if (fact.type !== 'PartyLinked' || fact.eff > asOf || rank(fact.data.role) < 0) continue;
    const { party, role } = fact.data;
    const known = found.get(party);
    if (known === undefined || rank(role) < rank(known)) found.set(party, role as Obligor);
  }
  return found;
}

/** What holds because of one party, whatever the day. */
export function holdsOfParty(facts: readonly AnyFact[]): Hold[] {
  return entriesKnown(facts).flatMap((entry): Hold[] => {
    const holding = HOLDINGS.get(entry.register);
    const time = holding?.time(entry);
    if (!holding || !time || (time.to !== undefined && time.to <= time.from)) return [];
    const { source, stops } = holding;
    return [{ source, id: entry.id, stops, ...time, why: holding.why(entry), event: entry.event }];
  });
}

/**
 * @param facts of one case, cut at K.
 * @param others facts of its parties, cut at K.
 */
export function partyHolds(facts: readonly CaseStreamFact[], others: readonly AnyFact[], asOf: CivilDate): Hold[] {
  if (others.length === 0) return [];
  return [...obligors(facts, asOf)].flatMap(([party, role]) =>
    holdsOfParty(others.filter(({ stream }) => stream === party))
      .filter(({ from }) => from <= asOf)
      .map((hold) => ({ ...hold, party, role })),
  );
}
