/** What does a case owe, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { newCase, evolveCase } from '../../src/ledger/case-state.js';
import { accruedAt, type Accrued } from '../../src/ledger/interest/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { accountUnder, balanceUnder } from './balance-under.calc.js';
import type { Basis, CaseBalance } from './balance.calc.js';

export class CaseBalanceQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    readonly basis: Basis = 'recorded',
  ) {}
}

export interface CaseBalanceAnswer extends AnswerHead, CaseBalance {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  readonly basis: Basis;
  /** Interest accrued by the end of the day and not posted: no part of net. */
  readonly accrued: readonly Accrued[];
}

@QueryHandler(CaseBalanceQuery)
export class CaseBalanceHandler implements IQueryHandler<CaseBalanceQuery, CaseBalanceAnswer> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when, basis }: CaseBalanceQuery): Promise<CaseBalanceAnswer> {
    const { head, opened, facts } = await caseHistory(this.read, caseId, when);
    const { currency, account: recorded } = facts.reduce(evolveCase, newCase(caseId));
    const account = accountUnder(recorded, facts, basis);
    return {
      case: caseId,
      ref: opened.data.ref ?? null,
      ...head,
      basis,
      currency: currency ?? null,
      ...balanceUnder(facts, account, head.asOf, basis),
      accrued: accruedAt(account, head.asOf),
    };
  }
}
