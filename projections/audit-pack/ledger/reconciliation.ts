/** That all ways to the balance meet (design.md, law 5): flows by account, statement, components, itemisation. */
import type { Block } from '../../../src/documents/model.js';
import { pairs, paragraph, typed } from '../../../src/documents/table.js';
import { journalOf, netEffect, type JournalAccount } from '../../../src/ledger/payment/index.js';
import { balanceOf } from '../../balances/balance.calc.js';
import { itemise } from '../../itemisation/itemisation.calc.js';
import type { Scene } from '../scene.js';
import { balanceRows } from './balances.js';
import { statementSince } from './statement.js';

/** What each account outside the case added to what is owed. */
export function flowsOf({ history, head }: Pick<Scene, 'history' | 'head'>): ReadonlyMap<JournalAccount, number> {
  const flows = new Map<JournalAccount, number>();
  for (const entry of history.facts.flatMap(journalOf)) {
    const effect = netEffect(entry);
    if (entry.eff > head.asOf || effect === 0) continue;
    const account = effect > 0 ? entry.credit : entry.debit;
    flows.set(account, (flows.get(account) ?? 0) + effect);
  }
  return flows;
}

/** The same balance on five ways; the ways that came to something else, by name. */
export function disagreements(scene: Pick<Scene, 'history' | 'head' | 'state'>): string[] {
  const { history, head, state } = scene;
  const { net, held, components } = balanceOf(history.facts, head.asOf);
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
  const last = balanceRows(scene).at(-1);
  const items = itemise(history.facts, { account: state.account, asOf: head.asOf, accrued: [] });
  const ways: readonly (readonly [string, number])[] = [
    ['flows', sum(flowsOf(scene).values())],
    ['statement', statementSince(scene).closing],
    ['balances', last?.net ?? 0],
    ['components', sum(Object.values(components)) - held],
    ['itemisation', items.net],
  ];
  return ways.flatMap(([name, amount]) => (amount === net ? [] : [name]));
}

export function reconciliation(scene: Scene): Block[] {
  const flows = flowsOf(scene);
  const of = (account: JournalAccount) => typed('money', flows.get(account) ?? 0);
  const { net } = balanceOf(scene.history.facts, scene.head.asOf);
  const differ = disagreements(scene);
  return [
    pairs(
      [['Owed at registration', '登记时欠款'], of('opening')],
      [['Charges', '计收'], of('charges')],
      [['Interest posted', '利息入账'], of('accruals')],
      [['Adjustments', '调整'], of('adjustments')],
      [['Waivers', '减免'], of('waivers')],
      [['Payments', '还款'], of('payments')],
      [['Payments taken back', '还款冲正'], of('reversals')],
      [['Refunds', '退款'], of('refunds')],
      [['Owed', '欠款'], typed('money', net)],
    ),
    differ.length === 0
      ? paragraph(
          'The closing balance of the statement, the last balance in the order of recording, the sum of these flows, the components less what is held, and the itemisation all come to this amount.',
          '对账单期末余额、按记录先后的最后余额、上述各项合计、各组成部分之和减暂存款、欠款构成合计，均与此金额一致。',
        )
      : paragraph(
          `THE WAYS TO THE BALANCE DISAGREE: ${differ.join(', ')}. This is a fault of the program; keep this pack and tell its maker.`,
          `各种计算结果不一致：${differ.join('、')}。这是程序错误，请保存本文件包并告知开发方。`,
        ),
  ];
}
