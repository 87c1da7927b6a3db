/** Facts about clearances and rule packs, in words. */
import type { ClearanceFact } from '../../../src/ledger/clearance/index.js';
import type { RuleBookFact } from '../../../src/ledger/rulebook/index.js';
import { judgedEn, judgedZh, whomEn, whomZh } from './judgement.sentences.js';
import type { Sentences } from './sentence.js';
import { given } from './speaker.js';

export const clearanceSentences: Sentences<ClearanceFact | RuleBookFact> = {
  ContactPermitted: {
    en: ({ data }, c) =>
      c.say(`Permitted: ${whomEn(data, c)}`, `reserved until ${c.name(data.expiresAt)}`, judgedEn(data.judgement, c)),
    zh: ({ data }, c) =>
      c.say(`准许：${whomZh(data, c)}`, `保留至 ${c.name(data.expiresAt)}`, judgedZh(data.judgement, c)),
  },
  ContactBlocked: {
    en: ({ data }, c) =>
      c.say(
        `Blocked: ${whomEn(data, c)}`,
        data.nextAllowedAt === null ? 'no next time is known' : `next allowed ${c.name(data.nextAllowedAt)}`,
        judgedEn(data.judgement, c),
      ),
    zh: ({ data }, c) =>
      c.say(
        `阻止：${whomZh(data, c)}`,
        data.nextAllowedAt === null ? '尚无可联系时间' : `下次可联系时间：${c.name(data.nextAllowedAt)}`,
        judgedZh(data.judgement, c),
      ),
  },
  ClearanceReleased: {
    en: ({ data }, c) =>
      c.say(
        `Clearance ${c.id(data.clearance)} given back unused`,
        given(data.reason, (reason) => `reason ${c.code('reason', reason)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `准许 ${c.id(data.clearance)} 未使用而退回`,
        given(data.reason, (reason) => `原因：${c.code('reason', reason)}`),
      ),
  },
  RulePackActivated: {
    en: ({ data }, c) => `Rule pack ${c.name(`${data.pack}@${data.version}`)} activated, digest ${c.name(data.digest)}`,
    zh: ({ data }, c) => `规则包 ${c.name(`${data.pack}@${data.version}`)} 启用，摘要 ${c.name(data.digest)}`,
  },
  RulePackDeactivated: {
    en: ({ data }, c) => `Rule pack ${c.name(`${data.pack}@${data.version}`)} deactivated: ${c.name(data.reason)}`,
    zh: ({ data }, c) => `规则包 ${c.name(`${data.pack}@${data.version}`)} 停用：${c.name(data.reason)}`,
  },
};
