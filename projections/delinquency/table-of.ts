/** The bucket table that a question names, and how an answer shows it. */
import { Problem } from '../../src/http/problem.js';
import { BUCKET_TABLES, bucketTableNamed, type BucketTable } from '../../src/ledger/delinquency/index.js';

export const TABLE_NAMES = BUCKET_TABLES.map(({ id, version }) => `${id}@${version}`);
export const TABLE_DEFAULT = 'china@1';

export interface TableView {
  readonly name: string;
  readonly citation: string;
  readonly verification: BucketTable['verification'];
}

export function tableCalled(name: string = TABLE_DEFAULT): BucketTable {
  const table = bucketTableNamed(name);
  if (table) return table;
  const message = `There is no bucket table '${name}'. There is ${TABLE_NAMES.join(', ')}.`;
  throw Problem.of(400, 'unknown-bucket-table', message, { field: 'table' });
}

export function viewOf({ id, version, citation, verification }: BucketTable): TableView {
  return { name: `${id}@${version}`, citation, verification };
}
