/**
 * Projections of what stands on a day: rows with {v_from, v_to, k_from, k_to}, future turns written ahead (design.md 5).
 * Each fact that touches a case's rows has them worked out anew from the facts so far; what differs ends or begins at its
 * position.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { spansOf, type Standing, type StandingSource } from '../read/standing.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate, type ColumnType, type Table, type Value } from '../tables/table.js';
import { CaseFiles } from './case-files.js';
import type { Projection, StreamKey } from './projection.js';
import { turn, type Rows } from './segments.js';

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

/** A case: the facts that count so far, and the rows that hold now. */
interface CaseFile<T> {
  readonly facts: CaseStreamFact[];
  rows: Rows<T>;
}

/** Takes one more fact into a file; returns what ends and what begins. */
function advance<T extends Standing>(
  sources: readonly StandingSource<T>[],
  file: CaseFile<T>,
  fact: CaseStreamFact,
): ReturnType<typeof turn<T>> {
  file.facts.push(fact);
  const segments = spansOf(sources, file.facts).map(({ thing, from, to }) => {
    return { subject: `${thing.source} ${thing.id}`, value: thing, from, to };
  });
  const turned = turn(file.rows, segments, fact.position);
  file.rows = turned.now;
  return turned;
}

export function standingProjection<T extends Standing>(things: StandingThings<T>): Projection {
  const { name, version, table, details, sources } = things;
  const begins = new Set<string>(sources.flatMap((source) => source.begins));
  const touches = new Set<string>([...begins, ...sources.flatMap((source) => source.touches)]);
  const files = new CaseFiles<CaseFile<T>>({
    version,
    registers: [table],
    touches: (type) => touches.has(type),
    begins: (type) => begins.has(type),
    empty: () => ({ facts: [], rows: new Map() }),
    advance: (file, fact) => advance(sources, file, fact),
  });
  const fold = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const file = files.get(key);
    if (!file) return;
    const { ended, begun } = advance(sources, file, fact);
    for (const { segment, since } of ended) {
      const { source, id } = segment.value;
      rows.update(table, [key, source, id, since, dateValue(segment.from)], { k_to: fact.position });
    }
    for (const { segment, since } of begun) {
      const { value, from, to } = segment;
      const row = [key, value.source, value.id, since, dateValue(from), null, optionalDate(to)];
      rows.insert(table, [...row, ...details(value)]);
    }
  };
  return {
    name,
    version,
    tables: [table],
    lanes: 'stream',
    on: Object.fromEntries([...touches].map((type) => [type, fold])),
    prepare: (page, preparation) => files.prepare(page, preparation),
    reset: () => files.clear(),
  };
}
