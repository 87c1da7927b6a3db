/** Every question: its controller and its query handlers. */
import { AccessController } from './access/access.controller.js';
import { AccessListHandler } from './access/access-list.query.js';
import { AsToldController } from './as-told/as-told.controller.js';
import { AsToldHandler } from './as-told/as-told.query.js';
import { AuditHistoryController } from './audit-history/audit-history.controller.js';
import { AuditHistoryHandler } from './audit-history/audit-history.query.js';
import { BalancesController } from './balances/balances.controller.js';
import { CaseBalanceHandler } from './balances/balances.query.js';
import { CasesController } from './cases/cases.controller.js';
import { CaseListHandler } from './cases/case-list.query.js';
import { CaseViewHandler } from './cases/case-view.query.js';
import { ClearanceListHandler } from './clearances/clearance-list.query.js';
import { ClearanceQuestionsController } from './clearances/clearances.controller.js';
import { PartyClearancesHandler } from './clearances/party-clearances.query.js';
import { ComplaintsController } from './complaints/complaints.controller.js';
import { CaseComplaintsHandler, ComplaintListHandler } from './complaints/complaints.query.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { CaseContactsHandler, ContactListHandler } from './contacts/contacts.query.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { CaseDeadlinesHandler, DeadlineListHandler } from './deadlines/deadlines.query.js';
import { CaseDifferenceHandler } from './difference/case-difference.query.js';
import { DifferenceController } from './difference/difference.controller.js';
import { PortfolioDifferenceHandler } from './difference/portfolio-difference.query.js';
import { AgeingHandler } from './delinquency/ageing.query.js';
import { CaseDelinquencyHandler } from './delinquency/case-delinquency.query.js';
import { DelinquencyQuestionsController } from './delinquency/delinquency.controller.js';
import { RollRatesHandler } from './delinquency/roll-rates.query.js';
import { CaseClocksHandler, CaseConductHandler, CaseFindingsHandler } from './findings/case-findings.query.js';
import { CaseRetentionHandler } from './findings/case-retention.query.js';
import { ComplianceHandler } from './findings/compliance.query.js';
import { ComplianceRuleHandler } from './findings/compliance-rule.query.js';
import { FindingsController } from './findings/findings.controller.js';
import { RetentionController } from './findings/retention.controller.js';
import { DrillDownHandler } from './figures/drill-down.query.js';
import { FiguresController } from './figures/figures.controller.js';
import { FigureHandler } from './figures/figures.query.js';
import { CollectionReportHandler } from './reports/collection.query.js';
import { ReportsController } from './reports/reports.controller.js';
import { DisputesController } from './disputes/disputes.controller.js';
import { CaseDisputesHandler, DisputeListHandler } from './disputes/disputes.query.js';
import { PlanAdherenceHandler } from './plans/adherence.query.js';
import { PlansController } from './plans/plans.controller.js';
import { CasePlansHandler, PlanListHandler } from './plans/plans.query.js';
import { PlanSurvivalHandler } from './plans/survival.query.js';
import { HoldsController } from './holds/holds.controller.js';
import { CaseHoldsHandler, HoldListHandler } from './holds/holds.query.js';
import { PortfolioQuestionsController } from './portfolio/portfolio.controller.js';
import { PortfolioListHandler } from './portfolio/portfolio.query.js';
import { PortfolioTotalsHandler } from './portfolio/totals.query.js';
import { EntriesOfHandler } from './registers/entries-of.query.js';
import { RegisterListHandler } from './registers/register-list.query.js';
import { PartiesController } from './parties/parties.controller.js';
import { PartyViewHandler } from './parties/party-view.query.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { WorklistHandler } from './worklist/worklist.query.js';
import { RegistersController } from './registers/registers.controller.js';
import { CaseInterestHandler } from './interest/case-interest.query.js';
import { InterestQuestionsController } from './interest/interest.controller.js';
import { ItemisationController } from './itemisation/itemisation.controller.js';
import { ItemisationHandler, StatementHandler } from './itemisation/itemisation.query.js';
import { ReversalsController } from './reversals/reversals.controller.js';
import { CaseReversalsHandler } from './reversals/reversals.query.js';
import { WaterfallsController } from './waterfalls/waterfalls.controller.js';
import { PromisesController } from './promises/promises.controller.js';
import { CasePromisesHandler, PromiseListHandler } from './promises/promises.query.js';
import { SettlementsController } from './settlements/settlements.controller.js';
import { CaseSettlementsHandler, SettlementListHandler } from './settlements/settlements.query.js';

export const QUESTION_CONTROLLERS = [
  BalancesController,
  AuditHistoryController,
  CasesController,
  PromisesController,
  PlansController,
  SettlementsController,
  ContactsController,
  ComplaintsController,
  DisputesController,
  RegistersController,
  WorklistController,
  PartiesController,
  HoldsController,
  DeadlinesController,
  AsToldController,
  DifferenceController,
  DelinquencyQuestionsController,
  FiguresController,
  ReportsController,
  PortfolioQuestionsController,
  WaterfallsController,
  ItemisationController,
  ReversalsController,
  InterestQuestionsController,
  FindingsController,
  RetentionController,
  ClearanceQuestionsController,
  AccessController,
];

export const QUERY_HANDLERS = [
  CaseBalanceHandler,
  AuditHistoryHandler,
  CaseViewHandler,
  CaseListHandler,
  CasePromisesHandler,
  PromiseListHandler,
  CasePlansHandler,
  PlanListHandler,
  PlanAdherenceHandler,
  PlanSurvivalHandler,
  CaseSettlementsHandler,
  SettlementListHandler,
  CaseContactsHandler,
  ContactListHandler,
  CaseComplaintsHandler,
  ComplaintListHandler,
  CaseDisputesHandler,
  DisputeListHandler,
  RegisterListHandler,
  WorklistHandler,
  PartyViewHandler,
  EntriesOfHandler,
  CaseHoldsHandler,
  HoldListHandler,
  CaseDeadlinesHandler,
  AsToldHandler,
  CaseDifferenceHandler,
  PortfolioDifferenceHandler,
  DeadlineListHandler,
  CaseDelinquencyHandler,
  AgeingHandler,
  RollRatesHandler,
  FigureHandler,
  DrillDownHandler,
  CollectionReportHandler,
  PortfolioListHandler,
  PortfolioTotalsHandler,
  ItemisationHandler,
  StatementHandler,
  CaseReversalsHandler,
  CaseInterestHandler,
  CaseFindingsHandler,
  CaseRetentionHandler,
  CaseClocksHandler,
  CaseConductHandler,
  ComplianceHandler,
  ComplianceRuleHandler,
  PartyClearancesHandler,
  ClearanceListHandler,
  AccessListHandler,
];
