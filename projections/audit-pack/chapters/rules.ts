/** Chapter 7: what each rule says of everything that was done, as known then and as known now, with the facts it rests on. */
import type { Chapter, Words } from '../../../src/documents/model.js';
import { col, heading, note, table, type Column } from '../../../src/documents/table.js';
import { packName, ruleName, type RuleEntry } from '../../../src/rules/index.js';
import { forbids } from '../../findings/compliance.calc.js';
import type { ContactRow, DutyRow, FindingRow, Said, SaidOfDuty } from '../../findings/rows.calc.js';
import { coded, eventColumn, proofColumn, reasonWords } from '../common.js';
import type { Scene } from '../scene.js';

type Row = ContactRow | DutyRow;

interface RuleRow {
  readonly pack: string;
  readonly name: string;
  readonly rule: RuleEntry;
  readonly judged: number;
  readonly breachesThen: number;
  readonly breachesNow: number;
  readonly differs: number;
}

/** As the compliance report counts contacts and missed deadlines: an advice is none. And what a rule forbids without a contact. */
export function isBreach(said: Said | SaidOfDuty | null | undefined): boolean {
  if (!said) return false;
  if ('effect' in said) return forbids(said);
  return said.outcome === 'DUTY_MISSED' || said.outcome === 'PROHIBITED';
}

/** Worth reading: anything but that a contact is allowed on both bases. */
function isTelling({ asKnown, asNowKnown, differs }: Row): boolean {
  const plain = (said: Said | SaidOfDuty | null | undefined): boolean =>
    !said || (said.outcome === 'ALLOWED' && !('effect' in said && said.effect !== undefined));
  return differs || !plain(asKnown) || !plain(asNowKnown);
}

function rulesOf({ book, findings }: Scene): RuleRow[] {
  const rows = findings.filter((row): row is Row => row.kind !== 'CLEARANCE');
  return book.packs.flatMap(({ pack }) =>
    pack.rules.flatMap((rule): RuleRow[] => {
      const [inPack, ofRule] = [packName(pack), ruleName(rule)];
      const own = rows.filter((row) => row.rule === ofRule && row.pack === inPack);
      if (own.length === 0) return [];
      const count = (fits: (row: Row) => boolean): number => own.filter(fits).length;
      return [
        {
          ...{ pack: inPack, name: ofRule, rule, judged: own.length },
          breachesThen: count(({ asKnown }) => isBreach(asKnown)),
          breachesNow: count(({ asNowKnown }) => isBreach(asNowKnown)),
          differs: count(({ differs }) => differs),
        },
      ];
    }),
  );
}

const VERIFICATION: Readonly<Record<RuleEntry['verification'], Words>> = {
  verified: { en: 'verified at the source', zh: '已核对原文' },
  secondary: { en: 'from a secondary source', zh: '据二手来源' },
  unverified: { en: 'not verified: advises only', zh: '未核实：仅作提示' },
};

const ruleColumns: Column<RuleRow>[] = [
  col('rule', 'text', ['Rule', '规则'], ({ name }) => name),
  col('pack', 'text', ['Pack', '规则包'], ({ pack }) => pack),
  col('title', 'words', ['What', '名称'], ({ rule }) => rule.title),
  col('citation', 'text', ['Source', '依据'], ({ rule }) => rule.citation),
  col('verification', 'words', ['Checked', '核实'], ({ rule }) => VERIFICATION[rule.verification]),
  col('judged', 'integer', ['Judged', '评估数'], ({ judged }) => judged),
  col('breaches_then', 'integer', ['Breaches, known then', '当时所知违规'], ({ breachesThen }) => breachesThen),
  col('breaches_now', 'integer', ['Breaches, known now', '现时所知违规'], ({ breachesNow }) => breachesNow),
  col('differs', 'integer', ['Differ', '不同'], ({ differs }) => differs),
  col('source_url', 'text', ['Address', '网址'], ({ rule }) => rule.source_url, { only: 'data' }),
  col('in_force_from', 'date', ['In force from', '生效自'], ({ rule }) => rule.in_force_from, { only: 'data' }),
  col('in_force_to', 'date', ['In force to', '生效至'], ({ rule }) => rule.in_force_to ?? null, { only: 'data' }),
  col('evaluator', 'text', ['Evaluator', '判定函数'], ({ rule }) => rule.evaluator, { only: 'data' }),
  col('parameters', 'text', ['Parameters', '参数'], ({ rule }) => JSON.stringify(rule.parameters), { only: 'data' }),
];

