/** What do the rules say of everything that was done on a case, as known then and as known now? Its duties, its conduct. */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RuleBook } from '../../src/clearance/index.js';
import { Problem } from '../../src/http/problem.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { requireRule } from '../read/known-names.js';
import { ReadSide } from '../read/read-side.js';
import { conductFindings, type ConductFinding } from './conduct.calc.js';
import { contactFindings } from './contact-findings.calc.js';
import { dutyFindings } from './duty-findings.calc.js';
import { LateFacts } from './late.calc.js';
import { openBook, type Versions } from './open-book.js';
import { Decisions } from './recorded-decision.calc.js';
import { fits, rowOfDuty, rowsOf, type DutyRow, type FindingRow, type RowFilter } from './rows.calc.js';

export interface FindingsAsk extends RowFilter {
  readonly when: AsOf;
  readonly after?: string;
  readonly limit: number;
}

export class CaseFindingsQuery {
  constructor(
    readonly caseId: string,
    readonly ask: FindingsAsk,
  ) {}
}

export interface CaseFindings extends AnswerHead, Versions {
  readonly case: string;
  readonly rows: readonly FindingRow[];
  /** Pass it as `after` for the next page; null on the last. */
  readonly next: string | null;
}

/** `position.row`: which of the rows about the fact at a position was the last one shown. */
function cursorOf(after: string | undefined): readonly [position: number, row: number] {
  if (after === undefined) return [-1, 0];
  const match = /^(\d{1,15})\.(\d{1,6})$/.exec(after);
  if (match) return [Number(match[1]), Number(match[2])];
  throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor: pass 'next' of the page before.`, {
    field: 'after',
  });
}

interface Placed {
  readonly row: FindingRow;
  readonly n: number;
}

/** Rows with their number among those about the same fact: filters do not move a place. */
function placed(rows: readonly FindingRow[]): Placed[] {
  let position = -1;
  let n = 0;
  return rows.map((row) => {
    n = row.position === position ? n + 1 : 0;
    ({ position } = row);
    return { row, n };
  });
}

@QueryHandler(CaseFindingsQuery)
export class CaseFindingsHandler implements IQueryHandler<CaseFindingsQuery, CaseFindings> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ caseId, ask }: CaseFindingsQuery): Promise<CaseFindings> {
    const [position, row] = cursorOf(ask.after);
    await requireRule(this.rules, ask.rule);
    const { head, book, versions } = await openBook(this.read, this.rules, caseId, ask.when);
    const contacts = contactFindings(book, head.asOf, new Decisions(book.facts));
    const duties = dutyFindings(book, head.asOf);
    const all = placed(rowsOf(contacts, duties, book.facts, new LateFacts(book.facts)));
    const wanted = all.filter((one) => {
      const isAfter = one.row.position > position || (one.row.position === position && one.n > row);
      return isAfter && fits(one.row, ask);
    });
    const page = wanted.slice(0, ask.limit);
    const last = page.at(-1);
    const next = wanted.length > page.length && last ? `${last.row.position}.${last.n}` : null;
    return { case: caseId, ...head, ...versions, rows: page.map((one) => one.row), next };
  }
}

export class CaseClocksQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseClocks extends AnswerHead, Versions {
  readonly case: string;
  /** Duties, holds and clocks; what is due first comes first. */
  readonly clocks: readonly DutyRow[];
}

@QueryHandler(CaseClocksQuery)
export class CaseClocksHandler implements IQueryHandler<CaseClocksQuery, CaseClocks> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ caseId, when }: CaseClocksQuery): Promise<CaseClocks> {
    const { head, book, versions } = await openBook(this.read, this.rules, caseId, when);
    const positions = new Map(book.facts.map(({ id, position }) => [id, position]));
    const due = ({ asNowKnown }: DutyRow): string => asNowKnown.due ?? asNowKnown.from ?? '9999-12-31';
    const clocks = dutyFindings(book, head.asOf)
      .map((finding) => rowOfDuty(finding, positions))
      .sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : a.position - b.position));
    return { case: caseId, ...head, ...versions, clocks };
  }
}

export class CaseConductQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseConduct extends AnswerHead, Versions {
  readonly case: string;
  readonly complaints: readonly ConductFinding[];
}

@QueryHandler(CaseConductQuery)
export class CaseConductHandler implements IQueryHandler<CaseConductQuery, CaseConduct> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ caseId, when }: CaseConductQuery): Promise<CaseConduct> {
    const { head, book, versions } = await openBook(this.read, this.rules, caseId, when);
    const contacts = contactFindings(book, head.asOf, new Decisions(book.facts));
    return { case: caseId, ...head, ...versions, complaints: conductFindings(book.file, head.asOf, contacts) };
  }
}
