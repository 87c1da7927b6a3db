/** Codes of complaints in words, English and simplified Chinese. */
import type { ExtensionLevel } from '../../../src/ledger/complaint/index.js';

type Pair = readonly [en: string, zh: string];

export const COMPLAINT_CODES = {
  extensionLevel: {
    COMPLEX: ['extended as complex', '按情况复杂延长'],
    SPECIAL: ['extended for special reasons', '按特殊原因延长'],
  } satisfies Record<ExtensionLevel, Pair>,
  topic: {
    CONDUCT: ['conduct of the collector', '催收行为'],
    PRIVACY: ['privacy', '个人信息保护'],
    FREQUENCY: ['frequency of contact', '联系频次'],
    AMOUNT: ['amount', '金额'],
    SERVICE: ['service', '服务'],
  } satisfies Record<string, Pair>,
};
