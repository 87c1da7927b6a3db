/** What each rule counted at each contact, as it is known now, up to and with that contact. */
import type { Table } from '../../src/documents/model.js';
import { col, table } from '../../src/documents/table.js';
import { coded, eventColumn, reasonWords } from './common.js';
import { counterWords } from './counter-words.js';
import type { ContactRow } from '../findings/rows.calc.js';
import type { Scene } from './scene.js';

function counted(row: Scene['findings'][number]): row is ContactRow {
  return row.kind === 'CONTACT' && (row.asNowKnown?.counters ?? row.asKnown?.counters) !== undefined;
}

export function countersTable({ findings }: Scene): Table {
  return table<ContactRow>(
    {
      name: 'counters',
      about: ['What a rule counted at a contact', '某规则在某次联系时的计数'],
      none: ['No rule counted a contact.', '无规则计数。'],
    },
    [
      eventColumn(({ event }) => event),
      col('at', 'instant', ['When', '时间'], ({ at }) => at),
      col('rule', 'text', ['Rule', '规则'], ({ rule }) => rule),
      col('pack', 'text', ['Pack', '规则包'], ({ pack }) => pack, { only: 'data' }),
      col('counters_then', 'words', ['Counted then', '当时计数'], ({ asKnown }) => counterWords(asKnown?.counters), {
        meaning: ['By what was known when the contact was decided', '按作出决定时所知'],
      }),
      col('counters', 'words', ['Counted now', '现时计数'], ({ asNowKnown }) => counterWords(asNowKnown?.counters), {
        meaning: ['By all that is known up to K', '按截至 K 所知'],
      }),
      col('outcome', 'code', ['Outcome', '结果'], ({ asNowKnown }) => coded('verdict', asNowKnown?.outcome)),
      col('reason', 'code', ['Why', '事由'], ({ asNowKnown }) => reasonWords(asNowKnown?.reason)),
    ],
    findings.filter(counted),
  );
}
