/** Every question: its controller and its query handlers. */
import { AuditHistoryController } from './audit-history/audit-history.controller.js';
import { AuditHistoryHandler } from './audit-history/audit-history.query.js';
import { BalancesController } from './balances/balances.controller.js';
import { CaseBalanceHandler } from './balances/balances.query.js';
import { CasesController } from './cases/cases.controller.js';
import { CaseListHandler } from './cases/case-list.query.js';
import { CaseViewHandler } from './cases/case-view.query.js';
import { ComplaintsController } from './complaints/complaints.controller.js';
import { CaseComplaintsHandler, ComplaintListHandler } from './complaints/complaints.query.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { CaseContactsHandler, ContactListHandler } from './contacts/contacts.query.js';
import { DisputesController } from './disputes/disputes.controller.js';
import { CaseDisputesHandler, DisputeListHandler } from './disputes/disputes.query.js';
import { ItemisationController } from './itemisation/itemisation.controller.js';
import { ItemisationHandler, StatementHandler } from './itemisation/itemisation.query.js';
import { PortfolioQuestionsController } from './portfolio/portfolio.controller.js';
import { PortfolioListHandler } from './portfolio/portfolio.query.js';
import { PortfolioTotalsHandler } from './portfolio/totals.query.js';
import { ReversalsController } from './reversals/reversals.controller.js';
import { CaseReversalsHandler } from './reversals/reversals.query.js';
import { WaterfallsController } from './waterfalls/waterfalls.controller.js';
import { PromisesController } from './promises/promises.controller.js';
import { CasePromisesHandler, PromiseListHandler } from './promises/promises.query.js';

export const QUESTION_CONTROLLERS = [
  BalancesController,
  AuditHistoryController,
  CasesController,
  PromisesController,
  ContactsController,
  ComplaintsController,
  DisputesController,
  PortfolioQuestionsController,
  WaterfallsController,
  ItemisationController,
  ReversalsController,
];

export const QUERY_HANDLERS = [
  CaseBalanceHandler,
  AuditHistoryHandler,
  CaseViewHandler,
  CaseListHandler,
  CasePromisesHandler,
  PromiseListHandler,
  CaseContactsHandler,
  ContactListHandler,
  CaseComplaintsHandler,
  ComplaintListHandler,
  CaseDisputesHandler,
  DisputeListHandler,
  PortfolioListHandler,
  PortfolioTotalsHandler,
  ItemisationHandler,
  StatementHandler,
  CaseReversalsHandler,
];
