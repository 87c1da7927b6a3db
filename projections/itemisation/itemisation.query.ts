/** How did what a case owes come about, since its itemization date or between two days, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evolveCase, newCase } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { accruedAt, type Accrued } from '../../src/ledger/interest/index.js';
import { Problem } from '../../src/http/problem.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { itemise, type Itemisation } from './itemisation.calc.js';
import { statementOf, type Statement } from './statement.calc.js';

interface CaseHead extends AnswerHead {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
}

export class ItemisationQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    /** One itemization date for all debts; each debt's own where absent. */
    readonly since?: CivilDate,
  ) {}
}

export type ItemisationAnswer = CaseHead & Itemisation;

@QueryHandler(ItemisationQuery)
export class ItemisationHandler implements IQueryHandler<ItemisationQuery, ItemisationAnswer> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when, since }: ItemisationQuery): Promise<ItemisationAnswer> {
    const { head, opened, facts } = await caseHistory(this.read, caseId, when);
    const { asOf } = head;
    if (since !== undefined && since > asOf) {
      throw Problem.of(400, 'bad-window', `since ${since} lies after asOf ${asOf}.`, { field: 'since' });
    }
    const { account, currency } = facts.reduce(evolveCase, newCase(caseId));
    const accrued = accruedAt(account, asOf);
    const names = { case: caseId, ref: opened.data.ref ?? null, currency: currency ?? null };
    return { ...names, ...head, ...itemise(facts, { account, asOf, since, accrued }) };
  }
}

export class StatementQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    readonly from?: CivilDate,
    readonly to?: CivilDate,
  ) {}
}

export interface StatementAnswer extends CaseHead, Statement {
  /** Interest accrued by the last day and not posted: no part of the balance. */
  readonly accrued: readonly Accrued[];
}

@QueryHandler(StatementQuery)
export class StatementHandler implements IQueryHandler<StatementQuery, StatementAnswer> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when, from, to }: StatementQuery): Promise<StatementAnswer> {
    const { head, opened, facts } = await caseHistory(this.read, caseId, when);
    const last = to !== undefined && to < head.asOf ? to : head.asOf;
    // Whoever names no first day gets an empty statement as of a day before the case, no refusal of a day that they never gave.
    const first = from ?? (opened.eff < last ? opened.eff : last);
    if (first > last) {
      throw Problem.of(400, 'bad-window', `from ${first} lies after the last day, ${last}.`, { field: 'from' });
    }
    const { account, currency } = facts.reduce(evolveCase, newCase(caseId));
    const names = { case: caseId, ref: opened.data.ref ?? null, currency: currency ?? null };
    return { ...names, ...head, ...statementOf(facts, first, last), accrued: accruedAt(account, last) };
  }
}
