/** What happened on a case: every fact, both times, in plain sentences, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { DISCLOSE, type DisclosePort } from '../../src/ledger/ports.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { currencyOf, historyOf, type HistoryEntry } from './history.calc.js';
import { tell, type Telling } from './teller.js';

export class AuditHistoryQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
    /** Whether this reader sees personal values. */
    readonly discloses: boolean,
  ) {}
}

export interface ToldEntry extends HistoryEntry, Telling {}

export interface AuditHistory extends AnswerHead {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  readonly entries: readonly ToldEntry[];
}

@QueryHandler(AuditHistoryQuery)
export class AuditHistoryHandler implements IQueryHandler<AuditHistoryQuery, AuditHistory> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(DISCLOSE) private readonly vault: DisclosePort,
  ) {}

  async execute({ caseId, when, discloses }: AuditHistoryQuery): Promise<AuditHistory> {
    const { head, opened, merged } = await caseHistory(this.read, caseId, when);
    const currency = currencyOf(merged, caseId);
    const facts = new Map(merged.map((fact) => [fact.id, fact]));
    const entries: ToldEntry[] = [];
    for (const entry of historyOf(merged, head.asOf)) {
      const fact = facts.get(entry.id) as LedgerFact;
      entries.push({ ...entry, ...(await tell(this.vault, fact, currency, discloses)) });
    }
    return { case: caseId, ref: opened.data.ref ?? null, ...head, currency: currency ?? null, entries };
  }
}
