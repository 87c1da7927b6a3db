/** Codes of plans and settlements in words, English and simplified Chinese; complete by type. */
import type { Agreement, InstalmentOutcome, PlanKind, PlanState, PlanTerms } from '../../../src/ledger/plan/index.js';
import type { HoldSourceName } from '../../../src/ledger/hold/index.js';
import type { SettlementStage } from '../../../src/ledger/settlement/index.js';

type Pair = readonly [en: string, zh: string];

const planState = {
  ON_TRACK: ['on track', '正常履行'],
  BEHIND: ['behind', '落后'],
  BROKEN: ['broken', '已违约'],
  COMPLETED: ['completed', '已履行完毕'],
  CANCELLED: ['cancelled', '已取消'],
  RESTRUCTURED: ['restructured', '已重组'],
} satisfies Record<PlanState, Pair>;

export const PLAN_CODES = {
  planKind: {
    INSTALMENT: ['instalment plan', '分期还款'],
    PERSONALISED: ['personalised instalment plan', '个性化分期'],
  } satisfies Record<PlanKind, Pair>,
  planInterest: {
    ACCRUES: ['accrues', '照常计收'],
    SUSPENDED: ['is suspended', '停止计收'],
  } satisfies Record<NonNullable<PlanTerms['interest']>, Pair>,
  holdSource: {
    dispute: ['dispute', '异议'],
    plan: ['personalised plan', '个性化分期'],
    moratorium: ['moratorium', '延期偿付'],
    death: ['death', '死亡'],
    incapacity: ['incapacity', '无民事行为能力'],
    bankruptcy: ['insolvency', '破产'],
    'cease-request': ['cease request', '停止联系请求'],
    representation: ['attorney', '委托律师'],
    incident: ['incident', '事件冻结'],
  } satisfies Record<HoldSourceName, Pair>,
  agreementForm: {
    WRITTEN: ['in writing', '书面'],
    ORAL: ['orally', '口头'],
  } satisfies Record<Agreement['form'], Pair>,
  instalmentOutcome: {
    FUTURE: ['not due yet', '未到期'],
    DUE: ['due', '已到期'],
    PAID: ['paid', '已按期还清'],
    PAID_LATE: ['paid late', '逾期还清'],
    PARTIALLY_PAID: ['paid in part', '部分还款'],
    MISSED: ['missed', '未还款'],
  } satisfies Record<InstalmentOutcome, Pair>,
  planState: { ...planState, PROPOSED: ['proposed', '已提出'] as Pair, AGREED: ['agreed', '已达成协议'] as Pair },
  settlementStage: {
    OFFERED: ['offered', '已提出'],
    ACCEPTED: ['accepted', '已接受'],
    PAID: ['paid', '已付清'],
    COMPLETED: ['completed', '已履行'],
    LAPSED: ['lapsed', '已失效'],
  } satisfies Record<SettlementStage, Pair>,
};
