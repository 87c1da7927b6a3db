/** Why a line stands in the worklist, in the reader's language. */
import { whyOf } from '../../../projections/worklist/why.js';
import type { Language } from './words.js';

type Pair = readonly [en: string, zh: string];

const MATTERS: Readonly<Record<string, Pair>> = {
  PROMISE: ['promise', '还款承诺'],
  INSTALMENT: ['instalment', '分期'],
  COMPLAINT: ['complaint', '投诉'],
  COURT_DEADLINE: ['court deadline', '法院期限'],
  TASK: ['task', '任务'],
  CALLBACK: ['callback', '回电'],
  ESCALATION: ['escalation', '上报'],
  STRATEGY: ['strategy', '策略'],
  ENQUIRY: ['enquiry', '咨询'],
  VISIT_APPOINTMENT: ['visit', '上门'],
  LEGAL_REFERRAL: ['legal referral', '法务移交'],
  PRESERVATION: ['preservation', '保全'],
  AUCTION: ['auction', '拍卖'],
  ENFORCEMENT: ['enforcement', '执行'],
  HEARING: ['hearing', '开庭'],
  RECONCILIATION: ['reconciliation', '对账'],
  INVESTIGATION: ['investigation of conduct', '行为调查'],
  BUREAU_OBJECTION: ['objection to credit data', '征信异议'],
  RULE_DEADLINE: ['rule deadline', '规则期限'],
};
const STATES: Readonly<Record<string, Pair>> = {
  DUE: ['due', '到期'],
  BROKEN: ['broken', '未兑现'],
  NEAR: ['near', '临近'],
  MISSED: ['missed', '已逾期'],
  OVERDUE: ['overdue', '已逾期'],
};

/** The matter and, where the code tells one, its state: `PROMISE_BROKEN` is the matter PROMISE in the state BROKEN. */
function partsOf(why: string): { readonly matter: string; readonly state?: string } {
  const state = Object.keys(STATES).find((name) => why.endsWith(`_${name}`));
  return state === undefined ? { matter: why } : { matter: why.slice(0, -state.length - 1), state };
}

/** `promise broken`, `还款承诺未兑现`; a code that nobody has words for stays as it is. */
export function whyText(why: string, language: Language): string {
  const { matter, state } = partsOf(why);
  const words = MATTERS[matter];
  if (!words) return why;
  const ending = STATES[state ?? 'DUE'] ?? ['', ''];
  return language === 'en' ? `${words[0]} ${ending[0]}` : `${words[1]}${ending[1]}`;
}

/** What is due, without its state: `visit`, `上门`. A name that nobody has words for stays as it is. */
export function matterText(source: string, what: string, language: Language): string {
  const words = MATTERS[partsOf(whyOf(source, what, 'OPEN')).matter];
  return words?.[language === 'en' ? 0 : 1] ?? what;
}
