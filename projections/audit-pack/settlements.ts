/** Settlements: what was offered, until when, and what became of it. */
import type { Table } from '../../src/documents/model.js';
import { col, table } from '../../src/documents/table.js';
import { SettlementBook, type SettlementAt } from '../../src/ledger/settlement/index.js';
import { coded, eventColumn, proofColumn } from './common.js';
import { paymentEvents } from './payment-events.js';
import type { Scene } from './scene.js';

export function settlementsTable(scene: Scene): Table {
  const { history, head } = scene;
  const events = paymentEvents(scene);
  return table<SettlementAt>(
    {
      name: 'settlements',
      about: ['A settlement and its stage on V', '一项和解及其 V 日阶段'],
      none: ['No settlement was offered.', '无和解。'],
    },
    [
      eventColumn(({ record }) => record.event),
      col('settlement', 'id', ['Settlement', '和解'], ({ record }) => record.terms.settlement),
      col('offered', 'date', ['Offered', '提出日'], ({ record }) => record.offered.on),
      col('owed', 'money', ['Owed then', '当时欠款'], ({ record }) => record.terms.owed),
      col('amount', 'money', ['Amount', '和解金额'], ({ record }) => record.terms.amount),
      col('expires', 'date', ['Open until', '有效至'], ({ record }) => record.terms.expires),
      col('pay_by', 'date', ['To be paid by', '付款期限'], ({ record }) => record.terms.payBy),
      col('stage', 'code', ['Stage', '阶段'], ({ stage }) => coded('settlementStage', stage)),
      col('since', 'date', ['Since', '自'], ({ since }) => since),
      col('paid', 'money', ['Paid', '已还'], ({ paid }) => paid),
      col('waived', 'money', ['Waived', '减免'], ({ record }) => record.completed?.waived ?? null),
      proofColumn(({ payments }) => payments.flatMap((payment) => events.get(payment) ?? [])),
    ],
    new SettlementBook(history.facts).at(head.asOf),
  );
}
