/** One person as rules read it: kind, contact points and their basis. */
import { toMillis, type Millis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { whenHappened } from './moments.js';

export interface PointFile {
  readonly id: string;
  readonly medium: string;
  readonly basis?: string;
  readonly label?: string;
  /** Agreed with the creditor for legal notices. */
  readonly reserved?: boolean;
  readonly place?: string;
  readonly since: Millis;
  readonly event: string;
  /** Since when it is known not to be theirs, or not to work. */
  invalidSince?: Millis;
  invalidEvent?: string;
  /** When the ledger was told so. */
  invalidRec?: Millis;
}

export class PartyFile {
  kind?: 'PERSON' | 'ORGANISATION';
  readonly points = new Map<string, PointFile>();
  /** Cases that the person takes part in. */
  readonly cases = new Set<string>();

  constructor(readonly id: string) {}

  add(fact: LedgerFact): void {
    if (fact.type === 'PartyRegistered') this.kind = fact.data.kind;
    if (fact.type === 'CaseLinked') this.cases.add(fact.data.case);
    if (fact.type === 'ContactPointAdded') {
      const { point: id, ...said } = fact.data;
      this.points.set(id, { ...said, id, since: whenHappened(fact).at, event: fact.id });
    }
    if (fact.type === 'ContactPointInvalidated') {
      const point = this.points.get(fact.data.point);
      const known = { invalidSince: whenHappened(fact).at, invalidEvent: fact.id, invalidRec: toMillis(fact.rec) };
      if (point) Object.assign(point, known);
    }
  }
}