function thenWords(row: Row): Words | null {
  if (row.kind === 'CONTACT' && row.nothingThen !== undefined) return NOTHING[row.nothingThen] ?? null;
  if (row.kind === 'DUTY' && row.asKnown === null) return { en: 'nobody could know of it', zh: '当时无从得知' };
  return coded('verdict', row.asKnown?.outcome);
}

function nowWords(row: Row): Words | null {
  if (row.kind === 'CONTACT' && row.nothingNow !== undefined) return NOTHING[row.nothingNow] ?? null;
  return coded('verdict', row.asNowKnown?.outcome);
}

const NOTHING: Readonly<Record<string, Words>> = {
  'case-not-recorded-then': { en: 'the case was not recorded then', zh: '当时案件尚未记录' },
  'record-taken-back': { en: 'the record was taken back', zh: '记录已撤回' },
  'not-outbound': { en: 'it came in', zh: '并非主动联系' },
};

const rowColumns: Column<Row>[] = [
  eventColumn(({ event }) => event),
  col('on', 'date', ['Day', '日期'], (row) => (row.kind === 'CONTACT' ? row.on : (row.asNowKnown.due ?? null))),
  col('about', 'words', ['About', '对象'], (row) =>
    row.kind === 'CONTACT' ? coded('channel', row.channel) : { en: 'duty', zh: '义务' },
  ),
  col('rule', 'text', ['Rule', '规则'], ({ rule }) => rule),
  col('pack', 'text', ['Pack', '规则包'], ({ pack }) => pack, { only: 'data' }),
  col('subject', 'id', ['Subject', '对象编号'], (row) => (row.kind === 'CONTACT' ? row.contact : row.subject), {
    only: 'data',
  }),
  col('known_then', 'words', ['Known then', '当时所知'], thenWords),
  col('reason_then', 'code', ['Why then', '当时事由'], ({ asKnown }) => reasonWords(asKnown?.reason)),
  col('known_now', 'words', ['Known now', '现时所知'], nowWords),
  col('reason_now', 'code', ['Why now', '现时事由'], ({ asNowKnown }) => reasonWords(asNowKnown?.reason)),
  col('differs', 'yes', ['Differs', '不同'], ({ differs }) => differs),
  col('decided_at', 'instant', ['Decided', '决定时间'], (row) => (row.kind === 'CONTACT' ? row.decidedAt : null), {
    only: 'data',
  }),
  col('late', 'events', ['Recorded late', '补录'], (row) => (row.kind === 'CONTACT' ? row.lateFacts : []), {
    meaning: ['Facts recorded later that made the difference', '造成差异的补录事实'],
  }),
  proofColumn((row) => row.asNowKnown?.inputs ?? row.asKnown?.inputs ?? []),
];

export function rules(scene: Scene): Chapter {
  const { findings, versions } = scene;
  const rows = findings.filter((row: FindingRow): row is Row => row.kind !== 'CLEARANCE');
  return {
    number: 7,
    name: 'rules',
    title: { en: 'Rule evaluation', zh: '规则评估' },
    blocks: [
      note(
        `Each rule judges each contact and duty twice: by what was known when the contact was decided (or the duty's last day ended), and by all that was known at K. “Not evaluated” means that something the rule needs is not known; it never counts as allowed. Rule packs: ${versions.packs.map(({ pack }) => pack).join(', ') || 'none'}.`,
        `每条规则对每次联系和义务各评估两次：按决定当时（或义务末日终了时）所知，以及按 K 时所知。“未评估”表示规则所需信息不明，绝不视为准许。规则包：${versions.packs.map(({ pack }) => pack).join('、') || '无'}。`,
      ),
      heading('By rule', '按规则'),
      table<RuleRow>(
        {
          name: 'rules',
          about: ['A rule that had something to say', '有评估结果的规则'],
          none: ['No rule applied.', '无适用规则。'],
        },
        ruleColumns,
        rulesOf(scene),
      ),
      heading('What is not simply allowed', '并非一概准许的事项'),
      table<Row>(
        {
          name: 'findings',
          about: ['What a rule says of a contact or duty', '某规则对某次联系或义务的评估'],
          none: ['Every rule allowed everything.', '全部规则均准许。'],
          prints: isTelling,
        },
        rowColumns,
        rows,
      ),
    ],
  };
}
