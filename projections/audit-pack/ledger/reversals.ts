/** Payments that were taken back, under which basis, and on which days the other basis would say otherwise. */
import type { Table, Words } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import { reversalsAt, type BasisDifference, type ReversalView } from '../../reversals/reversals.calc.js';
import { moneyText } from '../../audit-history/sentences/amounts.js';
import { coded, eventColumn } from '../common.js';
import type { Scene } from '../scene.js';

/** `to` is the first day that is not in it. */
function spanEn(from: string, to: string | null): string {
  return to === null ? `from ${from} on` : `from ${from} to before ${to}`;
}

/** What the other basis would say, span by span. */
function otherwise(
  differences: readonly BasisDifference[],
  basis: ReversalView['basis'],
  currency: string | undefined,
): Words | null {
  if (differences.length === 0) return null;
  const say = (language: 'en' | 'zh'): string =>
    differences
      .map(({ from, to, originalDate, reversalDate }) => {
        const [own, other] = basis === 'ORIGINAL_DATE' ? [originalDate, reversalDate] : [reversalDate, originalDate];
        const span = language === 'en' ? spanEn(from, to) : `${from} ${to === null ? '起' : `至 ${to}`}`;
        const money = (amount: number): string => moneyText(amount, currency, language);
        return language === 'en'
          ? `${span}: ${money(other.net)} instead of ${money(own.net)}`
          : `${span}：${money(other.net)}（现为 ${money(own.net)}）`;
      })
      .join('\n');
  return { en: say('en'), zh: say('zh') };
}

export function reversalsTable({ history, head, state, currency }: Scene): Table {
  return table<ReversalView>(
    {
      name: 'reversals',
      about: ['A payment that was taken back', '一笔被冲正的还款'],
      none: ['No payment was taken back.', '无还款冲正。'],
      lead: 'other_basis',
    },
    [
      eventColumn(({ event }) => event),
      col('payment', 'id', ['payment', '还款'], ({ payment }) => payment),
      col('paid_on', 'date', ['paid on', '付款日'], ({ paidOn }) => paidOn),
      col('reversed_on', 'date', ['taken back on', '冲正日'], ({ reversedOn }) => reversedOn),
      col('amount', 'money', ['amount', '金额'], ({ amount }) => amount),
      col('reason', 'code', ['reason', '原因'], ({ reason }) => coded('reversalReason', reason)),
      col('basis', 'code', ['basis', '口径'], ({ basis }) => coded('reversalBasis', basis)),
      col('other_basis', 'words', ['Owed under the other basis', '按另一口径的欠款'], ({ differences, basis }) =>
        otherwise(differences, basis, currency),
      ),
    ],
    reversalsAt(history.facts, state.account, head.asOf),
  );
}
