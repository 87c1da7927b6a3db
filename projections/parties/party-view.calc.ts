/** A party as of a day: what is known of it but the personal values themselves. */
import type { PartyRole } from '../../src/ledger/case/index.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { ContactMedium, ContactPlace } from '../../src/ledger/party/index.js';

export interface PointView {
  readonly point: string;
  readonly medium: ContactMedium;
  /** Why it may be used. */
  readonly basis: string | null;
  readonly label: string | null;
  readonly place: ContactPlace | null;
  /** Agreed with the creditor as the address for notices; null where nobody said. */
  readonly reserved: boolean | null;
  readonly since: CivilDate;
  readonly valid: boolean;
  /** Since when it is not, and why. */
  readonly invalidSince: CivilDate | null;
  readonly reason: string | null;
  /** Event id of the fact that added it. */
  readonly event: string;
}

export interface RoleView {
  readonly case: string;
  readonly role: PartyRole;
  readonly since: CivilDate;
}

export interface PartyFacts {
  readonly kind: string | null;
  readonly ref: string | null;
  readonly portfolio: string | null;
  readonly language: string | null;
  readonly registered: CivilDate | null;
  readonly points: readonly PointView[];
  readonly cases: readonly RoleView[];
}

/** @param facts of one party's stream in store order, cut at K and at V. */
export function partyAt(facts: readonly LedgerFact[]): PartyFacts {
  let about = { kind: null, ref: null, portfolio: null, language: null, registered: null } as Omit<
    PartyFacts,
    'points' | 'cases'
  >;
  const points = new Map<string, PointView>();
  const cases: RoleView[] = [];
  for (const fact of facts) {
    if (fact.type === 'PartyRegistered') {
      const { kind, ref = null, portfolio, language = null } = fact.data;
      about = { kind, ref, portfolio, language, registered: fact.eff };
    }
    if (fact.type === 'ContactPointAdded') {
      const { point, medium, basis = null, label = null, place = null, reserved = null } = fact.data;
      const fresh = { valid: true, invalidSince: null, reason: null };
      points.set(point, { point, medium, basis, label, place, reserved, since: fact.eff, ...fresh, event: fact.id });
    }
    if (fact.type === 'ContactPointInvalidated') {
      const known = points.get(fact.data.point);
      const { reason } = fact.data;
      if (known) points.set(known.point, { ...known, valid: false, invalidSince: fact.eff, reason });
    }
    if (fact.type === 'CaseLinked') cases.push({ case: fact.data.case, role: fact.data.role, since: fact.eff });
  }
  return { ...about, points: [...points.values()], cases };
}
