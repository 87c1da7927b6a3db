/** What each component of each debt is made of since its itemisation date (12 CFR 1006.34(c)(2)(viii)). */
import type { Table } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import { accruedAt } from '../../../src/ledger/interest/index.js';
import { itemise, type DebtItems, type ItemRow } from '../../itemisation/itemisation.calc.js';
import type { Scene } from '../scene.js';
import { componentColumn, debtColumn } from './debt-name.js';

type Row = ItemRow & Pick<DebtItems, 'debt' | 'ref' | 'since'>;

export function itemisationTable({ history, head, state }: Scene): Table {
  const { account } = state;
  const accrued = accruedAt(account, head.asOf);
  const { debts } = itemise(history.facts, { account, asOf: head.asOf, accrued });
  const rows = debts.flatMap(({ debt, ref, since, rows: own }) =>
    own.map((row): Row => ({ ...row, debt, ref, since })),
  );
  const money = (name: Exclude<keyof ItemRow, 'component'>, title: readonly [string, string]) =>
    col<Row, 'money'>(name, 'money', title, (row) => row[name]);
  return table<Row>(
    {
      name: 'itemisation',
      about: ['A component of a debt, since its itemisation date', '某债务的一个组成部分，自构成起算日起'],
      none: ['No debt was registered.', '无登记的债务。'],
    },
    [
      debtColumn(({ debt }) => debt),
      col('ref', 'text', ['Account', '账户'], ({ ref }) => ref),
      col('since', 'date', ['Since', '起算日'], ({ since }) => since, { meaning: ['Itemisation date', '构成起算日'] }),
      componentColumn(({ component }) => component),
      money('opening', ['Opening', '期初']),
      money('charges', ['Charges', '计收']),
      money('interest', ['Interest', '利息']),
      money('adjustments', ['Adjustments', '调整']),
      money('payments', ['Payments', '还款']),
      money('credits', ['Credits', '减免']),
      money('balance', ['Balance', '余额']),
      money('accrued', ['Accrued, not posted', '已计未入账']),
    ],
    rows,
  );
}
