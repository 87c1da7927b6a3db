/** What a verdict says to people, in English and in Chinese. Members in braces are filled in. */
import { REMAKE_CODES, REMAKE_HOLDS, REMAKE_NOT_ASKED } from './remake-words.js';
import { LINK_CODES } from './link-words.js';
import { LOG_CODES, LOG_HOLDS, LOG_NOT_ASKED } from './log-words.js';
import { TOKEN_CODES, TOKEN_HOLDS, TOKEN_NOT_ASKED } from './token-words.js';
import type { Code, StepId } from './verdict.js';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Words = Readonly<Record<Language, string>>;

/** What each step proves, said when it holds. */
export const HOLDS: Readonly<Record<StepId, Words>> = {
  container: {
    en: 'The file is one canonical zip; each of its {files} files is the one that the manifest names.',
    zh: '文件是规范的 zip；其中 {files} 个文件都与清单所列一致。',
  },
  policy: {
    en: 'The log {origin} signed the checkpoint of {size} leaves. Witnesses of your policy that cosigned: {witnesses}.',
    zh: '日志 {origin} 签署了含 {size} 个叶子的检查点。您的策略中的联署见证人：{witnesses}。',
  },
  heads: {
    en: 'The last leaf of the log commits to the heads of all {streams} streams among the {covers} leaves before it.',
    zh: '日志的最后一个叶子承诺了它之前 {covers} 个叶子中全部 {streams} 条流的末端。',
  },
  map: {
    en: 'All {streams} streams of the pack are in that map of heads (of {all}).',
    zh: '本包的 {streams} 条流都在该末端表中（共 {all} 条）。',
  },
  chain: {
    en: '{events} events in {streams} streams: each stream is there from its first revision to its head, linked, without a gap. None is missing, put in, moved or there twice.',
    zh: '{streams} 条流共 {events} 个事件：每条流从首个版本到末端首尾相连、没有缺口；无遗漏、无插入、无移动、无重复。',
  },
  leaves: {
    en: 'Each of the {events} leaves stands at its place in the tree that the checkpoint signs.',
    zh: '{events} 个叶子都在检查点所签署的树中的相应位置。',
  },
  bodies: {
    en: '{events} bodies are the ones that were sealed. {withheld} bodies are left out.',
    zh: '{events} 个正文与封存时一致；{withheld} 个正文未提供。',
  },
  disclosures: {
    en: 'Personal values: {shown} are shown and are the ones that were sealed; {withheld} are left out for this reader; {shredded} are erased, and the destruction of their keys is in the pack.',
    zh: '个人信息：{shown} 项已披露且与封存时一致；{withheld} 项未向本读者提供；{shredded} 项已删除，其密钥的销毁记录在本包中。',
  },
  consistency: {
    en: 'The log extends the checkpoint that you kept: of {kept} leaves, here {size}. Nothing in between was changed.',
    zh: '本日志与您保存的检查点（{kept} 个叶子）前后一致，此处为 {size} 个叶子；其间没有改动。',
  },
  anchors: TOKEN_HOLDS,
  readable: {
    en: 'What the manifest tells of {streams} streams (counts, first and last revision, bodies left out) is what the events are.',
    zh: '清单所述 {streams} 条流的情况（数量、首末版本、未提供的正文）与事件相符。',
  },
  log: LOG_HOLDS,
  remake: REMAKE_HOLDS,
};

/** A step that had nothing to check. */
export const NOT_ASKED: Readonly<Partial<Record<StepId, Words>>> = {
  consistency: {
    en: 'You gave no checkpoint that you kept earlier, so nothing was compared with one.',
    zh: '您没有提供先前保存的检查点，因此未作比较。',
  },
  anchors: TOKEN_NOT_ASKED,
  log: LOG_NOT_ASKED,
  remake: REMAKE_NOT_ASKED,
};

export const NOT_REACHED: Words = {
  en: 'Not reached: an earlier step left nothing to check.',
  zh: '未执行：前面的步骤失败，无可核对。',
};

export const TITLES: Readonly<Record<StepId, Words>> = {
  container: { en: 'container and manifest', zh: '容器与清单' },
  policy: { en: 'signatures', zh: '签名' },
  heads: { en: 'heads leaf', zh: '末端叶子' },
  map: { en: 'map of heads', zh: '末端表' },
  chain: { en: 'completeness', zh: '完整性' },
  leaves: { en: 'leaves', zh: '叶子' },
  bodies: { en: 'bodies', zh: '正文' },
  disclosures: { en: 'personal values', zh: '个人信息' },
  consistency: { en: 'kept checkpoint', zh: '已存检查点' },
  anchors: { en: 'time stamps', zh: '时间戳' },
  readable: { en: 'what is told', zh: '所述内容' },
  log: { en: 'whole log', zh: '整个日志' },
  remake: { en: 'made again', zh: '重新生成' },
};

