/** Who saw what, and when? */
import type { AccessFact, Seen } from '../../src/ledger/access/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { ACCESSES } from './access.tables.js';

/** An access that showed nobody's values is a row, too: that somebody searched in vain is told. */
const NOTHING: readonly Partial<Seen>[] = [{}];
/** Of a read, which leaves no file. */
const NOT_EXPORTED: Readonly<Record<string, undefined>> = {};

function accessed(fact: AccessFact, key: StreamKey, rows: RowSink): void {
  const { data, position, id, rec, eff, by, obo = null } = fact;
  const { role, what, seen, asOf = null, knownAt = null } = data;
  const { format = null, digest = null, recipient = null } = fact.type === 'ExportProduced' ? fact.data : NOT_EXPORTED;
  const all = seen.length > 0 ? seen : NOTHING;
  all.forEach(({ stream = null, portfolio = null }, n) => {
    rows.insert(ACCESSES, [
      ...[key, position, n, id, rec, dateValue(eff), by, obo, role, what],
      ...[format, stream, portfolio, asOf, knownAt, digest, recipient],
    ]);
  });
}

export function accessProjection(): Projection {
  return {
    name: 'access',
    version: 1,
    tables: [ACCESSES],
    lanes: 'stream',
    on: { RecordAccessed: accessed, ExportProduced: accessed },
  };
}
