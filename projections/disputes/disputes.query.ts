/** Which disputes are there, on a case and across cases? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { type Dispute, type DisputeFact, evolveDisputes } from '../../src/ledger/dispute/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { correctionColumn, correctionsOf, type Correction } from '../read/corrections.js';
import { listPage, type CaseOfRow, type ListPage, type ListScope, type ListSource } from '../read/list.js';
import type { ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import { stepped } from '../read/steps.js';
import { dateText, textOrNull } from '../tables/table.js';
import { DISPUTES, DISPUTE_STEPS } from './disputes.tables.js';

export class CaseDisputesQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseDisputes extends AnswerHead {
  readonly case: string;
  readonly disputes: readonly DisputeView[];
}

export interface DisputeView extends Dispute {
  /** Its source has since changed or withdrawn it. */
  readonly correction?: Correction;
}

/** A request about its hold names the dispute, too, and is none of its facts. */
function isDispute(fact: CaseStreamFact): fact is DisputeFact {
  return 'dispute' in fact.data && fact.type !== 'HoldReleaseRequested';
}

/** The disputes of a case as of V. @param facts cut at K. */
export function disputesAt(facts: readonly CaseStreamFact[], asOf: CivilDate): DisputeView[] {
  const own = facts.filter(isDispute).filter((fact) => fact.eff <= asOf);
  const corrections = correctionsOf(facts);
  return [...own.reduce(evolveDisputes, new Map()).values()].map((dispute: Dispute) => ({
    ...dispute,
    correction: corrections.get(dispute.event),
  }));
}

@QueryHandler(CaseDisputesQuery)
export class CaseDisputesHandler implements IQueryHandler<CaseDisputesQuery, CaseDisputes> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseDisputesQuery): Promise<CaseDisputes> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, disputes: disputesAt(facts, head.asOf) };
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
  readonly ended: number | null;
  readonly correction: Correction | null;
}

export type DisputeListRow = Omit<DisputeRow, 'raised' | 'held' | 'ended'> & {
  readonly raised: string;
  readonly held: boolean;
  readonly ended: string | null;
};

@QueryHandler(DisputeListQuery)
export class DisputeListHandler implements IQueryHandler<DisputeListQuery, ListPage<DisputeListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, stage, ground }: DisputeListQuery): Promise<ListPage<DisputeListRow>> {
    const { read } = this;
    const said = (column: string, at: ListMoment): RawBuilder<unknown> =>
      stepped(read, { table: DISPUTE_STEPS, projection: 'disputes' }, column, at);
    const source: ListSource = {
      table: DISPUTES,
      projection: 'disputes',
      since: 'raised',
      columns: (at) => sql`r.dispute, r.raised, r.ground, r.amount, ${said('stage', at)} AS stage,
        ${said('held', at)} AS held, ${said('last_step', at)} AS last_step, ${said('outcome', at)} AS outcome,
        ${said('ended', at)} AS ended, ${correctionColumn(read, at)} AS correction`,
      where: (at) => [
        ...(stage === undefined ? [] : [sql`${said('stage', at)} = ${stage}`]),
        ...(ground === undefined ? [] : [sql`r.ground = ${ground}`]),
      ],
    };
    const page = await listPage<DisputeRow>(read, source, scope);
    const rows = page.rows.map(({ raised, held, ended, ...row }) => ({
      ...row,
      raised: dateText(raised),
      held: held === 1,
      ended: textOrNull(ended),
    }));
    return { ...page, rows };
  }
}
