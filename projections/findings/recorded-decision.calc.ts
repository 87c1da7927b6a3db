/** What the ledger decided before a contact was made, and whether the contact kept to it. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { endOfDay, toMillis, type Millis } from '../../src/ledger/dates.js';
import { whenHappened, type Attempt } from '../../src/rules/index.js';

type Permitted = Extract<LedgerFact, { type: 'ContactPermitted' }>;
type Blocked = Extract<LedgerFact, { type: 'ContactBlocked' }>;
type Decision = Permitted | Blocked;

/** Codes of what is wrong with the decision behind a contact. */
export const DECISION_REASONS = [
  'uncleared',
  'clearance-unknown',
  'clearance-mismatch',
  'clearance-expired',
  'clearance-released',
  'clearance-used-before',
  'contacted-though-blocked',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export interface RecordedDecision {
  /** NONE: the contact names no clearance. UNKNOWN: it names one that nobody gave. */
  readonly is: 'PERMITTED' | 'BLOCKED' | 'NONE' | 'UNKNOWN';
  readonly clearance?: string;
  readonly reasons: readonly DecisionReason[];
  /** In what a permit differs from the contact that names it: `party`, `channel`, `point`, `cases`, `debts`, `time`. */
  readonly differs?: readonly string[];
  /** Event ids: of the decision, of its release, of the contact that used it before. */
  readonly inputs: readonly string[];
}

/** A contact that names a clearance. */
interface User {
  readonly id: string;
  readonly event: string;
  readonly case: string;
  readonly channel?: string;
  readonly at: Millis;
}

/** The same call, as it was recorded on another case. */
function isTwin(user: User, { cases, channel, at }: Attempt): boolean {
  return !cases.includes(user.case) && user.channel === channel && user.at === at;
}

/** Decisions about the persons of a case, by clearance, and what became of them. */
export class Decisions {
  private readonly byId = new Map<string, Decision>();
  private readonly releases = new Map<string, LedgerFact>();
  private readonly blocks: Blocked[] = [];
  private readonly all: Decision[] = [];
  /** Clearance -> the contacts that name it, first told first. */
  private readonly users = new Map<string, User[]>();

  /** @param facts of persons and cases, in store order, cut at K. */
  constructor(facts: readonly LedgerFact[]) {
    for (const fact of facts) this.note(fact);
  }

  private note(fact: LedgerFact): void {
    if (fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked') {
      this.byId.set(fact.data.clearance, fact);
      this.all.push(fact);
      if (fact.type === 'ContactBlocked') this.blocks.push(fact);
    } else if (fact.type === 'ClearanceReleased') {
      this.releases.set(fact.data.clearance, fact);
    } else if ('clearance' in fact.data && 'contact' in fact.data) {
      const {
        clearance,
        contact: id,
        channel,
      } = fact.data as { clearance?: string; contact: string; channel?: string };
      if (clearance === undefined) return;
      const user: User = { id, event: fact.id, case: fact.stream, channel, at: whenHappened(fact).at };
      this.users.set(clearance, [...(this.users.get(clearance) ?? []), user]);
    }
  }

  /** When the contact was decided: when its clearance was asked for, else when it was made. */
  decidedAt({ at, clearance }: Attempt): Millis {
    const decision = clearance === undefined ? undefined : this.byId.get(clearance);
    return decision ? Math.min(at, toMillis(decision.data.askedAt)) : at;
  }

  /** Decisions about a case; one about several cases counts for the first of them. */
  ofCase(caseId: string): readonly Decision[] {
    return this.all.filter(({ data }) => data.cases[0] === caseId);
  }

  behind(contact: Attempt): RecordedDecision {
    const { clearance, direction } = contact;
    // What came in, as is known now, needed none.
    if (clearance === undefined && direction === 'INBOUND') return { is: 'NONE', reasons: [], inputs: [] };
    if (clearance === undefined) return this.uncleared(contact);
    const decision = this.byId.get(clearance);
    if (!decision) return { is: 'UNKNOWN', clearance, reasons: ['clearance-unknown'], inputs: [] };
    if (decision.type === 'ContactBlocked') {
      return { is: 'BLOCKED', clearance, reasons: ['contacted-though-blocked'], inputs: [decision.id] };
    }
    return this.permitted(contact, decision);
  }

  private permitted(contact: Attempt, permit: Permitted): RecordedDecision {
    const { clearance } = permit.data;
    const differs = differencesOf(contact, permit);
    const release = this.releases.get(clearance);
    const [first] = this.users.get(clearance) ?? [];
    const reasons: DecisionReason[] = [];
    const inputs = [permit.id];
    if (differs.length > 0) reasons.push('clearance-mismatch');
    if (contact.at >= toMillis(permit.data.expiresAt)) reasons.push('clearance-expired');
    if (release && toMillis(release.rec) <= contact.at) {
      reasons.push('clearance-released');
      inputs.push(release.id);
    }
    if (first && first.id !== contact.id && !isTwin(first, contact)) {
      reasons.push('clearance-used-before');
      inputs.push(first.event);
    }
    return { is: 'PERMITTED', clearance, reasons, ...(differs.length > 0 ? { differs } : {}), inputs };
  }

  private uncleared(contact: Attempt): RecordedDecision {
    const blocked = this.blockedBefore(contact);
    if (!blocked) return { is: 'NONE', reasons: ['uncleared'], inputs: [] };
    return { is: 'BLOCKED', reasons: ['contacted-though-blocked', 'uncleared'], inputs: [blocked.id] };
  }

  /** The last answer about such a contact was no, and its time had not come yet. */
  private blockedBefore(contact: Attempt): Blocked | undefined {
    if (this.blocks.length === 0) return undefined;
    const last = this.all.findLast((decision) => isAboutSuch(decision, contact));
    if (last?.type !== 'ContactBlocked' || contact.at < toMillis(last.data.plannedAt)) return undefined;
    const { nextAllowedAt } = last.data;
    return nextAllowedAt === null || contact.at < toMillis(nextAllowedAt) ? last : undefined;
  }
}

function isAboutSuch({ stream, data }: Decision, { party, channel, purpose, cases, at }: Attempt): boolean {
  const isSame = stream === party && data.channel === channel && data.purpose === purpose;
  return isSame && data.cases.some((id) => cases.includes(id)) && toMillis(data.askedAt) <= at;
}

function differencesOf(contact: Attempt, { stream, data }: Permitted): string[] {
  const { party, channel, point, cases, debts, at, day, direction } = contact;
  const end = day === undefined ? at : endOfDay(day, contact.zone ?? 'UTC') - 1;
  const differs: readonly (readonly [string, boolean])[] = [
    ['party', party !== stream],
    ['channel', channel !== data.channel],
    ['direction', direction !== 'OUTBOUND'],
    ['point', point !== undefined && data.point !== undefined && point !== data.point],
    ['cases', !cases.every((id) => data.cases.includes(id))],
    ['debts', data.debts !== undefined && !debts.every((debt) => data.debts?.includes(debt))],
    ['time', end < toMillis(data.askedAt)],
  ];
  return differs.filter(([, is]) => is).map(([name]) => name);
}
