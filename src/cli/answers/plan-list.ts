/** `quittance plan list`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { PlanListRow } from '../../../projections/plans/plans.query.js';
import type { Cli } from '../cli.js';
import type { Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';
import { answerPage, type PageOptions } from './page.js';

export interface PlanListOptions extends PageOptions {
  readonly state?: string;
  readonly kind?: string;
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

export function planList(cli: Cli, { state, kind, dueFrom, dueTo, ...options }: PlanListOptions): Promise<void> {
  const filters = { state, kind, dueFrom, dueTo };
  return answerPage(cli, { what: 'plan list', path: '/v1/plans' }, options, filters, columns(cli.lang));
}

function columns(lang: Language): Column<PlanListRow>[] {
  const money = (amount: number, { currency }: PlanListRow): string => moneyText(amount, currency, lang);
  return [
    { head: word('ref', lang), cell: (row) => row.ref ?? row.case },
    { head: word('plan', lang), cell: ({ plan }) => plan.slice(0, 8) },
    { head: word('version', lang), align: 'right', cell: ({ version }) => version },
    { head: word('state', lang), cell: ({ state }) => codeText('planState', state, lang) ?? state },
    { head: word('since', lang), cell: ({ since }) => dateText(since, lang) },
    { head: word('total', lang), align: 'right', cell: (row) => money(row.total, row) },
    { head: word('paid', lang), align: 'right', cell: (row) => money(row.paid, row) },
    { head: word('arrears', lang), align: 'right', cell: (row) => money(row.arrears, row) },
    {
      head: word('inCount', lang),
      align: 'right',
      cell: ({ adherence: { count } }) => `${count.numerator}/${count.denominator}`,
    },
    { head: word('nextDue', lang), cell: ({ nextDue }) => (nextDue === null ? null : dateText(nextDue, lang)) },
  ];
}
