/** Where deadlines come from and what is to be done by them, in words. */
import type { Coded } from '../../src/documents/model.js';
import { named } from '../audit-history/sentences/plain.js';

type Pair = readonly [en: string, zh: string];

const SOURCES: Readonly<Record<string, Pair>> = {
  complaint: ['complaint', '投诉'],
  court: ['court', '法院'],
  promise: ['promise', '还款承诺'],
  instalment: ['instalment', '分期'],
  register: ['register', '登记簿'],
};

/** Of registers: by the name of their entry. */
export const DEEDS: Readonly<Record<string, Pair>> = {
  answer: ['answer', '答复'],
  perform: ['perform', '履行判决'],
  pay: ['pay', '还款'],
  task: ['task', '任务'],
  callback: ['callback', '回电'],
  escalation: ['escalation', '上报'],
  enquiry: ['answer the enquiry', '答复咨询'],
  visitAppointment: ['visit', '上门'],
  hearing: ['hearing', '开庭'],
  preservation: ['preservation', '保全'],
  strategy: ['strategy', '催收策略'],
  investigation: ['investigation of the conduct', '行为调查'],
  reconciliation: ['reconciliation', '对账'],
  bureauObjection: ['objection to the credit bureau', '征信异议'],
  legalReferral: ['referral to legal', '移送法务'],
  auction: ['auction', '拍卖'],
  enforcement: ['enforcement', '强制执行'],
};

function word(words: Readonly<Record<string, Pair>>, code: string): Coded {
  const [en, zh] = words[code] ?? [named(code), named(code)];
  return { code, en, zh };
}

export function sourceWord(source: string): Coded {
  return word(SOURCES, source);
}

export function deedWord(what: string): Coded {
  return word(DEEDS, what);
}
