/** Who saw what, in words. */
import type { AccessFact, Seen } from '../../../src/ledger/access/index.js';
import type { Sentences } from './sentence.js';
import { filled, given, type Speaker } from './speaker.js';

type Data = AccessFact['data'];

function seenText({ seen }: Data, c: Speaker, within: (stream: string, portfolio: string) => string): string {
  const one = ({ stream, portfolio }: Seen): string =>
    portfolio === undefined ? c.name(stream) : within(c.name(stream), c.name(portfolio));
  return c.list(seen.map(one));
}

const en = (data: Data, c: Speaker): (string | undefined)[] => [
  given(filled(data.seen), () => `of ${seenText(data, c, (stream, portfolio) => `${stream} (${portfolio})`)}`),
  `with the role ${c.name(data.role)}`,
  given(data.asOf, (day) => `as of ${c.name(day)}`),
  given(data.knownAt, (known) => `as known at ${c.name(known)}`),
];

const zh = (data: Data, c: Speaker): (string | undefined)[] => [
  given(filled(data.seen), () => `对象：${seenText(data, c, (stream, portfolio) => `${stream}（${portfolio}）`)}`),
  `角色：${c.code('accessRole', data.role)}`,
  given(data.asOf, (day) => `截至 ${c.name(day)}`),
  given(data.knownAt, (known) => `已知至 ${c.name(known)}`),
];

export const accessSentences: Sentences<AccessFact> = {
  RecordAccessed: {
    en: ({ data }, c) => c.say(`Personal data read: ${c.name(data.what)}`, ...en(data, c)),
    zh: ({ data }, c) => c.say(`查阅个人信息：${c.code('accessWhat', data.what)}`, ...zh(data, c)),
  },
  ExportProduced: {
    en: ({ data }, c) =>
      c.say(
        `Export produced: ${c.name(data.what)} as ${c.name(data.format)}`,
        ...en(data, c),
        given(data.recipient, (recipient) => `for ${c.name(recipient)}`),
        given(data.redacted, (role) => `redacted for the role ${c.name(role)}`),
        given(data.count, (count) => `${count} ${count === 1 ? 'item' : 'items'}`),
        given(data.digest, (digest) => `SHA-256 ${c.name(digest)}`),
        given(data.size, (size) => `checkpoint of size ${size}`),
        given(data.root, (root) => `root ${c.name(root)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `生成导出文件：${c.code('accessWhat', data.what)}，格式 ${c.name(data.format)}`,
        ...zh(data, c),
        given(data.recipient, (recipient) => `接收方：${c.name(recipient)}`),
        given(data.redacted, (role) => `按角色脱敏：${c.code('accessRole', role)}`),
        given(data.count, (count) => `共 ${count} 项`),
        given(data.digest, (digest) => `SHA-256 ${c.name(digest)}`),
        given(data.size, (size) => `检查点大小 ${size}`),
        given(data.root, (root) => `根哈希 ${c.name(root)}`),
      ),
  },
};
