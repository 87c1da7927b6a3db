/** `quittance settlement list`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { SettlementListRow } from '../../../projections/settlements/settlements.query.js';
import type { Cli } from '../cli.js';
import type { Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';
import { answerPage, type PageOptions } from './page.js';

export interface SettlementListOptions extends PageOptions {
  readonly stage?: string;
}

export function settlementList(cli: Cli, { stage, ...options }: SettlementListOptions): Promise<void> {
  const place = { what: 'settlement list', path: '/v1/settlements' };
  return answerPage(cli, place, options, { stage }, columns(cli.lang));
}

function columns(lang: Language): Column<SettlementListRow>[] {
  const money = (amount: number, { currency }: SettlementListRow): string => moneyText(amount, currency, lang);
  return [
    { head: word('ref', lang), cell: (row) => row.ref ?? row.case },
    { head: word('stage', lang), cell: ({ stage }) => codeText('settlementStage', stage, lang) ?? stage },
    { head: word('owed', lang), align: 'right', cell: (row) => money(row.owed, row) },
    { head: word('amount', lang), align: 'right', cell: (row) => money(row.amount, row) },
    { head: word('paid', lang), align: 'right', cell: (row) => money(row.paid, row) },
    { head: word('expires', lang), cell: ({ expires }) => dateText(expires, lang) },
    { head: word('payBy', lang), cell: ({ payBy }) => dateText(payBy, lang) },
  ];
}
