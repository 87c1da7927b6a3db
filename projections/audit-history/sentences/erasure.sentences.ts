/** The destruction of keys, in words. */
import type { ErasureFact, HoldCheck } from '../../../src/ledger/erasure/index.js';
import { valueZh } from './registers/value.words.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

/** The streams that were looked at, each with its revision. */
function looked({ read }: HoldCheck, c: Speaker): string | undefined {
  const places = Object.entries(read).map(([stream, revision]) => `${c.id(stream)}@${c.name(String(revision))}`);
  return places.length === 0 ? undefined : c.list(places);
}

export const erasureSentences: Sentences<ErasureFact> = {
  SubjectKeyDestroyed: {
    en: ({ data }, c) =>
      c.say(
        `Personal data erased: keys destroyed ${c.list(data.keyIds.map(c.name))}`,
        `request ${c.id(data.erasure)}`,
        `basis ${c.name(data.basis)}`,
        `no hold and no duty to keep as of ${c.name(data.holdCheck.asOf)}`,
        given(looked(data.holdCheck, c), (places) => `cases read ${places}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `个人信息已删除：销毁密钥 ${c.list(data.keyIds.map(c.name))}`,
        `请求 ${c.id(data.erasure)}`,
        `依据：${valueZh('erasure', 'basis', data.basis) ?? c.name(data.basis)}`,
        `截至 ${c.name(data.holdCheck.asOf)} 无保全、无保存义务`,
        given(looked(data.holdCheck, c), (places) => `核查案件 ${places}`),
      ),
  },
};
