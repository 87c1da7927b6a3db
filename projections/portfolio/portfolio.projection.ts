/** Which portfolios are there? Their totals are a query over cases and journal. */
import type { Projection } from '../projector/projection.js';
import { dateValue } from '../tables/table.js';
import { PORTFOLIOS } from './portfolio.tables.js';

export function portfolioProjection(): Projection {
  return {
    name: 'portfolio',
    version: 2,
    tables: [PORTFOLIOS],
    on: {
      PortfolioCreated({ data, stream, eff, position }, key, rows) {
        const { name, title = null, creditor = null, zone, currency = null } = data;
        rows.insert(PORTFOLIOS, [key, position, stream, name, title, creditor, zone, currency, dateValue(eff)]);
      },
    },
  };
}
