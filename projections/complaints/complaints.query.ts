/** Which complaints are there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import {
  type Complaint,
  type ComplaintFact,
  evolveComplaints,
  isComplaintFact,
} from '../../src/ledger/complaint/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { correctionColumn, correctionsOf, type Correction } from '../read/corrections.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope, type ListSource } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import type { ListMoment } from '../read/moment.js';
import { stepped } from '../read/steps.js';
import { dateText, dateValue, textOrNull } from '../tables/table.js';
import { COMPLAINTS, COMPLAINT_STEPS } from './complaints.tables.js';

export class CaseComplaintsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface ComplaintView extends Complaint {
  /** Its source has since changed or withdrawn it. */
  readonly correction?: Correction;
}

export interface CaseComplaints extends AnswerHead {
  readonly case: string;
  readonly complaints: readonly ComplaintView[];
}

/** The complaints of a case as of V. @param facts cut at K. */
export function complaintsAt(facts: readonly CaseStreamFact[], asOf: CivilDate): ComplaintView[] {
  const own = facts.filter((fact): fact is ComplaintFact => isComplaintFact(fact) && fact.eff <= asOf);
  const corrections = correctionsOf(facts);
  return [...own.reduce(evolveComplaints, new Map()).values()].map((complaint: Complaint) => ({
    ...complaint,
    correction: corrections.get(complaint.event),
  }));
}

@QueryHandler(CaseComplaintsQuery)
export class CaseComplaintsHandler implements IQueryHandler<CaseComplaintsQuery, CaseComplaints> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseComplaintsQuery): Promise<CaseComplaints> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, complaints: complaintsAt(facts, head.asOf) };
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
  readonly decided: number | null;
  readonly closed: number | null;
  readonly correction: Correction | null;
}

type Days = 'received' | 'due' | 'decided' | 'closed';

export type ComplaintListRow = Omit<ComplaintRow, Days> & {
  readonly received: string;
  readonly due: string | null;
  readonly decided: string | null;
  readonly closed: string | null;
};

@QueryHandler(ComplaintListQuery)
export class ComplaintListHandler implements IQueryHandler<ComplaintListQuery, ListPage<ComplaintListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, filter: { stage, dueTo } }: ComplaintListQuery): Promise<ListPage<ComplaintListRow>> {
    const { read } = this;
    const said = (column: string, at: ListMoment): RawBuilder<unknown> =>
      stepped(read, { table: COMPLAINT_STEPS, projection: 'complaints' }, column, at);
    const source: ListSource = {
      table: COMPLAINTS,
      projection: 'complaints',
      since: 'received',
      columns: (at) => sql`r.complaint, r.received, r.topic, ${said('stage', at)} AS stage, ${said('due', at)} AS due,
        ${said('outcome', at)} AS outcome, ${said('decided', at)} AS decided, ${said('closed', at)} AS closed,
        ${correctionColumn(read, at)} AS correction`,
      where: (at) => [
        ...(stage === undefined ? [] : [sql`${said('stage', at)} = ${stage}`]),
        ...(dueTo === undefined ? [] : [sql`${said('due', at)} <= ${dateValue(dueTo)}`]),
      ],
    };
    const page = await listPage<ComplaintRow>(read, source, scope);
    const rows = page.rows.map(({ received, due, decided, closed, ...row }) => ({
      ...row,
      received: dateText(received),
      due: textOrNull(due),
      decided: textOrNull(decided),
      closed: textOrNull(closed),
    }));
    return { ...page, rows };
  }
}
