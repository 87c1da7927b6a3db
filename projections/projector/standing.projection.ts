/**
 * Projections of what stands on a day: rows with {v_from, v_to, k_from, k_to}, future turns written ahead (design.md 5).
 * Each fact that touches a case's rows has them worked out anew from the facts so far; what differs ends or begins at its
 * position.
 */
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { Lru } from '../../src/ledger/lru.js';
import { spansOf, type Span, type Standing, type StandingSource } from '../read/standing.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate, storedName, type ColumnType, type Table, type Value } from '../tables/table.js';
import type { KeyedFact, Preparation, Projection, StreamKey } from './projection.js';

/** Cases whose facts are held in memory between pages. */
const CASES_REMEMBERED_MAX = 2_000;
const NEGATIVES_REMEMBERED_MAX = 200_000;
const KEYS_ASKED_MAX = 500;

/** The first columns of every table of standing things; `details` come behind. `key` names the column of its stream. */
export function standingTable(
  name: string,
  details: Readonly<Record<string, ColumnType>>,
  indexes: Table['indexes'],
  key = 'case_key',
): Table {
  const span = { [key]: 'integer', source: 'text', id: 'text', k_from: 'integer', v_from: 'date' } as const;
  const columns = { ...span, k_to: 'integer?', v_to: 'date?', ...details } as const;
  return { name, columns, key: [key, 'source', 'id', 'k_from', 'v_from'], indexes };
}

export interface StandingThings<T extends Standing> {
  readonly name: string;
  readonly version: number;
  readonly table: Table;
  readonly sources: readonly StandingSource<T>[];
  /** Values of the table's further columns. */
  readonly details: (thing: T) => readonly Value[];
}

interface Row<T extends Standing> {
  readonly span: Span<T>;
  readonly since: number;
}

/** A case: the facts that count so far, and the rows that hold now, by the position they came with. */
interface CaseFile<T extends Standing> {
  readonly facts: CaseStreamFact[];
  rows: ReadonlyMap<string, Row<T>>;
}

class CaseFiles<T extends Standing> {
  readonly touching: ReadonlySet<string>;
  private readonly beginning: ReadonlySet<string>;
  private readonly files = new Lru<StreamKey, CaseFile<T>>(CASES_REMEMBERED_MAX);
  private readonly without = new Lru<StreamKey, true>(NEGATIVES_REMEMBERED_MAX);

  constructor(private readonly things: StandingThings<T>) {
    this.touching = new Set(things.sources.flatMap(({ touches, begins }) => [...touches, ...begins]));
    this.beginning = new Set(things.sources.flatMap(({ begins }) => begins));
  }

  get(key: StreamKey): CaseFile<T> | undefined {
    return this.files.get(key);
  }

  clear(): void {
    this.files.clear();
    this.without.clear();
  }

  /** Makes sure that every case of the page that has or may get rows has its file, as it stood before the page. */
  async prepare(page: readonly KeyedFact[], preparation: Preparation): Promise<void> {
    const first = new Map<StreamKey, CaseStreamFact>();
    const wanted = new Set<StreamKey>();
    for (const { fact, key } of page) {
      if (!this.touching.has(fact.type)) continue;
      if (!first.has(key)) first.set(key, fact as CaseStreamFact);
      if (this.beginning.has(fact.type)) wanted.add(key);
    }
    const asked = [...first.keys()].filter((k) => !wanted.has(k) && !this.files.get(k) && !this.without.get(k));
    const found = await withRows(this.things, asked, preparation);
    for (const key of asked) {
      if (found.has(key)) wanted.add(key);
      else this.without.put(key, true);
    }
    for (const key of wanted) {
      if (this.files.get(key)) continue;
      this.without.delete(key);
      this.files.put(key, await this.load(first.get(key) as CaseStreamFact, preparation));
    }
  }

  /** Takes one more fact into a file; returns what ends and what begins. */
  advance(file: CaseFile<T>, fact: CaseStreamFact): { ended: Row<T>[]; begun: Row<T>[] } {
    file.facts.push(fact);
    const { rows: before } = file;
    const rows = new Map<string, Row<T>>();
    for (const span of spansOf(this.things.sources, file.facts)) {
      const text = JSON.stringify(span);
      rows.set(text, before.get(text) ?? { span, since: fact.position });
    }
    file.rows = rows;
    const ended = [...before].filter(([text]) => !rows.has(text)).map(([, row]) => row);
    const begun = [...rows].filter(([text]) => !before.has(text)).map(([, row]) => row);
    return { ended, begun };
  }

  private async load(next: CaseStreamFact, preparation: Preparation): Promise<CaseFile<T>> {
    const file: CaseFile<T> = { facts: [], rows: new Map() };
    const history = next.revision === 0 ? [] : await preparation.history(next.stream, next.revision - 1);
    for (const fact of history as readonly CaseStreamFact[]) if (this.touching.has(fact.type)) this.advance(file, fact);
    return file;
  }
}

async function withRows<T extends Standing>(
  { table, version }: StandingThings<T>,
  keys: readonly StreamKey[],
  preparation: Preparation,
): Promise<ReadonlySet<StreamKey>> {
  const found = new Set<StreamKey>();
  const stored = sql.table(storedName(table.name, version));
  const column = sql.ref(table.key[0]);
  for (let i = 0; i < keys.length; i += KEYS_ASKED_MAX) {
    const some = sql.join(keys.slice(i, i + KEYS_ASKED_MAX));
    const query = sql<{ key: number }>`SELECT DISTINCT ${column} AS "key" FROM ${stored} WHERE ${column} IN (${some})`;
    for (const row of (await preparation.query((db) => query.execute(db))).rows) found.add(row.key);
  }
  return found;
}

export function standingProjection<T extends Standing>(things: StandingThings<T>): Projection {
  const { name, version, table, details } = things;
  const files = new CaseFiles(things);
  const fold = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const file = files.get(key);
    if (!file) return;
    const { ended, begun } = files.advance(file, fact);
    for (const { span, since } of ended) {
      const id = [key, span.thing.source, span.thing.id, since, dateValue(span.from)];
      rows.update(table, id, { k_to: fact.position });
    }
    for (const { span, since } of begun) {
      const { thing, from, to } = span;
      const row = [key, thing.source, thing.id, since, dateValue(from), null, optionalDate(to)];
      rows.insert(table, [...row, ...details(thing)]);
    }
  };
  return {
    name,
    version,
    tables: [table],
    on: Object.fromEntries([...files.touching].map((type) => [type, fold])),
    prepare: (page, preparation) => files.prepare(page, preparation),
    reset: () => files.clear(),
  };
}
