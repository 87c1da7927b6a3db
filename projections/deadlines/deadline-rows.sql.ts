/** Lists of all deadlines: those of a case's facts and those of rule packs, in one order. */
import { sql, type RawBuilder } from 'kysely';
import { shippedPacks, type RuleBook } from '../../src/clearance/index.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { packName } from '../../src/rules/index.js';
import type { ListMoment } from '../read/moment.js';
import type { ReadSide } from '../read/read-side.js';
import type { ListPage, ListScope } from '../read/list.js';
import { mergedPage, type StandingListSource, type StandingRow } from '../read/standing-list.js';
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

const SHARED = sql`r.what, r.due, r.event, r.status`;
const OF_RULES = sql`r.rule, r.pack, r.subject, r.reason`;
const OF_NO_RULE = sql`NULL AS rule, NULL AS pack, NULL AS subject, NULL AS reason`;

type Sql = RawBuilder<unknown>;

/** What a list of deadlines shows beside those columns, and which it shows. */
export interface DeadlineChoice {
  readonly columns: (at: ListMoment) => Sql;
  readonly where: (at: ListMoment) => readonly Sql[];
  /** Parts of the list that have no row in common: each is few rows along an index of its own. One part where left out. */
  readonly parts?: readonly ((at: ListMoment) => readonly Sql[])[];
}

export interface DeadlinePage<R> extends ListPage<R> {
  /** Active packs that are not the shipped ones: their deadlines are asked of one case. */
  readonly perCase: readonly string[];
}

/** One page of all deadlines, by due date. Packs are those that were active at the list's own K. */
export async function deadlinePage<R extends StandingRow>(
  read: ReadSide,
  rules: Pick<RuleBook, 'history'>,
  { columns, where, parts }: DeadlineChoice,
  scope: ListScope,
): Promise<DeadlinePage<R>> {
  const rulebook = await rules.history();
  let perCase: readonly string[] = [];
  const own: Whole = {
    rows: { table: DEADLINES, projection: 'deadlines' },
    order: 'due',
    columns: (at) => sql`${SHARED}, ${OF_NO_RULE}, ${columns(at)}`,
    where,
  };
  const ofRules: Whole = {
    rows: { table: RULE_DEADLINES, projection: 'rule-deadlines' },
    order: 'due',
    columns: (at) => sql`${SHARED}, ${OF_RULES}, ${columns(at)}`,
    where: (at) => {
      const packs = listedPacks(rulebook, at.position);
      ({ perCase } = packs);
      const isListed = packs.listed.length === 0 ? sql`FALSE` : sql`r.pack IN (${sql.join([...packs.listed])})`;
      return [isListed, ...where(at)];
    },
  };
  const lists = (parts ?? [() => []]).flatMap((part) =>
    [own, ofRules].map((list) => partOf(list, part, parts !== undefined)),
  );
  const page = await mergedPage<R>(read, lists, scope);
  return { ...page, perCase };
}

type Whole = StandingListSource & Pick<DeadlineChoice, 'where'>;

function partOf(list: Whole, part: (at: ListMoment) => readonly Sql[], rowsFirst: boolean): StandingListSource {
  return { ...list, rowsFirst, where: (at) => [...part(at), ...list.where(at)] };
}
