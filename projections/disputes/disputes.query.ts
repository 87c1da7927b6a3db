/** Which disputes are there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { type Dispute, type DisputeFact, evolveDisputes } from '../../src/ledger/dispute/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText } from '../tables/table.js';
import { DISPUTES } from './disputes.tables.js';

export class CaseDisputesQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseDisputes extends AnswerHead {
  readonly case: string;
  readonly disputes: readonly Dispute[];
}

function isDispute(fact: CaseStreamFact): fact is DisputeFact {
  return 'dispute' in fact.data;
}

@QueryHandler(CaseDisputesQuery)
export class CaseDisputesHandler implements IQueryHandler<CaseDisputesQuery, CaseDisputes> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseDisputesQuery): Promise<CaseDisputes> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    const own = facts.filter(isDispute).filter((fact) => fact.eff <= head.asOf);
    return { case: caseId, ...head, disputes: [...own.reduce(evolveDisputes, new Map()).values()] };
  }
}

export class DisputeListQuery {
  constructor(
    readonly scope: ListScope,
    readonly stage?: string,
    readonly ground?: string,
  ) {}
}

interface DisputeRow extends CaseOfRow {
  readonly dispute: string;
  readonly raised: number;
  readonly ground: string;
  readonly stage: string;
  readonly amount: number | null;
  readonly held: number;
  readonly last_step: string | null;
  readonly outcome: string | null;
}

export type DisputeListRow = Omit<DisputeRow, 'raised' | 'held'> & { readonly raised: string; readonly held: boolean };

@QueryHandler(DisputeListQuery)
export class DisputeListHandler implements IQueryHandler<DisputeListQuery, ListPage<DisputeListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, stage, ground }: DisputeListQuery): Promise<ListPage<DisputeListRow>> {
    const columns = sql`r.dispute, r.raised, r.ground, r.stage, r.amount, r.held, r.last_step, r.outcome`;
    const where = [
      ...(stage === undefined ? [] : [sql`r.stage = ${stage}`]),
      ...(ground === undefined ? [] : [sql`r.ground = ${ground}`]),
    ];
    const source = { table: DISPUTES, projection: 'disputes', columns, where };
    const page = await listPage<DisputeRow>(this.read, source, scope);
    return { ...page, rows: page.rows.map((row) => ({ ...row, raised: dateText(row.raised), held: row.held === 1 })) };
  }
}
