/** On what terms does a case bear interest, and how much is posted and accrued, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evolveCase, newCase } from '../../src/ledger/case-state.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { interestAt, type InterestOfDebt } from './interest-at.calc.js';

export class CaseInterestQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseInterest extends AnswerHead {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  readonly debts: readonly InterestOfDebt[];
}

@QueryHandler(CaseInterestQuery)
export class CaseInterestHandler implements IQueryHandler<CaseInterestQuery, CaseInterest> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseInterestQuery): Promise<CaseInterest> {
    const { head, opened, facts } = await caseHistory(this.read, caseId, when);
    const { account, currency } = facts.reduce(evolveCase, newCase(caseId));
    const names = { case: caseId, ref: opened.data.ref ?? null, currency: currency ?? null };
    return { ...names, ...head, debts: interestAt(facts, account, head.asOf) };
  }
}
