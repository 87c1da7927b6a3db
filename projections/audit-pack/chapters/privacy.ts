/** Chapter 8: consents, opt-outs, accesses, disclosures, erasures and restrictions, each with its ground. */
import type { Block, Chapter, Words } from '../../../src/documents/model.js';
import { col, heading, note, paragraph, table } from '../../../src/documents/table.js';
import type { Entry } from '../../../src/ledger/register/index.js';
import type { Access } from '../case-accesses.js';
import { coded, eventColumn, proofColumn, toldTogether } from '../common.js';
import type { Scene } from '../scene.js';

interface Group {
  readonly name: string;
  readonly title: readonly [en: string, zh: string];
  readonly registers: readonly string[];
  readonly none: readonly [en: string, zh: string];
}

const GROUPS: readonly Group[] = [
  {
    name: 'consents',
    title: ['Consents and wishes', '同意与意愿'],
    registers: ['consent', 'preference', 'numberCheck'],
    none: ['No consent and no wish was recorded.', '无同意或意愿记录。'],
  },
  {
    name: 'opt_outs',
    title: ['Opt-outs, requests to cease and prohibitions', '退订、停止联系要求与禁止'],
    registers: ['optOut', 'ceaseRequest', 'prohibition'],
    none: ['Nobody opted out or asked to be left alone.', '无退订或停止联系要求。'],
  },
  {
    name: 'disclosures',
    title: ['Disclosures made, and data given to others', '告知与向他人提供数据'],
    registers: ['disclosure', 'dataShare'],
    none: ['No disclosure was recorded, and no data was given to others.', '无告知记录，亦未向他人提供数据。'],
  },
  {
    name: 'erasures',
    title: ['Erasures, restrictions and legal holds', '删除、限制处理与证据保全'],
    registers: ['erasure', 'restriction', 'legalHold', 'caseLegalHold'],
    none: [
      'No erasure was asked for, nothing is restricted, and no legal hold stands.',
      '无删除请求、限制处理或证据保全。',
    ],
  },
];

const STAGES: Readonly<Record<Entry['stage'], Words>> = {
  OPEN: { en: 'stands', zh: '有效' },
  NOTED: { en: 'noted', zh: '已记录' },
  ENDED: { en: 'ended', zh: '已结束' },
};

function groupBlocks(scene: Scene, { name, title, registers, none }: Group): Block[] {
  const entries = scene.registers.filter(({ register }) => registers.includes(register));
  const rows = table<Entry>(
    { name, about: ['An entry of these registers on V', '相关登记簿中 V 日的一项'], none, lead: 'said' },
    [
      eventColumn(({ event }) => event),
      col('register', 'text', ['register', '登记簿'], ({ register }) => register, { only: 'data' }),
      col('id', 'id', ['entry', '事项'], ({ id }) => id),
      col('since', 'date', ['since', '自'], ({ since }) => since),
      col('stage', 'words', ['state', '状态'], ({ stage }) => STAGES[stage]),
      col('last_on', 'date', ['last', '最近'], ({ lastOn, events }) => (events.length > 1 ? lastOn : null)),
      proofColumn(({ events }) => events),
      col('said', 'words', ['What', '内容'], ({ events }) => toldTogether(scene, events)),
    ],
    entries,
  );
  return [heading(...title), rows];
}

/** What became of the keys of persons: facts, but no entries of a register. */
function keysTable(scene: Scene): Block {
  const destroyed = scene.history.merged.filter(
    ({ type, eff }) => type === 'SubjectKeyDestroyed' && eff <= scene.head.asOf,
  );
  return table<(typeof destroyed)[number]>(
    { name: 'destroyed_keys', about: ['Keys of a person that were destroyed', '已销毁的个人密钥'], lead: 'said' },
    [
      eventColumn(({ id }) => id),
      col('effective', 'date', ['effective', '生效'], ({ eff }) => eff),
      col('said', 'words', ['What', '内容'], ({ id }) => toldTogether(scene, [id])),
    ],
    destroyed,
  );
}

function accessBlocks({ accesses }: Scene): Block[] {
  if (accesses === undefined) {
    return [
      paragraph(
        'Who read personal data or exported the case is recorded in streams of its own, which this copy does not hold.',
        '个人信息的读取与案件导出记录于独立的事件流，本副本未包含。',
      ),
    ];
  }
  return [
    note(
      'Of the case, and of its people as such. They are recorded in streams of their own, which this pack does not prove.',
      '涉及本案及其当事人。此类记录存于独立的事件流，不在本证据包的证明范围内。',
    ),
    table<Access>(
      {
        name: 'accesses',
        about: ['A read of personal data, or an export', '一次个人信息读取或导出'],
        none: ['Nobody read personal data of this case or exported it.', '无读取个人信息或导出记录。'],
      },
      [
        col('at', 'instant', ['When', '时间'], ({ at }) => at),
        col('by', 'text', ['Who', '何人'], ({ by }) => by),
        col('role', 'code', ['Role', '角色'], ({ role }) => coded('accessRole', role)),
        col('obo', 'text', ['On behalf of', '代表'], ({ obo }) => obo),
        col('what', 'code', ['What', '内容'], ({ what }) => coded('accessWhat', what)),
        col('format', 'text', ['File', '文件'], ({ format }) => format),
        col('recipient', 'text', ['For', '接收方'], ({ recipient }) => recipient),
        col('event', 'text', ['Fact', '事实'], ({ event }) => event),
      ],
      accesses,
    ),
  ];
}

export function privacy(scene: Scene): Chapter {
  return {
    number: 8,
    name: 'privacy',
    title: { en: 'Consent and privacy', zh: '同意与隐私' },
    blocks: [
      note(
        'Of everybody who takes part in the case. Texts of persons are printed only where this reader may see them.',
        '涉及本案全部当事人。个人文本仅在本读者有权查看时显示。',
      ),
      ...GROUPS.flatMap((group) => groupBlocks(scene, group)),
      keysTable(scene),
      heading('Accesses and exports', '读取与导出'),
      ...accessBlocks(scene),
    ],
  };
}
