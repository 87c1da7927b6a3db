/** Which settlements were offered on a case, and across cases, and what became of them, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { SettlementBook, type SettlementAt } from '../../src/ledger/settlement/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { listThen } from '../read/list-then.js';
import { momentOf } from '../read/moment.js';
import type { CaseOfRow, ListPage, ListScope } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateText } from '../tables/table.js';
import { SETTLEMENT_STAGES, SETTLEMENTS } from './settlements.tables.js';

export const SETTLEMENT_STAGE_NAMES = ['OFFERED', 'ACCEPTED', 'PAID', 'COMPLETED', 'LAPSED'] as const;

export interface SettlementView {
  readonly settlement: string;
  readonly event: string;
  readonly offered: string;
  readonly debts: readonly string[];
  readonly amount: number;
  readonly currency: string;
  readonly owed: number;
  readonly expires: string;
  readonly payBy: string;
  readonly stage: string;
  /** The day from which it is so. */
  readonly since: string;
  readonly paid: number;
  readonly payments: readonly string[];
  /** What its completion waived; null before. */
  readonly waived: number | null;
}

function viewOf({ record, stage, since, paid, payments }: SettlementAt): SettlementView {
  const { settlement, debts, amount, currency, owed, expires, payBy } = record.terms;
  return {
    ...{ settlement, event: record.event, offered: record.offered.on, debts, amount, currency, owed, expires, payBy },
    ...{ stage, since, paid, payments, waived: record.completed?.waived ?? null },
  };
}

export class CaseSettlementsQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseSettlements extends AnswerHead {
  readonly case: string;
  readonly settlements: readonly SettlementView[];
}

@QueryHandler(CaseSettlementsQuery)
export class CaseSettlementsHandler implements IQueryHandler<CaseSettlementsQuery, CaseSettlements> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseSettlementsQuery): Promise<CaseSettlements> {
    const { head, facts } = await caseHistory(this.read, caseId, when);
    return { case: caseId, ...head, settlements: new SettlementBook(facts).at(head.asOf).map(viewOf) };
  }
}

export class SettlementListQuery {
  constructor(
    readonly scope: ListScope,
    readonly when: AsOf,
    readonly stage?: string,
  ) {}
}

interface Row extends CaseOfRow {
  readonly settlement: string;
  readonly offered: number;
  readonly expires: number;
  readonly payBy: number;
  readonly amount: number;
  readonly currency: string;
  readonly owed: number;
  readonly stage: string;
  readonly paid: number;
}

export type SettlementListRow = Omit<Row, 'offered' | 'expires' | 'payBy'> & {
  readonly offered: string;
  readonly expires: string;
  readonly payBy: string;
};

@QueryHandler(SettlementListQuery)
export class SettlementListHandler implements IQueryHandler<SettlementListQuery, ListPage<SettlementListRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ scope, when, stage }: SettlementListQuery): Promise<ListPage<SettlementListRow>> {
    const at = await momentOf(this.read, ['clock', 'cases', 'plans'], when, scope.portfolio);
    const page = await listThen<Row>(
      this.read,
      {
        register: SETTLEMENTS,
        held: SETTLEMENT_STAGES,
        projection: 'plans',
        columns: sql`r.settlement, r.offered, r.expires, r.pay_by AS "payBy", r.amount, r.currency, r.owed, h.stage, h.paid`,
        where: stage === undefined ? [] : [sql`h.stage = ${stage}`],
      },
      scope,
      at,
    );
    const rows = page.rows.map(({ offered, expires, payBy, ...row }) => {
      return { ...row, offered: dateText(offered), expires: dateText(expires), payBy: dateText(payBy) };
    });
    return { ...page, rows };
  }
}
