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
    switch (fact.type) {
      case 'PartyRegistered':
        this.kind = fact.data.kind;
        break;
      case 'ContactPointAdded': {
        const { point: id, ...said } = fact.data;
        this.points.set(id, { ...said, id, since: whenHappened(fact).at, event: fact.id });
        break;
      }
      case 'ContactPointInvalidated': {
        const point = this.points.get(fact.data.point);
        if (point) {
          const invalidRec = toMillis(fact.rec);
          Object.assign(point, { invalidSince: whenHappened(fact).at, invalidEvent: fact.id, invalidRec });
        }
        break;
      }
      case 'CaseLinked':
        this.cases.add(fact.data.case);
        break;
      default:
        break;
    }
  }
}
