/** A document with every kind of block and value, and text that would do harm where it could. */
import type { Formats } from './formats.js';
import type { Document } from './model.js';
import { col, heading, note, pairs, paragraph, table, typed } from './table.js';

export const HOSTILE = '</td><script src="https://evil.example/x.js">alert(1)</script><img src=x onerror="alert(2)">';
const ID = '0a1b2c3d-0000-4000-8000-000000000000';

export const FORMATS: Formats = {
  money: (minor, currency) => `${currency} ${(minor / 100).toFixed(2)}`,
  instant: (moment) => moment,
  plain: (text) => text.replaceAll('\n', ' '),
};

interface Row {
  readonly event: string;
  readonly amount: number | null;
  readonly text: string;
}

function rowsOf(count: number): Row[] {
  return Array.from({ length: count }, (_row, i) => ({
    event: `event-${i + 1}`,
    amount: i % 2 === 0 ? i * 100 : null,
    text: i === 0 ? HOSTILE : `row ${i + 1}`,
  }));
}

/** @param count rows of its tables. */
export function aDocument(count = 3): Document {
  const rows = rowsOf(count);
  const event = col<Row, 'events'>('event', 'events', ['No.', '编号'], (row) => [row.event]);
  const told = table<Row>({ name: 'told', about: ['A fact', '事实'], lead: 'said', anchor: 'event' }, [
    event,
    col('happened', 'instant', ['happened', '发生'], () => '2026-03-10T12:00:00Z'),
    col('said', 'words', ['What', '内容'], ({ text }) => ({ en: `It said: ${text}\n[late]`, zh: `其内容：${text}\n[补录]` })),
  ], rows); // prettier-ignore
  const grid = table<Row>({ name: 'grid', about: ['A row', '行'], title: ['Grid', '表格'] }, [
    event,
    col('amount', 'money', ['Amount', '金额'], ({ amount }) => amount),
    col('text', 'text', ['Text', '文本'], ({ text }) => text),
    col('id', 'id', ['Id', '标识'], () => ID),
    col('yes', 'yes', ['Yes', '是否'], ({ amount }) => amount !== null),
    col('never', 'text', ['Never', '从不'], () => null),
    col('secret', 'text', ['For programs', '供程序'], () => 'only-for-programs', { only: 'data' }),
  ], rows); // prettier-ignore
  return {
    title: { en: `Case ${HOSTILE}`, zh: '案件' },
    subtitle: { en: 'true on 2026-03-31', zh: '生效时点 2026-03-31' },
    zone: 'Europe/Rome',
    currency: 'EUR',
    dated: '2026-03-31T12:00:00.000Z',
    numbers: new Map(rows.map((row, i) => [row.event, i + 1])),
    chapters: [
      { number: 1, name: 'told', title: { en: 'Told', zh: '讲述' }, blocks: [note('A note.', '说明。'), told] },
      {
        number: 2,
        name: 'grid',
        title: { en: 'Grid', zh: '表格' },
        blocks: [
          heading('Head', '标题'),
          paragraph('Text.', '文字。'),
          pairs([['Name', '姓名'], typed('text', 'Rosa 李')]),
          grid,
        ],
      },
    ],
  };
}
