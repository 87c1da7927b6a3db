/** How far past due is a case, as of (V, K), and when did it change bucket? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  accountAt,
  bucketChanges,
  DelinquencyBook,
  type AccountAt,
  type BucketChange,
} from '../../src/ledger/delinquency/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { tableCalled, tableOfPortfolio, viewOf, type TableView } from './table-of.js';

export class CaseDelinquencyQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    readonly table?: string,
  ) {}
}

export interface DebtDelinquency extends AccountAt {
  readonly debt: string;
  readonly oldestDue: string | null;
  readonly principal: number;
  readonly chargedOff: number;
  /** Event id of the source's statement that holds, and the day it speaks of. */
  readonly statement: { readonly event: string; readonly asOf: string } | null;
}

export interface CaseDelinquency extends AnswerHead {
  readonly case: string;
  readonly table: TableView;
  readonly account: AccountAt;
  readonly debts: readonly DebtDelinquency[];
  /** What notices of bucket changes say, computed. */
  readonly changes: readonly BucketChange[];
}

@QueryHandler(CaseDelinquencyQuery)
export class CaseDelinquencyHandler implements IQueryHandler<CaseDelinquencyQuery, CaseDelinquency> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when, table: named }: CaseDelinquencyQuery): Promise<CaseDelinquency> {
    const { head, facts, opened } = await caseHistory(this.read, caseId, when);
    const own = opened.data.portfolio;
    const table = named === undefined ? await tableOfPortfolio(this.read.store, own) : tableCalled(named);
    const book = new DelinquencyBook(facts);
    const states = book.at(head.asOf);
    const debts = [...states].map(([debt, state]): DebtDelinquency => {
      const { oldestDue = null, principal, chargedOff, report } = state;
      const statement = report ? { event: report.event, asOf: report.asOf } : null;
      return { debt, ...accountAt([state], head.asOf, table), oldestDue, principal, chargedOff, statement };
    });
    const account = accountAt(states.values(), head.asOf, table);
    const changes = bucketChanges(book, head.asOf, table);
    return { case: caseId, ...head, table: viewOf(table), account, debts, changes };
  }
}
