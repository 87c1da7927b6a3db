/** Complaints: how many for the work done, and whether they are decided in time (domain/model.md 4.9). */
import { accountsWith, sum, type Metric } from './parts.js';

const received = sum(['counts'], 'counts.complaints', 'counts.complaints');

export const complaintsByAccounts: Metric = {
  id: 'complaint-intensity-accounts',
  version: 1,
  name: { en: 'Complaints per 1,000 accounts worked', zh: '每千户作业投诉量' },
  definition: {
    en: 'Complaints received in the period, per 1,000 accounts with at least one outbound contact, message, letter or visit in it.',
    zh: '期内收到投诉数 ÷ 期内有催收动作的户数 × 1,000。',
  },
  unit: 'count',
  shown: 'per-thousand',
  numerator: received,
  denominator: accountsWith(['work'], 'work.worked', 'work.worked'),
};

export const complaintsByConversations: Metric = {
  id: 'complaint-intensity-conversations',
  version: 1,
  name: { en: 'Complaints per 1,000 conversations', zh: '每千次通话投诉量' },
  definition: {
    en: 'Complaints received in the period, per 1,000 conversations held in it, inbound ones too.',
    zh: '期内收到投诉数 ÷ 期内通话次数（含来电）× 1,000。',
  },
  unit: 'count',
  shown: 'per-thousand',
  numerator: received,
  denominator: sum(['work'], 'work.conversations', 'work.conversations'),
};

export const complaintSla: Metric = {
  id: 'complaint-sla',
  version: 1,
  name: { en: 'Complaints decided in time', zh: '投诉按时办结率' },
  definition: {
    en: 'Complaints due in the period (extensions counted) and decided on or before their due date, by those decided by the end of the period or overdue then. Complaints without a due date are left out.',
    zh: '期内到期（含延期）且在到期日前（含当日）办结的投诉 ÷ 期末已办结或已超期的投诉；无到期日者除外。',
  },
  unit: 'count',
  shown: 'percent',
  numerator: sum(['complaintsDue'], 'complaintsDue.in_time', 'complaintsDue.inTime'),
  denominator: sum(['complaintsDue'], 'complaintsDue.due', 'complaintsDue.due'),
};
