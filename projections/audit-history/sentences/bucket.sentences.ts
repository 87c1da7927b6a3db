/** Changes of the ageing bucket, in words. */
import type { BucketFact } from '../../../src/ledger/bucket/index.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

type Changed = Exclude<BucketFact, { type: 'DelinquencyBucketRevised' }>['data'];

const en = ({ data }: { readonly data: Changed }, c: Speaker, head: string): string =>
  c.say(
    `${head}, from ${data.from === undefined ? 'no bucket' : c.name(data.from)} to ${data.to === undefined ? 'no bucket' : c.name(data.to)}`,
    given(data.daysPastDue, (days) => `${days} ${days === 1 ? 'day' : 'days'} past due`),
    `${c.money(data.overdue)} past due`,
    `table ${c.name(data.table)}`,
    `notice ${data.ordinal}`,
  );

const zh = ({ data }: { readonly data: Changed }, c: Speaker, head: string): string =>
  c.say(
    `${head}：由${data.from === undefined ? '无分档' : ` ${c.name(data.from)} `}变为${data.to === undefined ? '无分档' : ` ${c.name(data.to)}`}`,
    given(data.daysPastDue, (days) => `逾期 ${days} 天`),
    `逾期金额 ${c.money(data.overdue)}`,
    `分档表 ${c.name(data.table)}`,
    `第 ${data.ordinal} 次认定`,
  );

export const bucketSentences: Sentences<BucketFact> = {
  DelinquencyBucketChanged: {
    en: (fact, c) => en(fact, c, 'Account changed bucket'),
    zh: (fact, c) => zh(fact, c, '账龄分档变更'),
  },
  AccountRolled: {
    en: (fact, c) => en(fact, c, 'Account rolled forward'),
    zh: (fact, c) => zh(fact, c, '账龄向后迁徙'),
  },
  AccountCured: {
    en: (fact, c) => en(fact, c, 'Account cured'),
    zh: (fact, c) => zh(fact, c, '账户回正'),
  },
  DelinquencyBucketRevised: {
    en: ({ data }, c) =>
      c.say(
        `Account's bucket revised from ${data.from === undefined ? 'none' : c.name(data.from)} to ${data.to === undefined ? 'none' : c.name(data.to)}`,
        `notices ${c.list(data.withdrawn.map(String))} hold no longer`,
        `table ${c.name(data.table)}`,
        `notice ${data.ordinal}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `账龄分档由${data.from === undefined ? '无分档' : ` ${c.name(data.from)} `}修正为${data.to === undefined ? '无分档' : ` ${c.name(data.to)}`}`,
        `第 ${c.list(data.withdrawn.map(String))} 次认定不再成立`,
        `分档表 ${c.name(data.table)}`,
        `第 ${data.ordinal} 次认定`,
      ),
  },
};
