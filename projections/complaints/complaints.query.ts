/** Which complaints are there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { type Complaint, type ComplaintFact, evolveComplaints } from '../../src/ledger/complaint/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { COMPLAINTS } from './complaints.tables.js';

export class CaseComplaintsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseComplaints extends AnswerHead {
  readonly case: string;
  readonly complaints: readonly Complaint[];
}

@QueryHandler(CaseComplaintsQuery)
export class CaseComplaintsHandler implements IQueryHandler<CaseComplaintsQuery, CaseComplaints> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseComplaintsQuery): Promise<CaseComplaints> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    const own = facts.filter(
      (fact): fact is ComplaintFact => fact.type.startsWith('Complaint') && fact.eff <= head.asOf,
    );
    return { case: caseId, ...head, complaints: [...own.reduce(evolveComplaints, new Map()).values()] };
  }
}

export interface ComplaintFilter {
  readonly stage?: string;
  readonly dueTo?: string;
}

export class ComplaintListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: ComplaintFilter,
  ) {}
}

interface ComplaintRow extends CaseOfRow {
  readonly complaint: string;
  readonly received: number;
  readonly stage: string;
  readonly due: number | null;
  readonly topic: string | null;
  readonly outcome: string | null;
}

export type ComplaintListRow = Omit<ComplaintRow, 'received' | 'due'> & {
  readonly received: string;
  readonly due: string | null;
};

@QueryHandler(ComplaintListQuery)
export class ComplaintListHandler implements IQueryHandler<ComplaintListQuery, ListPage<ComplaintListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter }: ComplaintListQuery): Promise<ListPage<ComplaintListRow>> {
    const { stage, dueTo } = filter;
    const columns = sql`r.complaint, r.received, r.stage, r.due, r.topic, r.outcome`;
    const where = [
      ...(stage === undefined ? [] : [sql`r.stage = ${stage}`]),
      ...(dueTo === undefined ? [] : [sql`r.due <= ${dateValue(dueTo)}`]),
    ];
    const source = { table: COMPLAINTS, projection: 'complaints', columns, where };
    const page = await listPage<ComplaintRow>(this.read, source, scope);
    const rows = page.rows.map((row) => ({
      ...row,
      received: dateText(row.received),
      due: row.due === null ? null : dateText(row.due),
    }));
    return { ...page, rows };
  }
}
