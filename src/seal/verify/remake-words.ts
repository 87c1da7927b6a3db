/** What step 13 says: whether the files for people are what the facts say. */
import type { RemakeCode, WhyNot } from './remake.js';

type Words = Readonly<Record<'en' | 'zh', string>>;

export const REMAKE_HOLDS: Words = {
  en: 'Of {files} files for people, {equal} were made again from the proven facts and are the same byte for byte; {cannot} cannot be made again (listed below).',
  zh: '{files} 个供阅读的文件中，{equal} 个由已证明的事实重新生成且逐字节相同；{cannot} 个无法重新生成（见下）。',
};

export const REMAKE_NOT_ASKED: Words = {
  en: 'The files for people were not made again from the facts: quittance verify --remake does that.',
  zh: '未由事实重新生成供阅读的文件：quittance verify --remake 可完成此项。',
};

export const REMAKE_CODES: Readonly<Record<RemakeCode, Words>> = {
  'remade-otherwise': {
    en: '{path}, line {line}: it says “{told}”, the facts say “{made}”.',
    zh: '{path} 第 {line} 行：文件为“{told}”，而事实为“{made}”。',
  },
  'not-of-the-facts': {
    en: '{path} does not follow from the facts: this program makes no such file.',
    zh: '{path} 并非由事实得出：本程序不生成此文件。',
  },
  'readable-missing': {
    en: '{path} follows from the facts and is not there.',
    zh: '{path} 应由事实得出，但不在包中。',
  },
  'no-context': {
    en: 'The pack has no {path}, from which its files for people could be made again: it is older, or somebody took it out.',
    zh: '包中没有 {path}，无法重新生成供阅读的文件：该包较旧，或该文件已被移除。',
  },
  'context-fails': {
    en: 'What the files for people rest on beside the events is not what was sealed: {what}.',
    zh: '供阅读的文件所依据的其他事实与封存时不符：{what}。',
  },
  'too-large': {
    en: 'The files for people were not made again: the facts come to {bytes} bytes, and at most {most} are held in memory. All else was checked. Ask for packs of fewer cases.',
    zh: '未重新生成供阅读的文件：事实共 {bytes} 字节，内存中最多容纳 {most} 字节。其余各项均已核验。请索取案件数较少的包。',
  },
  'made-elsewhere': {
    en: 'The pack says that it was made by {theirs}; this is {own}. Another version may say the same facts otherwise: ask for that one, or for a new pack.',
    zh: '该包称由 {theirs} 生成，而本程序为 {own}。版本不同，表述可能不同：请使用该版本，或索取新的包。',
  },
};

export const WHY_NOT: Readonly<Record<WhyNot, Words>> = {
  'bodies-left-out': { en: 'rests on bodies that are left out', zh: '依据未提供的正文' },
  'access-log': { en: 'tells of accesses, which no pack proves', zh: '载明访问记录，任何包均不证明' },
  pdf: { en: 'a PDF', zh: 'PDF 文件' },
};

/** Not proven unless the files were made again. */
export const EXPORTERS_WORD: Words = {
  en: 'the texts, tables and pages for people, what they rest on beside events.jsonl (context.jsonl, fields.jsonl, reading.json), and in the manifest asOf, knownAt, exportedAt, redaction, versions: they are the exporter’s word',
  zh: '供阅读的文本、表格和页面，其在 events.jsonl 之外的依据（context.jsonl、fields.jsonl、reading.json），以及清单中的 asOf、knownAt、exportedAt、redaction、versions：均为导出方所述',
};

export const REMAKE_LABELS = {
  cannot: { en: 'Not made again, the exporter’s word:', zh: '未重新生成，为导出方所述：' },
  file: { en: '{path}: {why}', zh: '{path}：{why}' },
  verdict: {
    en: 'The history in events.jsonl is unaltered and complete up to the checkpoint of {size} leaves, and {equal} files for people say what it says.',
    zh: 'events.jsonl 中的历史未经改动，且完整至含 {size} 个叶子的检查点；{equal} 个供阅读的文件与其一致。',
  },
  manifest: {
    en: 'in the manifest asOf, knownAt, exportedAt, redaction, versions; who else read the data: they are the exporter’s word',
    zh: '清单中的 asOf、knownAt、exportedAt、redaction、versions，以及访问记录：均为导出方所述',
  },
} as const satisfies Readonly<Record<string, Words>>;
