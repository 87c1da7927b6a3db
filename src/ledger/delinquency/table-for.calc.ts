/** Which bucket table a portfolio is aged by: its own choice, else the one of its first jurisdiction that has one. */
import { BUCKET_TABLES, bucketTableName, bucketTableNamed, CHINA, US, type BucketTable } from './bucket-tables.calc.js';

/** By country code: `US` and `US-MA`. */
const BY_COUNTRY: ReadonlyMap<string, BucketTable> = new Map([
  ['CN', CHINA],
  ['US', US],
]);

/** Where neither the portfolio nor a jurisdiction says anything. */
export const BUCKETS_DEFAULT: BucketTable = CHINA;

export const BUCKET_TABLE_NAMES: readonly string[] = BUCKET_TABLES.map(bucketTableName);

/** @param chosen `id@version`; one that this program does not know counts as none. */
export function bucketTableFor({
  buckets: chosen,
  jurisdictions = [],
}: {
  readonly buckets?: string;
  readonly jurisdictions?: readonly string[];
}): BucketTable {
  const own = chosen === undefined ? undefined : bucketTableNamed(chosen);
  if (own) return own;
  for (const code of jurisdictions) {
    const table = BY_COUNTRY.get(code.split(/[-_]/)[0] ?? '');
    if (table) return table;
  }
  return BUCKETS_DEFAULT;
}
