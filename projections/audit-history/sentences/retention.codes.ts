/** Kinds of records, and how far their keeping is, in words. */
import type { Pair } from './codes.js';

// prettier-ignore
export const RETENTION_CODES = {
  retention: {
    CASE_FILE: ['case file', '案卷'], CONTACT: ['contact', '联系记录'], RECORDING: ['recording', '录音'], LETTER: ['letter or message', '函件或信息'],
    COMPLAINT: ['complaint', '投诉'], CREDIT_DATA: ['credit data', '征信信息'], PROCESSING: ['processing of personal information', '个人信息处理记录'],
    PAYMENT: ['payment', '还款'], DISPUTE: ['dispute', '异议'], LEGAL: ['legal document', '法律文书'],
    KEEP: ['keep', '保存'], STORE_ONLY: ['store and protect only', '仅限存储与保护'], MAY_GO: ['may go', '可删除'], ERASE: ['erase', '应删除'],
    OPEN_CASE: ['case is open', '案件未结'], LEGAL_HOLD: ['legal hold', '法律保全'], NO_END_KNOWN: ['no end known', '截止日未知'],
  },
} satisfies Record<string, Record<string, Pair>>;
