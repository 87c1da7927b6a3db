/** The bucket table that a question names, and how an answer shows it. */
import { Problem } from '../../src/http/problem.js';
import {
  BUCKET_TABLE_NAMES,
  bucketTableFor,
  bucketTableName,
  bucketTableNamed,
  type BucketTable,
} from '../../src/ledger/delinquency/index.js';
import { decode } from '../../src/ledger/envelope.js';
import type { PortfolioStreamFact } from '../../src/ledger/ledger.js';
import type { EventStore } from '../../src/store/port.js';

/** What is used where a question names no table. */
export const TABLE_DEFAULT = "the portfolio's own";

export interface TableView {
  readonly name: string;
  readonly citation: string;
  readonly verification: BucketTable['verification'];
}

export function tableCalled(name: string): BucketTable {
  const table = bucketTableNamed(name);
  if (table) return table;
  const message = `There is no bucket table '${name}'. There is ${BUCKET_TABLE_NAMES.join(', ')}.`;
  throw Problem.of(400, 'unknown-bucket-table', message, { field: 'table' });
}

export function viewOf(table: BucketTable): TableView {
  const { citation, verification } = table;
  return { name: bucketTableName(table), citation, verification };
}

/** The table that a portfolio is aged by, from its own stream: a question about one case reads no table. */
export async function tableOfPortfolio(store: EventStore, portfolio: string): Promise<BucketTable> {
  const [first] = portfolio.startsWith('portfolio-') ? await store.readStream(portfolio, 0, 1) : [];
  const created = first && (decode(first) as PortfolioStreamFact);
  return bucketTableFor(created?.type === 'PortfolioCreated' ? created.data : {});
}
