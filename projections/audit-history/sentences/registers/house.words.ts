/** The facts of portfolios, staff, incidents and agencies in words. */
import type { AgencyFact, IncidentFact, PortfolioRegisterFact, StaffFact } from '../../../../src/ledger/registers.js';
import type { Pair } from '../codes.js';

type HouseFact = PortfolioRegisterFact | StaffFact | IncidentFact | AgencyFact;

export const houseWords: Readonly<Record<HouseFact['type'], Pair>> = {
  ReportPublished: ['Report published', '发布报告'],
  StrategyOutcomeMeasured: ['Outcome of a strategy measured', '策略效果评估'],
  PortfolioTargetSet: ['Target of the portfolio set', '设定组合目标'],
  PortfolioTargetMeasured: ['Target of the portfolio measured', '组合目标达成情况'],
  StaffRegistered: ['Member of staff registered', '登记员工'],
  StaffMoved: ['Member of staff moved', '员工调组'],
  StaffLeft: ['Member of staff left', '员工离职'],
  TrainingCompleted: ['Training completed', '完成培训'],
  CertificationLapsed: ['Certification lapsed', '资质失效'],
  QualityReviewScored: ['Interaction scored', '质检评分'],
  PolicyAttested: ['Policy attested', '确认制度'],
  TargetSet: ['Target set', '设定目标'],
  TargetMeasured: ['Target measured', '目标达成情况'],
  IncentiveComputed: ['Incentive computed', '计算奖金'],
  IncidentOpened: ['Incident opened', '突发事件登记'],
  IncidentUpdated: ['Incident updated', '事件进展'],
  RegulatorNotified: ['Regulator notified', '报告监管机构'],
  BreachReported: ['Breach of personal data reported', '报告个人信息泄露'],
  IncidentClosed: ['Incident closed', '事件关闭'],
  ContactFrozen: ['Contact frozen', '冻结联系'],
  FreezeReleaseRequested: ['End of the freeze of contact requested', '申请解除联系冻结'],
  ContactUnfrozen: ['Freeze of contact ended', '解除联系冻结'],
  AgencyOnboarded: ['Agency taken on', '机构准入'],
  AgencyEvaluated: ['Agency evaluated', '机构评价'],
  AgencySuspended: ['Agency suspended', '机构暂停'],
  AgencyReinstated: ['Agency reinstated', '机构恢复'],
  AgencyEnded: ['Mandate of an agency ended', '机构终止合作'],
  PlacementFileReceived: ['Placement file recorded', '登记委外文件'],
  PlacementFileAccepted: ['Placement file accepted', '委外文件入账'],
  PlacementFileRejected: ['Placement file rejected', '委外文件拒收'],
  PlacementTermsAgreed: ['Placement terms agreed', '约定委外条件'],
};
