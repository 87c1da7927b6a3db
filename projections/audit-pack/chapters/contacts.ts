/** Chapter 4: each contact with what came of it, its running counters, and the decision behind it. */
import type { Chapter, Words } from '../../../src/documents/model.js';
import { col, heading, note, table, type Column } from '../../../src/documents/table.js';
import { isDayOnly } from '../../../src/ledger/dates.js';
import type { Attempt } from '../../../src/rules/index.js';
import { contactsAt, type ContactView } from '../../contacts/contacts.query.js';
import type { ContactFinding } from '../../findings/contact-findings.calc.js';
import { balancesAsTold } from '../as-told-balance.calc.js';
import { coded, eventColumn, joined, proofColumn } from '../common.js';
import { decisionWords, outcomeWords } from '../contact-words.js';
import { countersTable } from '../rule-counters.js';
import { runningCounters, WINDOW_DAYS, type Running } from '../running-counters.calc.js';
import type { Scene } from '../scene.js';
import { clearancesTable } from '../clearances.js';

interface Row extends ContactView {
  readonly attempt: Attempt | undefined;
  readonly finding: ContactFinding | undefined;
  readonly running: Running | undefined;
  /** What the screen said was owed; undefined where the case was not recorded then, or the time of day is not known. */
  readonly told: number | undefined;
}

function rowsOf({ history, head, book, contacts, zone }: Scene): Row[] {
  const findings = new Map(contacts.map((finding) => [finding.contact, finding]));
  const views = contactsAt(history.facts, head.asOf).map((view) => ({ view, attempt: book.now.attempt(view.contact) }));
  const outbound = views.flatMap(({ attempt }) =>
    attempt?.direction === 'OUTBOUND' && !book.now.isTakenBack(attempt) ? [attempt] : [],
  );
  const running = runningCounters(outbound, zone);
  const told = balancesAsTold(history.facts, zone);
  return views
    .sort((a, b) => (a.attempt?.at ?? 0) - (b.attempt?.at ?? 0))
    .map(({ view, attempt }): Row => {
      const { contact } = view;
      return {
        ...view,
        attempt,
        finding: findings.get(contact),
        running: running.get(contact),
        told: minuteOf(attempt, told),
      };
    });
}

function minuteOf(attempt: Attempt | undefined, told: (at: number) => number | undefined): number | undefined {
  return attempt === undefined || attempt.day !== undefined ? undefined : told(attempt.at);
}

const CORRECTIONS: Readonly<Record<string, Words>> = {
  WITHDRAWN: { en: 'taken back by its source', zh: '来源已撤回' },
  REPLACED: { en: 'changed by its source', zh: '来源已更改' },
};

const whoColumns: Column<Row>[] = [
  col('channel', 'code', ['Channel', '渠道'], ({ channel }) => coded('channel', channel)),
  col('direction', 'code', ['Direction', '方向'], ({ direction }) => coded('direction', direction)),
  col('party', 'id', ['Person', '对象'], ({ party }) => party ?? null),
  col('role', 'code', ['Role', '角色'], ({ role }) => coded('role', role)),
  col('verified', 'code', ['Verified by', '身份核实'], ({ attempt }) => coded('verification', attempt?.rightParty)),
  col('point', 'id', ['Contact point', '联系方式'], ({ attempt }) => attempt?.point ?? null),
  col('staff', 'text', ['Staff', '工作人员'], ({ staff }) => staff ?? null),
  col('purpose', 'code', ['Purpose', '目的'], ({ purpose }) => coded('purpose', purpose)),
];

