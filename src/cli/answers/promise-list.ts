/** `quittance promise list`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { PromiseListRow } from '../../../projections/promises/promises.query.js';
import type { Cli } from '../cli.js';
import type { Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';
import { answerPage, type PageOptions } from './page.js';

export interface PromiseListOptions extends PageOptions {
  readonly outcome?: string;
  readonly dueFrom?: string;
  readonly dueTo?: string;
  readonly reported?: boolean;
}

export function promiseList(cli: Cli, options: PromiseListOptions): Promise<void> {
  const { outcome, dueFrom, dueTo, reported, ...page } = options;
  const filters = { outcome, dueFrom, dueTo, reported: reported ? 'true' : undefined };
  return answerPage(cli, { what: 'promise list', path: '/v1/promises' }, page, filters, columns(cli.lang));
}

function columns(lang: Language): Column<PromiseListRow>[] {
  const outcomeText = (outcome: string): string => codeText('promiseOutcome', outcome, lang) ?? outcome;
  return [
    { head: word('ref', lang), cell: (row) => row.ref ?? row.case },
    { head: word('made', lang), cell: ({ made }) => dateText(made, lang) },
    { head: word('due', lang), cell: ({ due }) => dateText(due, lang) },
    { head: word('amount', lang), align: 'right', cell: (row) => moneyText(row.amount, row.currency, lang) },
    { head: word('paid', lang), align: 'right', cell: (row) => moneyText(row.paid, row.currency, lang) },
    { head: word('outcome', lang), cell: ({ outcome }) => outcomeText(outcome) },
    { head: word('reported', lang), cell: ({ reported }) => (reported ? outcomeText(reported.outcome) : null) },
  ];
}
