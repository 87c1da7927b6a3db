/** Chapter 2: every fact in the order of recording, in plain sentences; what corrects one also stands beside it. */
import type { Chapter, Words, Coded } from '../../../src/documents/model.js';
import { col, note, table, type Column } from '../../../src/documents/table.js';
import { dateOf } from '../../../src/ledger/dates.js';
import type { Source } from '../../../src/ledger/fact.js';
import type { HistoryEntry } from '../../audit-history/history.calc.js';
import { LATE_ENTRY_DAYS } from '../../audit-history/history.calc.js';
import type { Scene } from '../scene.js';

const LATE: Words = { en: 'recorded late', zh: '补录' };

const VIA: Readonly<Record<Source['via'], string>> = { http: '接口', cli: '命令行', import: '导入', reactor: '系统' };

/** In English, and in tables for programs, as recorded. */
function sourceText(src: Source | undefined): Coded | null {
  if (!src) return null;
  const { via, file, row, map, batch } = src;
  const place = file === undefined ? undefined : `${file}${row === undefined ? '' : ` #${row}`}`;
  const rest = [place, map, batch].filter((part) => part !== undefined);
  const code = [via, ...rest].join(' ');
  return { code, en: code, zh: [VIA[via], ...rest].join(' ') };
}

/** The value date, where it is not the day on which it happened. */
function otherDay({ at, eff }: HistoryEntry, zone: string): string | null {
  return dateOf(at, zone) === eff ? null : eff;
}

interface Link {
  /** `corrects #12`. */
  readonly does: Words;
  /** `Corrected by #14`. */
  readonly done: Words;
}

const CORRECTS: Link = { does: { en: 'corrects', zh: '更正' }, done: { en: 'Corrected by', zh: '更正见' } };
const REVERSES: Link = { does: { en: 'takes back', zh: '冲正' }, done: { en: 'Taken back by', zh: '冲正见' } };
const CHANGES: Link = { does: { en: 'changes', zh: '变更' }, done: { en: 'Changed by', zh: '变更见' } };

/** What a fact that names an earlier one does to it. */
function linkOf(type: string): Link {
  if (type.includes('Correct')) return CORRECTS;
  return type.includes('Revers') ? REVERSES : CHANGES;
}

/** Sentence, marks, and in full what corrects, reverses or changes it, one below the other. */
function told(scene: Scene, numbers: ReadonlyMap<string, number>, entry: HistoryEntry): Words {
  const number = (id: string): string => (numbers.has(id) ? `#${numbers.get(id)}` : id);
  const say = (language: keyof Words): string => {
    const [colon, semicolon] = language === 'en' ? [': ', '; '] : ['：', '；'];
    const sentence = (id: string): string => scene.sentences.get(id)?.[language] ?? '';
    // The sentence itself ends with the flags of the fact.
    const marks = entry.flags.includes('late-entry') ? [LATE[language]] : [];
    if (entry.corrects !== undefined) marks.push(`${linkOf(entry.type).does[language]} ${number(entry.corrects)}`);
    const later = entry.correctedBy.map((id) => {
      const link = linkOf(scene.byId.get(id)?.type ?? '');
      return `→ ${link.done[language]} ${number(id)}${colon}${sentence(id)}`;
    });
    return [sentence(entry.id), ...(marks.length > 0 ? [`[${marks.join(semicolon)}]`] : []), ...later].join('\n');
  };
  return { en: say('en'), zh: say('zh') };
}

function columnsOf(scene: Scene, numbers: ReadonlyMap<string, number>): Column<HistoryEntry>[] {
  const fact = ({ id }: HistoryEntry) => scene.byId.get(id);
  return [
    col('event', 'events', ['No.', '编号'], ({ id }) => [id], {
      meaning: ['Event id; printed as a number', '事件编号；打印时为序号'],
    }),
    col('happened', 'instant', ['happened', '发生'], ({ at }) => at),
    col('effective', 'date', ['Value date', '生效日'], ({ eff }) => eff, {
      meaning: ['Value date: V', '生效日：V'],
      only: 'data',
    }),
    col('effective_other', 'date', ['effective', '生效'], (entry) => otherDay(entry, scene.zone), { only: 'paper' }),
    col('recorded', 'instant', ['recorded', '记录'], ({ rec }) => rec, {
      meaning: ['When the ledger recorded it: K', '台账记录的时间：K'],
    }),
    col('by', 'text', ['by', '记录人'], ({ by }) => by),
    col('on_behalf_of', 'text', ['on behalf of', '代表'], ({ obo }) => obo ?? null),
    col('source', 'code', ['source', '来源'], ({ src }) => sourceText(src)),
    col('balance_before', 'money', ['Balance before', '之前余额'], ({ balance }) => balance.before, { only: 'data' }),
    col('balance', 'money', ['balance after', '之后余额'], ({ balance }) => balance.after),
    col('type', 'text', ['Type', '类型'], ({ type }) => type, { only: 'data' }),
    col('zone', 'text', ['Time zone', '时区'], (entry) => fact(entry)?.zone.name ?? null, { only: 'data' }),
    col('zone_by', 'text', ['Zone set by', '时区来源'], (entry) => fact(entry)?.zone.by ?? null, { only: 'data' }),
    col('stream', 'text', ['Stream', '事件流'], ({ stream }) => stream, { only: 'data' }),
    col('revision', 'integer', ['Revision', '版次'], ({ revision }) => revision, { only: 'data' }),
    col('flags', 'text', ['Flags', '标记'], ({ flags }) => flags.join(' ') || null, { only: 'data' }),
    col('corrects', 'events', ['Corrects', '更正'], ({ corrects }) => (corrects === undefined ? [] : [corrects]), {
      only: 'data',
    }),
    col('corrected_by', 'events', ['Corrected by', '被更正'], ({ correctedBy }) => correctedBy, { only: 'data' }),
    col('cause', 'events', ['Cause', '起因'], ({ cause }) => (cause === undefined ? [] : [cause]), { only: 'data' }),
    col('said', 'words', ['What happened', '内容'], (entry) => told(scene, numbers, entry)),
  ];
}

export function chronicle(scene: Scene): Chapter {
  const numbers = numbersOf(scene);
  const said = {
    name: 'chronicle',
    about: ['One fact, in the order of recording', '一条事实，按记录先后'],
    lead: 'said',
    anchor: 'event',
  } as const;
  return {
    number: 2,
    name: 'chronicle',
    title: { en: 'Case chronicle', zh: '案件大事记' },
    blocks: [
      note(
        `Every fact that was effective by ${scene.head.asOf}, in the order in which the ledger recorded it. A fact that was recorded more than ${LATE_ENTRY_DAYS} days after it happened is marked “${LATE.en}”. Nothing was edited: a correction is a fact of its own and is also shown under what it corrects. The balance is what was owed by the facts recorded up to there.`,
        `截至 ${scene.head.asOf} 已生效的全部事实，按台账记录的先后排列。发生后超过 ${LATE_ENTRY_DAYS} 天才记录的，标为“${LATE.zh}”。任何内容均未被修改：更正是独立的事实，并同时列于被更正的事实之下。余额为截至该条记录的欠款。`,
      ),
      table(said, columnsOf(scene, numbers), scene.entries),
    ],
  };
}

/** Numbers of the facts in the chronicle, from 1. */
export function numbersOf({ entries }: Pick<Scene, 'entries'>): ReadonlyMap<string, number> {
  return new Map(entries.map(({ id }, i) => [id, i + 1]));
}
