/** Until when must each record of a case be kept, and from when may or must it be erased, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RuleBook } from '../../src/clearance/index.js';
import { clocksOf, retentionOf, type RecordRetention } from '../../src/rules/index.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { openBook, type Versions } from './open-book.js';

export class CaseRetentionQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseRetention extends AnswerHead, Versions {
  readonly case: string;
  /** The case file first, then each record in the order in which it became known. */
  readonly records: readonly RecordRetention[];
}

@QueryHandler(CaseRetentionQuery)
export class CaseRetentionHandler implements IQueryHandler<CaseRetentionQuery, CaseRetention> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ caseId, when }: CaseRetentionQuery): Promise<CaseRetention> {
    const { head, book, versions } = await openBook(this.read, this.rules, caseId, when);
    const { asOf } = head;
    const clocks = clocksOf(book.now, book.file, book.place(asOf), asOf, book.packs);
    const records = retentionOf({ dossier: book.now, file: book.file, asOf }, clocks, book.packs);
    return { case: caseId, ...head, ...versions, records };
  }
}
