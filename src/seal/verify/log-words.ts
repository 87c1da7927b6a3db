/** What the step on the whole log says. */
import type { LogFault } from './log-audit.js';
import type { Words } from './words.js';

export const LOG_HOLDS: Words = {
  en: 'All {size} entries of the log give the root that is signed, each stream in it is linked, and the map of heads is the one of its {streams} streams. Revisions that the log itself calls missing: {gaps}.',
  zh: '日志的全部 {size} 个条目得出所签署的根；其中每条流首尾相连，末端表与其 {streams} 条流一致。日志自称缺失的版本：{gaps} 个。',
};

export const LOG_NOT_ASKED: Words = {
  en: 'You gave no copy of the log, so nobody looked whether the map of heads is honest.',
  zh: '您没有提供日志副本，因此未核对末端表是否如实。',
};

export const LOG_CODES: Readonly<Record<LogFault['kind'], Words>> = {
  'other-root': {
    en: 'The entries are not those of the checkpoint: the copy is of another log, or was changed.',
    zh: '条目与检查点不符：副本属于另一日志或被改动。',
  },
  'broken-chain': {
    en: 'The entry {index} of the log does not follow the last one of its stream.',
    zh: '日志条目 {index} 与其流的上一条不相连。',
  },
  'lying-map': {
    en: 'The map of heads at {index} is not the one that the entries give: it was signed and is a lie. Keep the checkpoint and the copy, they prove it.',
    zh: '位置 {index} 的末端表与条目得出的不一致：它已签署却不属实。请保留检查点与副本作为证据。',
  },
  'no-map': { en: 'The log has no map of heads at its end.', zh: '日志末尾没有末端表。' },
};
