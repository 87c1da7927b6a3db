/** Debts as tables name them. */
import { col, type Column } from '../../../src/documents/table.js';
import { coded } from '../common.js';

export function debtColumn<R>(debt: (row: R) => string | null | undefined): Column<R> {
  return col('debt', 'id', ['Debt', '债务'], (row) => debt(row) ?? null, {
    meaning: ['Id of the debt; “case” for what is owed on the case as a whole', '债务编号；“case”指属于整个案件的欠款'],
  });
}

export function componentColumn<R>(component: (row: R) => string): Column<R> {
  return col('component', 'code', ['Component', '组成部分'], (row) => coded('component', component(row)));
}
