/** All routes that record facts. */
import type { Type } from '@nestjs/common';
import { CaseController } from './case/case.controller.js';
import { ChargeController } from './charge/charge.controller.js';
import { ComplaintController } from './complaint/complaint.controller.js';
import { ContactController } from './contact/contact.controller.js';
import { DebtController } from './debt/debt.controller.js';
import { DelinquencyController } from './delinquency/delinquency.controller.js';
import { DisputeController } from './dispute/dispute.controller.js';
import { InterestController } from './interest/interest.controller.js';
import { LegalController } from './legal/legal.controller.js';
import { PartyController } from './party/party.controller.js';
import { PaymentController } from './payment/payment.controller.js';
import { PlacementController } from './placement/placement.controller.js';
import { DeferralController, PlanController } from './plan/plan.controller.js';
import { PortfolioController } from './portfolio/portfolio.controller.js';
import { PromiseController } from './promise/promise.controller.js';
import { REGISTER_CONTROLLERS } from './register/register.controller.js';
import { SettlementController } from './settlement/settlement.controller.js';

export const LEDGER_CONTROLLERS: Type<object>[] = [
  PortfolioController,
  PartyController,
  CaseController,
  DebtController,
  DelinquencyController,
  ChargeController,
  PaymentController,
  ContactController,
  PromiseController,
  PlanController,
  DeferralController,
  SettlementController,
  ComplaintController,
  DisputeController,
  InterestController,
  LegalController,
  PlacementController,
  ...REGISTER_CONTROLLERS,
];
