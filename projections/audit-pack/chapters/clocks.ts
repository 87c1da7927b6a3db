/** Chapter 6: disputes, complaints, what stops collection or contact, and every clock with its due day, its end and its proof. */
import type { Block, Chapter, Coded, Words } from '../../../src/documents/model.js';
import { col, heading, note, table } from '../../../src/documents/table.js';
import { HoldBook, type Hold } from '../../../src/ledger/hold/index.js';
import { codeText } from '../../audit-history/sentences/codes.js';
import { valueZh } from '../../audit-history/sentences/registers/value.words.js';
import { complaintsAt, type ComplaintView } from '../../complaints/complaints.query.js';
import { DEADLINE_SOURCES, type Deadline } from '../../deadlines/deadlines.js';
import { disputesAt, type DisputeView } from '../../disputes/disputes.query.js';
import type { DutyFinding } from '../../findings/duty-findings.calc.js';
import { standingAt } from '../../read/standing.js';
import { coded, eventColumn, proofColumn, reasonWords } from '../common.js';
import { deedWord, sourceWord } from '../clock-words.js';
import type { Scene } from '../scene.js';

/** Facts by V that name a part, such as a dispute. */
function factsAbout({ history, head }: Scene, name: string): (id: string) => readonly string[] {
  const events = new Map<string, string[]>();
  for (const { data, id, eff } of history.merged) {
    const part = (data as Readonly<Record<string, unknown>>)[name];
    if (typeof part === 'string' && eff <= head.asOf) events.set(part, [...(events.get(part) ?? []), id]);
  }
  return (id) => events.get(id) ?? [];
}

const STAGES: Readonly<Record<string, Words>> = {
  RAISED: { en: 'raised', zh: '已提出' },
  RESOLVED: { en: 'resolved', zh: '已解决' },
  WITHDRAWN: { en: 'withdrawn', zh: '已撤回' },
  RECEIVED: { en: 'received', zh: '已受理' },
  ACKNOWLEDGED: { en: 'acknowledged', zh: '已确认' },
  DECIDED: { en: 'decided', zh: '已作出处理' },
  CLOSED: { en: 'closed', zh: '已办结' },
};

function disputesTable(scene: Scene): Block {
  const events = factsAbout(scene, 'dispute');
  return table<DisputeView>(
    {
      name: 'disputes',
      about: ['A dispute and its stage on V', '一项异议及其 V 日阶段'],
      none: ['Nothing was disputed.', '无异议。'],
    },
    [
      eventColumn(({ event }) => event),
      col('dispute', 'id', ['Dispute', '异议'], ({ id }) => id),
      col('raised', 'date', ['Raised', '提出日'], ({ raisedOn }) => raisedOn),
      col('ground', 'code', ['Ground', '事由'], ({ ground }) => coded('disputeGround', ground)),
      col('amount', 'money', ['Amount', '金额'], ({ amount }) => amount ?? null),
      col('stage', 'words', ['Stage', '阶段'], ({ stage }) => STAGES[stage] ?? null),
      col('held', 'yes', ['Collection held', '暂停催收'], ({ held }) => held),
      col('outcome', 'code', ['Outcome', '结果'], ({ outcome }) => coded('outcome', outcome)),
      proofColumn(({ id }) => events(id)),
    ],
    disputesAt(scene.history.facts, scene.head.asOf),
  );
}

function complaintsTable(scene: Scene): Block {
  const events = factsAbout(scene, 'complaint');
  return table<ComplaintView>(
    {
      name: 'complaints',
      about: ['A complaint and its stage on V', '一项投诉及其 V 日阶段'],
      none: ['Nobody complained.', '无投诉。'],
    },
    [
      eventColumn(({ event }) => event),
      col('complaint', 'id', ['Complaint', '投诉'], ({ id }) => id),
      col('received', 'date', ['Received', '收到日'], ({ receivedOn }) => receivedOn),
      col('due', 'date', ['Due', '期限'], ({ dueDate }) => dueDate ?? null),
      col('stage', 'words', ['Stage', '阶段'], ({ stage }) => STAGES[stage] ?? null),
      col('decided', 'date', ['Decided', '处理日'], ({ decidedOn }) => decidedOn ?? null),
      col('outcome', 'code', ['Outcome', '结果'], ({ outcome }) => coded('outcome', outcome)),
      proofColumn(({ id }) => events(id)),
    ],
    complaintsAt(scene.history.facts, scene.head.asOf),
  );
}

const STOPS: Readonly<Record<string, Words>> = {
  COLLECTION: { en: 'collection', zh: '催收' },
  CONTACT: { en: 'contact', zh: '联系' },
  DIRECT_CONTACT: { en: 'direct contact', zh: '直接联系' },
};

function stopsWords({ stops }: Hold): Words {
  const all = stops.map((stop) => STOPS[stop] ?? { en: stop, zh: stop });
  return { en: all.map(({ en }) => en).join(', '), zh: all.map(({ zh }) => zh).join('、') };
}