const countColumns: Column<Row>[] = [
  col('day_count', 'integer', ['That day', '当日'], ({ running }) => running?.day ?? null, {
    meaning: ['Outbound contacts of that day, up to this one', '当日主动联系次数，含本次'],
  }),
  col('calls_7_days', 'integer', ['Calls, 7 days', '7日呼叫'], ({ running }) => running?.calls ?? null, {
    meaning: ['Calls placed in seven days, this day and contact included', '七日内呼叫次数，含当日及本次'],
  }),
  col('talks_7_days', 'integer', ['Talks, 7 days', '7日通话'], ({ running }) => running?.conversations ?? null, {
    meaning: ['Conversations in seven days', '七日内通话次数'],
  }),
  col('point_7_days', 'integer', ['Point, 7 days', '7日同号'], ({ running }) => running?.point ?? null, {
    meaning: ['Outbound contacts over the same contact point in seven days', '七日内同一联系方式的主动联系次数'],
  }),
];

function contactsTable(rows: readonly Row[]) {
  return table<Row>(
    {
      name: 'contacts',
      about: ['A contact, in the order in which they happened', '一次联系，按发生先后'],
      none: ['No contact was recorded.', '无联系记录。'],
    },
    [
      eventColumn(({ facts }) => facts[0]?.id),
      col('at', 'instant', ['When', '时间'], ({ at }) => at),
      col('contact', 'id', ['Contact', '联系编号'], ({ contact }) => contact, { only: 'data' }),
      col('zone', 'text', ['Zone stated', '所述时区'], ({ attempt }) => attempt?.zone ?? null, { only: 'data' }),
      col('day_only', 'yes', ['Time unknown', '时刻不明'], ({ at }) => isDayOnly(at), { only: 'data' }),
      ...whoColumns,
      col('result', 'words', ['Result', '结果'], ({ attempt }) => outcomeWords(attempt)),
      col('told_balance', 'money', ['Screen: owed', '屏显欠款'], ({ told }) => told ?? null, {
        meaning: [
          'Owed at that minute by what was recorded by then; empty where the case was not recorded yet',
          '按当时已记录内容，该时刻的欠款；案件尚未记录时为空',
        ],
      }),
      ...countColumns,
      col(
        'decision',
        'words',
        ['Decision', '决定'],
        ({ finding }) => (finding ? decisionWords(finding.decision) : null),
        {
          meaning: ['What the ledger had answered before it, and what is wrong with that', '联系前台账的答复及其问题'],
        },
      ),
      col(
        'decision_reasons',
        'text',
        ['Reasons', '事由'],
        ({ finding }) => finding?.decision.reasons.join(' ') || null,
        {
          only: 'data',
        },
      ),
      col('record', 'words', ['Record', '记录状态'], ({ correction }) => CORRECTIONS[correction ?? ''] ?? null),
      col('debts', 'text', ['Debts', '债务'], ({ attempt }) => joined(attempt?.debts), { only: 'data' }),
      proofColumn(({ facts }) => facts.map(({ id }) => id)),
    ],
    rows,
  );
}

export function contacts(scene: Scene): Chapter {
  return {
    number: 4,
    name: 'contacts',
    title: { en: 'Contact register', zh: '联系登记册' },
    blocks: [
      note(
        `Every contact in the order in which it happened, with all facts about it. Counters are running values of this case: they include the contact itself and the ${WINDOW_DAYS - 1} days before it, in the time zone of the case, and leave out what its source took back. “Screen: owed”, in the table for programs told_balance_minor, is what was owed at that minute by what had been recorded by then; a table for people leaves out columns for which there is no room or nothing to say. What each rule counted, across all cases of the person, stands in the second table.`,
        `全部联系按发生先后排列，并列明相关事实。计数为本案的累计值：含本次联系及之前 ${WINDOW_DAYS - 1} 天（按本案时区），不含来源已撤回的记录。“屏显欠款”（供程序读取的表中为 told_balance_minor）即该时刻按当时已记录内容的欠款；版面不足或无内容的列不在供人阅读的表中列出。各规则的计数（跨该当事人的全部案件）见第二个表。`,
      ),
      contactsTable(rowsOf(scene)),
      heading('Counters of rules', '规则计数'),
      countersTable(scene),
      heading('Permits and refusals', '准许与阻止'),
      clearancesTable(scene),
    ],
  };
}
