/** Chapter 3: what was owed, line by line, and that it adds up. */
import type { Chapter, Words } from '../../../src/documents/model.js';
import { heading, note } from '../../../src/documents/table.js';
import { balancesTable } from '../ledger/balances.js';
import { allocationsTable } from '../ledger/allocations.js';
import { interestBlocks } from '../ledger/interest.js';
import { itemisationTable } from '../ledger/itemisation.js';
import { reconciliation } from '../ledger/reconciliation.js';
import { reversalsTable } from '../ledger/reversals.js';
import { statementBlocks } from '../ledger/statement.js';
import type { Scene } from '../scene.js';

const TITLE: Words = { en: 'Ledger statement', zh: '账务对账单' };

export function ledger(scene: Scene): Chapter {
  const { head } = scene;
  return {
    number: 3,
    name: 'ledger',
    title: TITLE,
    blocks: [
      note(
        'Positive balances are owed; negative balances are in credit. Amounts are whole minor units of the currency, shown with their decimal places.',
        '余额为正表示欠款，为负表示多付。金额以币种最小单位的整数记账，显示时带小数位。',
      ),
      heading('Statement by value date', '按生效日排列的对账单'),
      ...statementBlocks(scene),
      heading('Balances at each fact, in the order of recording', '各条事实后的余额（按记录先后）'),
      balancesTable(scene),
      heading('Allocation of money', '款项冲抵明细'),
      allocationsTable(scene),
      heading('Interest sheet', '利息计算表'),
      ...interestBlocks(scene),
      heading('Payments taken back', '还款冲正'),
      reversalsTable(scene),
      heading(`Itemisation on ${head.asOf}`, `${head.asOf} 的欠款构成`),
      itemisationTable(scene),
      heading('Reconciliation', '核对'),
      ...reconciliation(scene),
    ],
  };
}
