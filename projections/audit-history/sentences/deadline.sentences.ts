/** Deadlines of rule packs, in words. */
import type { DeadlineFact } from '../../../src/ledger/deadline/index.js';
import type { Sentences } from './sentence.js';

export const deadlineSentences: Sentences<DeadlineFact> = {
  DeadlineMissed: {
    en: ({ data }, c) =>
      c.say(
        `Deadline of ${c.name(data.due)} missed under ${c.name(data.rule)} of ${c.name(data.pack)}: ${c.name(data.reason)}`,
        `about ${c.id(data.subject)}`,
        `set by ${c.event(data.setBy)}`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `未在 ${c.name(data.due)} 前完成（规则 ${c.name(data.rule)}，规则包 ${c.name(data.pack)}）：${c.name(data.reason)}`,
        `对象 ${c.id(data.subject)}`,
        `起因事件 ${c.event(data.setBy)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
  DeadlineMissRevised: {
    en: ({ data }, c) =>
      c.say(
        `Deadline of ${c.name(data.due)} under ${c.name(data.rule)} of ${c.name(data.pack)} revised from ${c.code('deadlineState', data.from)} to ${c.code('deadlineState', data.to)}: ${c.name(data.reason)}`,
        `about ${c.id(data.subject)}`,
        `set by ${c.event(data.setBy)}`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `期限 ${c.name(data.due)}（规则 ${c.name(data.rule)}，规则包 ${c.name(data.pack)}）由${c.code('deadlineState', data.from)}修正为${c.code('deadlineState', data.to)}：${c.name(data.reason)}`,
        `对象 ${c.id(data.subject)}`,
        `起因事件 ${c.event(data.setBy)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
};