export const CODES: Readonly<Record<Code, Words>> = {
  format: { en: 'It cannot be read: {what}.', zh: '无法读取：{what}。' },
  'file-differs': { en: 'The file {path} is not the one that it should be.', zh: '文件 {path} 与应有内容不符。' },
  'files-differ': {
    en: 'The files are not those that the manifest names: see {path}.',
    zh: '文件与清单所列不一致：见 {path}。',
  },
  'manifest-differs': {
    en: 'The manifest contradicts itself or the checkpoint in its member {member}.',
    zh: '清单的 {member} 与自身或检查点矛盾。',
  },
  'no-log-signature': {
    en: 'No log of your policy signed the checkpoint of {origin}.',
    zh: '您的策略中没有日志签署过 {origin} 的检查点。',
  },
  'no-quorum': {
    en: 'Too few witnesses of your policy cosigned the checkpoint (quorum {quorum}).',
    zh: '联署检查点的见证人少于策略要求（quorum {quorum}）。',
  },
  'heads-not-in-tree': {
    en: 'The heads leaf is not in the tree, at {index}.',
    zh: '末端叶子不在树中（位置 {index}）。',
  },
  'heads-not-last': {
    en: 'The heads leaf covers {covers} leaves at {index}; it must be the last of {size}.',
    zh: '末端叶子位于 {index}，覆盖 {covers} 个叶子；它必须是 {size} 个中的最后一个。',
  },
  'not-in-map': { en: 'The head of {sid} is not in the map of heads.', zh: '{sid} 的末端不在末端表中。' },
  'no-map-entry': { en: 'There is no entry of the map of heads for {sid}.', zh: '缺少 {sid} 的末端表条目。' },
  'strange-map-entry': {
    en: 'The entry of {sid} in the map of heads is out of order or of no stream of the pack.',
    zh: '{sid} 的末端表条目次序有误或不属于本包。',
  },
  'no-events': { en: 'The stream {sid} has no events.', zh: '流 {sid} 没有事件。' },
  'strange-stream': {
    en: 'There are events of {sid}, which the pack does not name.',
    zh: '有本包未列出的流 {sid} 的事件。',
  },
  'out-of-order': {
    en: 'Event {rev} of {sid} is not in the order of the log.',
    zh: '{sid} 的事件 {rev} 不按日志次序。',
  },
  'revision-gap': {
    en: 'In {sid} revision {expected} should come, and {rev} does: events are missing, put in, moved or there twice.',
    zh: '{sid} 应为版本 {expected}，却是 {rev}：事件有遗漏、插入、移动或重复。',
  },
  'broken-link': {
    en: 'Event {rev} of {sid} does not follow the event before it.',
    zh: '{sid} 的事件 {rev} 与前一事件不相连。',
  },
  'head-differs': {
    en: '{sid} ends at revision {rev} here; the map of heads has another end ({head}). The history is not whole, or not this one.',
    zh: '{sid} 在此止于版本 {rev}，而末端表中为 {head}。历史不完整或被替换。',
  },
  'leaf-other-place': {
    en: 'The leaf of event {rev} of {sid} is that of another event.',
    zh: '{sid} 事件 {rev} 的叶子属于另一事件。',
  },
  'leaf-not-in-tree': {
    en: 'The leaf of event {rev} of {sid} is not in the tree, at {index}.',
    zh: '{sid} 事件 {rev} 的叶子不在树中（位置 {index}）。',
  },
  'proof-file-differs': {
    en: 'The proof file {path} does not prove what its name says.',
    zh: '证明文件 {path} 与其名称不符。',
  },
  'case-withheld': { en: '{sid}: the body of revision {rev} is left out.', zh: '{sid} 版本 {rev} 的正文被省略。' },
  'body-differs': {
    en: 'The body of event {rev} of {sid} is not the one that was sealed.',
    zh: '{sid} 事件 {rev} 的正文与封存时不符。',
  },
  'disclosure-unknown': {
    en: 'Event {rev} of {sid} shows a personal value that was not sealed with it.',
    zh: '{sid} 事件 {rev} 披露了未随其封存的个人信息。',
  },
  'digest-left': {
    en: 'Of the personal values of event {rev} of {sid}, some are neither shown nor accounted for, or are so twice.',
    zh: '{sid} 事件 {rev} 的个人信息有的既未披露也未说明，或重复说明。',
  },
  'not-destroyed': {
    en: 'A value of event {rev} of {sid} is said to be erased, but no event in the pack destroys the key {key}.',
    zh: '{sid} 事件 {rev} 的一项信息据称已删除，但本包中没有销毁密钥 {key} 的事件。',
  },
  'not-consistent': {
    en: 'The log does not extend the checkpoint that you kept ({old} leaves, {new} leaves): its history was rewritten, or there are two logs.',
    zh: '日志与您保存的检查点（{old} 与 {new} 个叶子）不一致：历史被改写，或存在两份日志。',
  },
  'no-consistency-proof': {
    en: 'There is no proof from {old} to {new} leaves. Ask for a pack made with your checkpoint, or give the proof.',
    zh: '缺少从 {old} 到 {new} 个叶子的一致性证明。请索取附带该证明的包，或另行提供。',
  },
  'other-log': {
    en: 'The checkpoint that you kept is of another log, {origin}.',
    zh: '您保存的检查点属于另一日志 {origin}。',
  },
  ...TOKEN_CODES,
  ...LINK_CODES,
  ...LOG_CODES,
  ...REMAKE_CODES,
  'told-otherwise': {
    en: 'The manifest tells of {sid}: {what} {told}; the events: {is}.',
    zh: '清单称 {sid} 的 {what} 为 {told}，而事件显示为 {is}。',
  },
};