/** The ground of a dispute, the kind of a plan or a moratorium: in English as recorded. */
function whyCoded({ source, why }: Hold): Coded {
  const kind = source === 'dispute' ? 'disputeGround' : source === 'plan' ? 'planKind' : undefined;
  const zh = kind === undefined ? valueZh(source, 'why', why) : codeText(kind, why, 'zh');
  return { code: why, en: why, zh: zh ?? why };
}

function holdsTable({ history, head }: Scene): Block {
  return table<Hold>(
    {
      name: 'holds',
      about: ['What stopped collection or contact, ended ones too', '暂停催收或联系的事项，含已结束'],
      none: ['Nothing stopped collection or contact.', '无暂停事项。'],
    },
    [
      eventColumn(({ event }) => event),
      col('source', 'code', ['Because of', '原因'], ({ source }) => coded('holdSource', source)),
      col('why', 'code', ['Kind', '类型'], whyCoded),
      col('stops', 'words', ['Stops', '暂停'], stopsWords),
      col('party', 'id', ['Person', '对象'], ({ party }) => party ?? null),
      col('role', 'code', ['Role', '角色'], ({ role }) => coded('role', role)),
      col('amount', 'money', ['Portion', '金额'], ({ amount }) => amount ?? null),
      col('from', 'date', ['From', '自'], ({ from }) => from),
      col('to', 'date', ['Up to, not included', '至（不含）'], ({ to }) => to ?? null),
    ],
    new HoldBook(history.facts, history.others).at(head.asOf),
  );
}

function rulesTable({ duties }: Scene): Block {
  return table<DutyFinding>(
    {
      name: 'rule_clocks',
      about: ['A duty, hold or clock that a rule sets', '规则设定的义务、暂停或时限'],
      none: ['No rule set a clock.', '无规则时限。'],
    },
    [
      eventColumn(({ clock }) => clock.set),
      col('rule', 'text', ['Rule', '规则'], ({ clock }) => clock.rule),
      col('pack', 'text', ['Pack', '规则包'], ({ clock }) => clock.pack, { only: 'data' }),
      col('what', 'code', ['What', '事项'], ({ clock }) => reasonWords(clock.reason)),
      col('subject', 'id', ['About', '对象'], ({ clock }) => clock.subject),
      col('from', 'date', ['From', '自'], ({ clock }) => clock.from ?? null),
      col('due', 'date', ['Due', '期限'], ({ clock }) => clock.due ?? null),
      col('outcome', 'code', ['Outcome', '结果'], ({ clock }) => coded('verdict', clock.outcome)),
      col('on', 'date', ['Met on', '完成日'], ({ clock }) => clock.on ?? null, {
        meaning: ['When it was met, released or ended', '履行、解除或结束的日期'],
      }),
      proofColumn(({ clock }) => clock.inputs),
    ],
    duties,
  );
}

function deadlinesTable({ history, head }: Scene): Block {
  const all = standingAt(DEADLINE_SOURCES, history.facts, head.asOf);
  return table<Deadline>(
    {
      name: 'deadlines',
      about: ['A deadline that a fact sets', '事实设定的期限'],
      none: ['No deadline was set.', '无期限。'],
    },
    [
      eventColumn(({ event }) => event),
      col('source', 'code', ['From', '来源'], ({ source }) => sourceWord(source)),
      col('what', 'code', ['To do', '事项'], ({ what }) => deedWord(what)),
      col('id', 'id', ['About', '对象'], ({ id }) => id),
      col('due', 'date', ['Due', '期限'], ({ due }) => due),
      col('status', 'code', ['Status', '状态'], ({ status }) => coded('deadlineState', status)),
      col('done_on', 'date', ['Done on', '完成日'], ({ doneOn }) => doneOn ?? null),
    ],
    all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
  );
}

export function clocks(scene: Scene): Chapter {
  return {
    number: 6,
    name: 'clocks',
    title: { en: 'Disputes, complaints, holds and clocks', zh: '异议、投诉、暂停与时限' },
    blocks: [
      note(
        'Requests to cease, attorneys, moratoria, insolvency and death stand among the holds, each from the first day on which it held. A duty that was met too late is missed. “Proof” names the facts by their number in the chronicle.',
        '停止联系要求、律师代理、延期偿付、破产与死亡均列于暂停事项，自其首日起算。逾期履行的义务视为未履行。“证明”以大事记序号列出相关事实。',
      ),
      heading('Disputes', '异议'),
      disputesTable(scene),
      heading('Complaints', '投诉'),
      complaintsTable(scene),
      heading('Holds', '暂停'),
      holdsTable(scene),
      heading('Clocks of rules', '规则时限'),
      rulesTable(scene),
      heading('Deadlines', '期限'),
      deadlinesTable(scene),
    ],
  };
}
