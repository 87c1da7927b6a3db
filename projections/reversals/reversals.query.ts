/** Which payments were taken back, and what would the other basis have said, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evolveCase, newCase } from '../../src/ledger/case-state.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { reversalsAt, type ReversalView } from './reversals.calc.js';

export class CaseReversalsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseReversals extends AnswerHead {
  readonly case: string;
  readonly currency: string | null;
  readonly reversals: readonly ReversalView[];
}

@QueryHandler(CaseReversalsQuery)
export class CaseReversalsHandler implements IQueryHandler<CaseReversalsQuery, CaseReversals> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseReversalsQuery): Promise<CaseReversals> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    const { account, currency } = facts.reduce(evolveCase, newCase(caseId));
    return { case: caseId, currency: currency ?? null, ...head, reversals: reversalsAt(facts, account, head.asOf) };
  }
}