/** Not proven unless the whole log was looked at. */
export const HONEST_MAP: Words = {
  en: 'that the map of heads names every stream honestly: only a full audit of the log shows that',
  zh: '末端表如实列出了每条流：只有对日志的全面审计才能证明',
};

/** What no pack proves, whatever holds. */
export const NEVER_PROVEN: readonly Words[] = [
  { en: 'that what was recorded is true', zh: '所记录的内容属实' },
  { en: 'that everything that happened was recorded', zh: '发生过的一切都已被记录' },
  { en: 'that no other stream of the ledger concerns this case', zh: '账本中没有其他流涉及本案' },
  {
    en: 'the clock: instants in events are the ledger’s word, witnesses and time stamps say when the checkpoint existed',
    zh: '时钟：事件中的时刻为账本所述；检查点存在的时间以见证人和时间戳为准',
  },
];

export const LABELS = {
  ok: { en: 'HOLDS', zh: '成立' },
  fails: { en: 'FAILS', zh: '不成立' },
  skipped: { en: '-', zh: '-' },
  verdict: {
    en: 'The history in events.jsonl is unaltered and complete up to the checkpoint of {size} leaves. Texts, tables and pages are its reading by the exporter.',
    zh: 'events.jsonl 中的历史未经改动，且完整至含 {size} 个叶子的检查点。文本、表格与页面是导出方对其的解读。',
  },
  refused: {
    en: 'This file proves nothing: step {n} ({title}) fails.',
    zh: '本文件不能证明：第 {n} 步（{title}）不成立。',
  },
  more: { en: '… and {count} more', zh: '……另有 {count} 项' },
  about: { en: 'Case', zh: '案件' },
  portfolio: { en: 'Portfolio', zh: '资产包' },
  asOf: {
    en: 'Written for people as of {asOf}, known at {knownAt}, exported {exportedAt}.',
    zh: '可读内容截至 {asOf}，所知时点 {knownAt}，导出于 {exportedAt}。',
  },
  manifest: { en: 'SHA-256 of the manifest: {manifest}', zh: '清单的 SHA-256：{manifest}' },
  untold: {
    en: 'Not told in them, but in events.jsonl: {later} events recorded later, and {dated} known by then that are dated later.',
    zh: '上述可读内容未载、但在 events.jsonl 中的事件：之后记录的 {later} 个；届时已知但生效日期在后的 {dated} 个。',
  },
  cosigned: { en: 'The checkpoint existed at: {times}.', zh: '检查点在此时已存在：{times}。' },
  undated: {
    en: 'Nobody but the operator says when the checkpoint was made: a newer one may exist.',
    zh: '除运营方外无人说明检查点的时间：可能有更新的检查点。',
  },
  withheld: { en: 'Bodies left out (their leaves are proven):', zh: '未提供的正文（其叶子已证明）：' },
  range: { en: '{sid}: revisions {from} to {to}', zh: '{sid}：版本 {from} 至 {to}' },
  later: { en: 'Recorded later and not in this file:', zh: '之后记录、未包含在本文件中：' },
  laterRange: { en: '{sid}: {count} from revision {from} on', zh: '{sid}：自版本 {from} 起 {count} 个' },
  notProven: { en: 'Not proven:', zh: '未证明：' },
  nobody: { en: 'none', zh: '无' },
} as const satisfies Readonly<Record<string, Words>>;
