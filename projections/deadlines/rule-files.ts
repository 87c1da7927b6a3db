/**
 * The cases that rule packs may set deadlines for, in memory: those of a portfolio that states a jurisdiction, or that
 * state one of their own. All others cost a look-up.
 */
import { sql } from 'kysely';
import { shippedPacks } from '../../src/clearance/index.js';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { Lru } from '../../src/ledger/lru.js';
import { NOTICE_FACTS, type ActivePack } from '../../src/rules/index.js';
import { KeySet } from '../projector/key-set.js';
import type { KeyedFact, Preparation, StreamKey } from '../projector/projection.js';
import type { Rows } from '../projector/segments.js';
import { dateText, storedName } from '../tables/table.js';
import type { DeadlineStatus } from './deadlines.js';
import { FollowedRules } from './followed-rules.js';
import { RULE_DEADLINES } from './rule-deadlines.tables.js';
import { RuleFile } from './rule-file.js';
import { deadlinePacks, RULE_SOURCE, type RuleDeadline } from './rule.deadlines.js';

const CASES_REMEMBERED_MAX = 2_000;

interface Stored {
  readonly id: string;
  readonly since: number;
  readonly v_from: number;
  readonly v_to: number | null;
  readonly what: string;
  readonly due: number;
  readonly event: string;
  readonly status: DeadlineStatus;
  readonly done_on: number | null;
  readonly rule: string;
  readonly pack: string;
  readonly subject: string;
  readonly reason: string;
}

function rowsOf(stored: readonly Stored[]): Rows<RuleDeadline> {
  const rows: Rows<RuleDeadline> = new Map();
  for (const { id, since, v_from, v_to, what, due, event, status, done_on, rule, pack, subject, reason } of stored) {
    const doneOn = done_on === null ? undefined : dateText(done_on);
    // Members in the order in which they are made: rows are compared by their text.
    const value: RuleDeadline = {
      ...{ source: RULE_SOURCE, id, what, due: dateText(due), event, status, doneOn, rule, pack, subject, reason },
    };
    const from = dateText(v_from);
    const to = v_to === null ? undefined : dateText(v_to);
    rows.set(JSON.stringify([id, from, to, value]), { segment: { subject: id, value, from, to }, since });
  }
  return rows;
}

export class RuleFiles {
  private readonly files = new Lru<StreamKey, RuleFile>(CASES_REMEMBERED_MAX);
  private readonly outside = new KeySet();
  private readonly portfolios = new Map<string, LedgerFact | undefined>();
  private shipped: readonly ActivePack[] | undefined;
  /** By jurisdictions of the portfolio; `*` of cases that state their own. */
  private readonly followed = new Map<string, FollowedRules>();

  /** @param version of the projection whose rows they continue. */
  constructor(private readonly version: number) {}

  get(key: StreamKey): RuleFile | undefined {
    return this.files.get(key);
  }

  clear(): void {
    this.files.clear();
    this.outside.clear();
    this.portfolios.clear();
  }

  /** Makes sure that every case of the page that may have deadlines has its file, as it stood before the page. */
  async prepare(page: readonly KeyedFact[], preparation: Preparation): Promise<void> {
    const first = new Map<StreamKey, CaseStreamFact>();
    const stated = new Set<StreamKey>();
    for (const { key, fact } of page) {
      if (!fact.stream.startsWith('case-')) continue;
      if (!first.has(key)) first.set(key, fact as CaseStreamFact);
      if (fact.type === 'CaseJurisdictionRecorded') stated.add(key);
    }
    const keep: [StreamKey, RuleFile][] = [];
    for (const [key, fact] of first) {
      // A case that states a jurisdiction of its own may come under other rules than before.
      const known = stated.has(key) ? undefined : this.files.get(key);
      if (known) keep.push([key, known]);
      if (known || (this.outside.has(key) && !stated.has(key))) continue;
      const file = await this.load(key, fact, stated.has(key), preparation);
      if (file) keep.push([key, file]);
      else this.outside.add(key);
    }
    // A page may hold more cases than are remembered otherwise: none that it needs may go.
    for (const [key, file] of keep) this.files.put(key, file);
  }

  private async load(
    key: StreamKey,
    before: CaseStreamFact,
    isStated: boolean,
    preparation: Preparation,
  ): Promise<RuleFile | undefined> {
    const created = await this.portfolioOf(before, preparation);
    if (created?.type !== 'PortfolioCreated') return undefined;
    const history = before.revision === 0 ? [] : await preparation.history(before.stream, before.revision - 1);
    const hasOwn = isStated || history.some(({ type }) => type === 'CaseJurisdictionRecorded');
    if (!hasOwn && (created.data.jurisdictions ?? []).length === 0) return undefined;
    const rules = this.rulesOf(hasOwn ? undefined : (created.data.jurisdictions ?? []));
    const file = new RuleFile(before.stream, created, rules);
    for (const fact of history) if (!NOTICE_FACTS.has(fact.type)) file.add(fact as CaseStreamFact);
    if (before.revision > 0) file.rows = await this.stored(key, preparation);
    return file;
  }

  private rulesOf(jurisdictions: readonly string[] | undefined): FollowedRules {
    const key = jurisdictions?.join() ?? '*';
    let rules = this.followed.get(key);
    if (!rules) {
      this.shipped ??= deadlinePacks(shippedPacks());
      this.followed.set(key, (rules = new FollowedRules(this.shipped, jurisdictions)));
    }
    return rules;
  }

  /** The founding fact of the portfolio of a fact's case: it was there before the case, and nothing changes it. */
  private async portfolioOf(fact: CaseStreamFact, { history }: Preparation): Promise<LedgerFact | undefined> {
    const opening = fact.revision === 0 ? fact : (await history(fact.stream, 0))[0];
    if (opening?.type !== 'CaseOpened') return undefined;
    const stream = opening.data.portfolio;
    if (!this.portfolios.has(stream)) this.portfolios.set(stream, (await history(stream, 0))[0]);
    return this.portfolios.get(stream);
  }

  private async stored(key: StreamKey, { query }: Preparation): Promise<Rows<RuleDeadline>> {
    const table = sql.table(storedName(RULE_DEADLINES.name, this.version));
    const { rows } = await query((db) =>
      sql<Stored>`SELECT id, k_from AS since, v_from, v_to, what, due, event, status, done_on, rule, pack, subject, reason
        FROM ${table} WHERE case_key = ${key} AND k_to IS NULL`.execute(db),
    );
    return rowsOf(rows);
  }
}
