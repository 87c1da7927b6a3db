/** Every view of schema `report`, in the order of its documentation. */
import { BOOK_VIEWS } from './book.views.js';
import { COMMITMENT_VIEWS } from './commitment.views.js';
import { CONDUCT_VIEWS } from './conduct.views.js';
import { DELINQUENCY_VIEWS } from './delinquency.views.js';
import { MONEY_VIEWS } from './money.views.js';
import type { ReportView } from './view.js';

export const REPORT_VIEWS: readonly ReportView[] = [
  ...BOOK_VIEWS,
  ...MONEY_VIEWS,
  ...DELINQUENCY_VIEWS,
  ...COMMITMENT_VIEWS,
  ...CONDUCT_VIEWS,
];
