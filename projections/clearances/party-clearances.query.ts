/** Which clearances was a person given or refused, and what became of each, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { endOfDay, localDate, toMillis, type Millis } from '../../src/ledger/dates.js';
import type { ClearanceFact } from '../../src/ledger/clearance/index.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { readStream } from '../read/case-history.js';
import { cursor, type ListPage, type ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { streamHistory } from '../read/stream-history.js';
import type { SaidRule } from './clearance-list.query.js';

export class PartyClearancesQuery {
  constructor(
    readonly party: string,
    readonly scope: ListScope,
    /** Only those that were permitted, or only those that were not. */
    readonly permitted?: boolean,
  ) {}
}

/** RESERVED: its attempt is kept free for it. USED: a contact names it. EXPIRED: its time passed and none did. */
export type ClearanceState = 'BLOCKED' | 'RESERVED' | 'USED' | 'RELEASED' | 'EXPIRED';

export interface PartyClearance {
  readonly clearance: string;
  readonly position: number;
  readonly event: string;
  readonly askedAt: string;
  readonly permitted: boolean;
  readonly state: ClearanceState;
  readonly channel: string;
  readonly purpose: string;
  readonly plannedAt: string;
  readonly expiresAt: string | null;
  readonly nextAllowedAt: string | null;
  readonly cases: readonly string[];
  /** The contact that used it. */
  readonly contact: string | null;
  /** What the rules said that did not simply allow it. */
  readonly rules: readonly SaidRule[];
}

type Decision = Extract<ClearanceFact, { type: 'ContactPermitted' | 'ContactBlocked' }>;

function isDecision(fact: LedgerFact): fact is Decision {
  return fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked';
}

/** Contacts of these cases that name a clearance, by clearance. */
async function usesIn(
  read: ReadSide,
  cases: readonly string[],
  isKnown: (fact: LedgerFact) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const uses = new Map<string, string>();
  for (const id of cases) {
    for (const fact of (await readStream(read.store, id)).filter(isKnown)) {
      const { clearance, contact } = fact.data as { clearance?: string; contact?: string };
      if (clearance !== undefined && contact !== undefined && !uses.has(clearance)) uses.set(clearance, contact);
    }
  }
  return uses;
}

const ORDER: readonly SaidRule['effect'][] = ['BLOCKS', 'WARNS', 'NOT_EVALUATED'];

function saidRules({ judgement }: Decision['data']): SaidRule[] {
  const all = judgement.verdicts.flatMap(({ rule, effect, outcome, reason = null }): SaidRule[] => {
    const said = effect ?? (outcome === 'NOT_EVALUATED' ? outcome : undefined);
    return said === undefined ? [] : [{ rule, effect: said, reason }];
  });
  return all.sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
}

interface Became {
  readonly contact: string | undefined;
  readonly released: boolean;
  /** The end of the day that is asked about, or now. */
  readonly until: Millis;
}

function stateOf(fact: Decision, { contact, released, until }: Became): ClearanceState {
  if (fact.type === 'ContactBlocked') return 'BLOCKED';
  if (contact !== undefined) return 'USED';
  if (released) return 'RELEASED';
  return toMillis(fact.data.expiresAt) <= until ? 'EXPIRED' : 'RESERVED';
}

function rowOf(fact: Decision, became: Became): PartyClearance {
  const { clearance, askedAt, channel, purpose, plannedAt, cases } = fact.data;
  const { expiresAt = null, nextAllowedAt = null } = fact.data as { expiresAt?: string; nextAllowedAt?: string | null };
  const about = { clearance, position: fact.position, event: fact.id, askedAt };
  const outcome = { permitted: fact.type === 'ContactPermitted', state: stateOf(fact, became) };
  const asked = { channel, purpose, plannedAt, expiresAt, nextAllowedAt, cases, contact: became.contact ?? null };
  return { ...about, ...outcome, ...asked, rules: saidRules(fact.data) };
}

@QueryHandler(PartyClearancesQuery)
export class PartyClearancesHandler implements IQueryHandler<PartyClearancesQuery, ListPage<PartyClearance>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ party, scope, permitted }: PartyClearancesQuery): Promise<ListPage<PartyClearance>> {
    const { after, limit, when = {} } = scope;
    const { head, facts } = await streamHistory(this.read, party, when);
    const zone = facts[0]?.zone.name ?? 'UTC';
    const cut = await this.read.cut(when.knownAt, zone);
    const isKnown = ({ position, eff }: LedgerFact): boolean =>
      position <= (cut.position ?? Number.MAX_SAFE_INTEGER) && eff <= head.asOf;
    const known = facts.filter(isKnown);
    const fits = (fact: Decision): boolean =>
      permitted === undefined || permitted === (fact.type === 'ContactPermitted');
    const found = known.filter(isDecision).filter((fact) => fact.position > cursor(after) && fits(fact));
    const page = found.slice(0, limit);
    const uses = await usesIn(this.read, [...new Set(page.flatMap(({ data }) => data.cases))], isKnown);
    const released = new Set(known.flatMap((fact) => (fact.type === 'ClearanceReleased' ? [fact.data.clearance] : [])));
    const now = this.read.clock.now();
    const until = head.asOf === localDate(now, zone) ? now : endOfDay(head.asOf, zone);
    const rows = page.map((fact) => {
      const { clearance } = fact.data;
      return rowOf(fact, { contact: uses.get(clearance), released: released.has(clearance), until });
    });
    return { ...head, rows, next: found.length > limit ? String(page.at(-1)?.position) : null };
  }
}
