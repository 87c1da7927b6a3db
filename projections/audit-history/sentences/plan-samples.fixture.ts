/** Test support: a sample of every fact type of plans and settlements. */
import type { PlanFact } from '../../../src/ledger/plan/index.js';
import type { SettlementFact } from '../../../src/ledger/settlement/index.js';

type Fact = PlanFact | SettlementFact;
type Samples = { readonly [F in Fact as F['type']]: F['data'] };

/** A UUID whose first eight digits are given. */
function uuid(head: string): string {
  return `${head}-6b1d-8c3e-9f20-7a5d4c3b2e1f`;
}

const plan = uuid('91a00001');
const settlement = uuid('5e000001');
const debts = [uuid('d0000001')];
const terms = {
  plan,
  version: 1,
  kind: 'PERSONALISED',
  debts,
  instalments: [
    { no: 1, dueDate: '2026-04-10', amount: 30000 },
    { no: 2, dueDate: '2026-05-10', amount: 31000 },
  ],
  total: 61000,
  currency: 'EUR',
  graceDays: 5,
  breakRule: 'missed-2@1',
  interest: 'SUSPENDED',
  proposer: 'FIRM',
  policy: 'standard@1',
} as const;
const orally = { form: 'ORAL', recordingRef: 'rec-42' } as const;
const instalment = { plan, version: 1, no: 1, dueDate: '2026-04-10', amount: 30000, paid: 12000, ordinal: 1 } as const;
const turn = { plan, version: 1, ordinal: 4, paid: 12000 } as const;

export const PLAN_SAMPLES: Samples = {
  PlanProposed: terms,
  PlanCounterOffered: { ...terms, version: 2, proposer: 'DEBTOR' },
  PlanAgreed: { plan, version: 2, ...orally },
  PlanActivated: { plan, version: 2, waiverRequest: uuid('3b000001') },
  PlanRestructured: {
    ...terms,
    ...orally,
    version: 3,
    supersedes: 2,
    reason: 'HARDSHIP',
    waiverRequest: uuid('3b000001'),
  },
  PlanCancelled: { plan, by: 'DEBTOR', reason: 'HARDSHIP', holdReleaseRequest: uuid('3d000001') },
  DeferralGranted: {
    deferral: uuid('de000001'),
    plan,
    version: 2,
    shifts: [{ no: 2, from: '2026-05-10', to: '2026-07-10' }],
    debts,
    until: '2026-07-10',
    reason: 'HARDSHIP',
    authority: 'supervisor-2',
  },
  PlanAffordabilityTested: {
    plan,
    version: 1,
    rule: 'all-disposable@1',
    disposable: 45000,
    assessment: 'assessment-7',
    monthly: 31000,
    ratioBps: 6889,
    passed: true,
  },
  InstalmentDue: instalment,
  InstalmentPaid: instalment,
  InstalmentPaidLate: instalment,
  InstalmentPartiallyPaid: instalment,
  InstalmentMissed: instalment,
  InstalmentOutcomeRevised: { ...instalment, from: 'PAID', to: 'MISSED' },
  PlanBroken: { ...turn, rule: 'missed-2@1', arrears: 18000 },
  PlanCompleted: turn,
  PlanStateRevised: { ...turn, from: 'BROKEN', to: 'ON_TRACK' },
  SettlementOffered: {
    settlement,
    debts,
    amount: 70000,
    currency: 'EUR',
    owed: 100000,
    expires: '2026-04-30',
    payBy: '2026-05-31',
    authority: 'supervisor-2',
  },
  SettlementAccepted: { settlement, ...orally },
  SettlementCompleted: {
    settlement,
    paid: 70000,
    waived: 30000,
    authority: 'supervisor-2',
    waiverRequest: uuid('3b000001'),
  },
  SettlementLapsed: { settlement, ordinal: 1, stage: 'ACCEPTED', paid: 20000 },
  SettlementLapseRevised: { settlement, ordinal: 2, from: 'LAPSED', to: 'PAID', paid: 70000 },
};
