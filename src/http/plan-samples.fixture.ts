/** For tests: valid bodies of the plan and settlement commands. */
import type * as plans from '../ledger/plan/plan.decide.js';
import type { CancelPlan } from '../ledger/plan/cancel.decide.js';
import type { GrantDeferral } from '../ledger/plan/deferral.decide.js';
import * as plan from '../ledger/plan/plan.dto.js';
import type * as settlements from '../ledger/settlement/settlement.decide.js';
import * as settlement from '../ledger/settlement/settlement.dto.js';
import { COMMON, DEBT, of, REQUEST, type Sample } from './sample.fixture.js';

const SCHEDULE = {
  ...COMMON,
  total: 60000,
  currency: 'EUR',
  instalments: [
    { dueDate: '2026-04-10', amount: 30000 },
    { dueDate: '2026-05-10', amount: 30000 },
  ],
  count: 2,
  firstDue: '2026-04-10',
  every: 'MONTH' as const,
  graceDays: 5,
  breakRule: 'missed-2@1',
  interest: 'SUSPENDED' as const,
};
const OFFER = { ...SCHEDULE, kind: 'PERSONALISED' as const, debts: [DEBT], proposer: 'DEBTOR' as const };
const PLAN = '7d1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d14';
const ORALLY = { form: 'ORAL' as const, recordingRef: 'rec-2026-0310-0042' };

export const PLAN_SAMPLES: readonly Sample[] = [
  of<plans.ProposePlan>()(plan.ProposePlanDto, OFFER),
  of<plans.CounterOfferPlan, 'plan'>()(plan.CounterOfferPlanDto, OFFER),
  of<plans.AgreePlan, 'plan'>()(plan.AgreePlanDto, { ...COMMON, ...ORALLY, version: 2 }),
  of<plans.ActivatePlan, 'plan'>()(plan.ActivatePlanDto, { ...COMMON, waiverRequest: REQUEST }),
  of<plans.RestructurePlan, 'plan'>()(plan.RestructurePlanDto, {
    ...SCHEDULE,
    ...ORALLY,
    reason: 'short-time work since April',
    waiverRequest: REQUEST,
  }),
  of<CancelPlan, 'plan'>()(plan.CancelPlanDto, {
    ...COMMON,
    by: 'FIRM',
    reason: 'replaced by a settlement',
    holdReleaseRequest: REQUEST,
  }),
  of<plans.TestPlanAffordability, 'plan'>()(plan.TestPlanAffordabilityDto, {
    ...COMMON,
    disposable: 45000,
    assessment: 'assessment-77',
    rule: 'all-disposable@1',
  }),
  of<GrantDeferral>()(plan.GrantDeferralDto, {
    ...COMMON,
    plan: PLAN,
    instalment: 4,
    debts: [DEBT],
    until: '2026-07-10',
    reason: 'hospital stay',
    authority: 'team lead, mandate 4',
  }),
  of<settlements.OfferSettlement>()(settlement.OfferSettlementDto, {
    ...COMMON,
    amount: 70000,
    currency: 'EUR',
    debts: [DEBT],
    expires: '2026-04-30',
    payBy: '2026-05-31',
    authority: 'team lead, mandate 4',
  }),
  of<settlements.AcceptSettlement, 'settlement'>()(settlement.AcceptSettlementDto, { ...COMMON, ...ORALLY }),
  of<settlements.CompleteSettlement, 'settlement'>()(settlement.CompleteSettlementDto, {
    ...COMMON,
    authority: 'team lead, mandate 4',
    waiverRequest: REQUEST,
  }),
];
