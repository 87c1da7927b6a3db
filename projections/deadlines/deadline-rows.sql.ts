/** Rows of all deadlines, those of a case's facts and those of rule packs, as one source for lists. */
import { sql, type RawBuilder } from 'kysely';
import { shippedPacks, type RuleBook } from '../../src/clearance/index.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { packName } from '../../src/rules/index.js';
import type { ListMoment } from '../read/moment.js';
import type { ReadSide } from '../read/read-side.js';
import type { RowsOf } from '../read/standing-list.js';
import { DEADLINES } from './deadlines.tables.js';
import { RULE_DEADLINES } from './rule-deadlines.tables.js';

export interface ListedPacks {
  /** Active packs as they were shipped: their deadlines have rows. `uk@1`. */
  readonly listed: readonly string[];
  /** Active packs that were not shipped with this program: their deadlines are worked out case by case. */
  readonly perCase: readonly string[];
}

/** The packs that were active at a position; the shipped ones where nobody had activated any. */
export function listedPacks(rulebook: readonly LedgerFact[], position: number): ListedPacks {
  const shipped = new Map(shippedPacks().map(({ pack, digest }) => [packName(pack), digest]));
  const known = rulebook.filter((fact) => fact.position <= position);
  if (known.length === 0) return { listed: [...shipped.keys()], perCase: [] };
  const active = new Map<string, { readonly name: string; readonly digest: string }>();
  for (const { type, data } of known) {
    if (type === 'RulePackActivated') {
      active.set(data.pack, { name: `${data.pack}@${data.version}`, digest: data.digest });
    }
    if (type === 'RulePackDeactivated') active.delete(data.pack);
  }
  const all = [...active.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const isShipped = ({ name, digest }: (typeof all)[number]): boolean => shipped.get(name) === digest;
  return {
    listed: all.filter(isShipped).map(({ name }) => name),
    perCase: all.filter((one) => !isShipped(one)).map(({ name }) => name),
  };
}

const COLUMNS = sql`case_key, source, id, v_from, v_to, what, due, event, status, done_on`;

/** Deadlines of one list; it asks for the packs at its own K. */
export class DeadlineRows implements RowsOf {
  readonly projections = ['deadlines', 'rule-deadlines'];
  private packs: ListedPacks = { listed: [], perCase: [] };

  private constructor(
    private readonly read: ReadSide,
    private readonly rulebook: readonly LedgerFact[],
  ) {}

  static async of(read: ReadSide, rules: RuleBook): Promise<DeadlineRows> {
    return new DeadlineRows(read, await rules.history());
  }

  /** Once the list was read: packs whose deadlines it cannot have. */
  get perCase(): readonly string[] {
    return this.packs.perCase;
  }

  at({ position }: ListMoment): RawBuilder<unknown> {
    this.packs = listedPacks(this.rulebook, position);
    const { listed } = this.packs;
    const known = sql`k_from <= ${position} AND (k_to IS NULL OR k_to > ${position})`;
    const packs = listed.length === 0 ? sql`FALSE` : sql`pack IN (${sql.join([...listed])})`;
    return sql`(
      SELECT ${COLUMNS}, NULL AS rule, NULL AS pack, NULL AS subject, NULL AS reason
        FROM ${this.read.table(DEADLINES, 'deadlines')} WHERE ${known}
      UNION ALL SELECT ${COLUMNS}, rule, pack, subject, reason
        FROM ${this.read.table(RULE_DEADLINES, 'rule-deadlines')} WHERE ${known} AND ${packs})`;
  }
}
