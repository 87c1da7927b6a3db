/** Chapter 1: which case, as of when, from how many facts, under which rules and versions, and what is kept back. */
import type { Block, Chapter } from '../../../src/documents/model.js';
import { col, note, pairs, paragraph, table, typed } from '../../../src/documents/table.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { coded, listed } from '../common.js';
import type { Scene } from '../scene.js';

interface StreamRow {
  readonly stream: string;
  readonly facts: readonly LedgerFact[];
}

/** Facts by stream, in the order in which the streams begin. */
function streamsOf({ history }: Scene): StreamRow[] {
  const streams = new Map<string, LedgerFact[]>();
  for (const fact of history.merged) streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  return [...streams].map(([stream, facts]) => ({ stream, facts }));
}

function rolesOf({ history }: Scene, stream: string): string[] {
  return history.facts.flatMap((fact) =>
    fact.type === 'PartyLinked' && fact.data.party === stream ? [fact.data.role] : [],
  );
}

function caseBlock(scene: Scene): Block {
  const { caseId, head, history, zone, currency, book } = scene;
  const { opened, merged } = history;
  const [portfolio] = book.facts.filter(
    (fact): fact is Extract<LedgerFact, { type: 'PortfolioCreated' }> =>
      fact.type === 'PortfolioCreated' && fact.stream === opened.data.portfolio,
  );
  const { name = null, creditor = null, creditorKind, capacity, jurisdictions } = portfolio?.data ?? {};
  return pairs(
    [['Case', '案件'], typed('text', caseId)],
    [['Reference', '案件编号'], typed('text', opened.data.ref ?? null)],
    [['Portfolio', '资产包'], typed('text', name)],
    [['Creditor', '债权人'], typed('text', creditor)],
    [['Kind of creditor', '债权人类型'], typed('code', coded('creditorKind', creditorKind))],
    [['Collected by', '催收身份'], typed('code', coded('capacity', capacity))],
    [['Jurisdictions', '法域'], typed('text', jurisdictions?.join(', ') ?? null)],
    [['Product', '产品'], typed('text', opened.data.product ?? null)],
    [['Currency', '币种'], typed('text', currency ?? null)],
    [['Time zone', '时区'], typed('text', zone)],
    [['Opened', '立案日'], typed('date', opened.eff)],
    [['True on (V)', '生效时点（V）'], typed('date', head.asOf)],
    [['As known at (K)', '认知时点（K）'], typed('instant', head.knownAt)],
    [['Last fact included', '所含最后一条事实'], typed('text', head.lastEvent)],
    [['Facts read', '读取的事实数'], typed('integer', merged.length)],
  );
}

export function scope(scene: Scene): Chapter {
  const { head, versions, zone, withholds } = scene;
  const streams = table<StreamRow>(
    { name: 'streams', title: ['Streams', '事件流'], about: ['A stream that was read', '一个读取的事件流'] },
    [
      col('stream', 'text', ['Stream', '事件流'], ({ stream }) => stream),
      col('role', 'words', ['Of', '归属'], ({ stream }) => listed('role', rolesOf(scene, stream))),
      col('facts', 'integer', ['Facts', '事实数'], ({ facts }) => facts.length, {
        meaning: ['Facts that concern this case', '与本案有关的事实数'],
      }),
      col('first_revision', 'integer', ['First revision', '首个版次'], ({ facts }) => facts[0]?.revision ?? null),
      col('last_revision', 'integer', ['Last revision', '末个版次'], ({ facts }) => facts.at(-1)?.revision ?? null),
      col('last_recorded', 'instant', ['Last recorded', '最后记录时间'], ({ facts }) => facts.at(-1)?.rec ?? null),
    ],
    streamsOf(scene),
  );
  const packs = table<Scene['versions']['packs'][number]>(
    { name: 'rule_packs', title: ['Rule packs', '规则包'], about: ['A rule pack in force at K', 'K 时启用的规则包'] },
    [
      col('pack', 'text', ['Pack', '规则包'], ({ pack }) => pack),
      col('sha256', 'digest', ['SHA-256', 'SHA-256'], ({ digest }) => digest),
    ],
    versions.packs,
  );
  const calendars = Object.entries(versions.calendars).map(([id, version]) => `${id} ${version}`);
  return {
    number: 1,
    name: 'scope',
    title: { en: 'Scope and versions', zh: '范围与版本' },
    blocks: [
      caseBlock(scene),
      note(
        `Everything below says what was true on ${head.asOf}, the whole day, as it was known at K. Amounts name their currency; instants are printed in the zone ${zone} with their offset from UTC. Numbers such as #12 are those of the chronicle (chapter 2). The K that the manifest names is that of the whole pack; it may be a moment later than this one, by facts of which this case knows nothing.`,
        `以下内容均为 ${head.asOf} 全日结束时、按 K 时所知的情况。金额均注明币种；时间以 ${zone} 时区显示，并注明与 UTC 的偏移。#12 之类的编号为大事记（第 2 章）中的序号。清单（manifest.json）所载 K 属于整个文件包，可能因与本案无关的事实而略晚于此处的 K。`,
      ),
      ...(withholds
        ? [
            paragraph(
              'Personal values and free text are kept back from this reader: they are shown as [sealed]. What was erased is shown as [erased].',
              '个人信息与自由文本不向本读者披露，显示为 [已密封]；已删除的显示为 [已删除]。',
            ),
          ]
        : []),
      streams,
      packs,
      pairs(
        [['Time-zone data', '时区数据版本'], typed('text', versions.tz)],
        [['Calendars', '工作日历'], typed('text', calendars.length === 0 ? null : calendars.join('; '))],
      ),
    ],
  };
}
