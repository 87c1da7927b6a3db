/** Which portfolios are there? Their totals are a query over cases and journal. */
import { bucketTableFor, bucketTableName } from '../../src/ledger/delinquency/index.js';
import type { Projection } from '../projector/projection.js';
import { dateValue } from '../tables/table.js';
import { PORTFOLIOS } from './portfolio.tables.js';

export function portfolioProjection(): Projection {
  return {
    name: 'portfolio',
    version: 3,
    tables: [PORTFOLIOS],
    lanes: 'stream',
    on: {
      PortfolioCreated({ data, stream, eff, position }, key, rows) {
        const { name, title = null, creditor = null, zone, currency = null } = data;
        const money = [zone, currency, dateValue(eff), bucketTableName(bucketTableFor(data))];
        rows.insert(PORTFOLIOS, [key, position, stream, name, title, creditor, ...money]);
      },
    },
  };
}
