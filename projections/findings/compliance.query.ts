/** The compliance report of a portfolio and a period, and the findings of one rule behind it. */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RuleBook } from '../../src/clearance/index.js';
import { Problem } from '../../src/http/problem.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import type { ActivePack } from '../../src/rules/index.js';
import { bookScope, type BookScope } from '../read/book-scope.js';
import type { AsOf } from '../read/case-history.js';
import { cursor } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { rateOf } from '../read/shares.js';
import { caseCount, casesOf, type BookRun } from './book-run.js';
import { addCase, emptyTally } from './compliance.calc.js';
import { versionsOf } from './open-book.js';
import { byRuleName, ruleLines, type ComplianceReport } from './report.calc.js';

const READS = ['cases', 'registers'];

export interface ComplianceAsk {
  /** Name or id. */
  readonly portfolio: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly when: AsOf;
  /** `next` of the part before. */
  readonly after?: string;
  /** Cases of this part at most; the whole book where left out. */
  readonly cases?: number;
}

export interface ComplianceRun {
  readonly scope: BookScope;
  readonly run: BookRun;
  readonly packs: readonly ActivePack[];
}

export async function complianceRun(read: ReadSide, rules: RuleBook, ask: ComplianceAsk): Promise<ComplianceRun> {
  const { from, to, portfolio, when, after } = ask;
  if (from > to) throw Problem.of(400, 'bad-period', `from ${from} must not lie after to ${to}.`, { field: 'from' });
  const scope = await bookScope(read, READS, portfolio, when);
  const packs = await rules.at(scope.position);
  return { scope, packs, run: { portfolio: scope.id, position: scope.position, packs, after: cursor(after) } };
}

export class ComplianceQuery {
  constructor(readonly ask: ComplianceAsk) {}
}

@QueryHandler(ComplianceQuery)
export class ComplianceHandler implements IQueryHandler<ComplianceQuery, ComplianceReport> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ ask }: ComplianceQuery): Promise<ComplianceReport> {
    const { from, to, cases = Infinity } = ask;
    const { scope, run, packs } = await complianceRun(this.read, this.rules, ask);
    const tally = emptyTally();
    let last = run.after;
    let more = false;
    for await (const { key, book } of casesOf(this.read, run)) {
      if (tally.cases >= cases) {
        more = true;
        break;
      }
      addCase(tally, book, { from, to, asOf: scope.asOf });
      last = key;
    }
    const { clearances } = tally;
    const blockRate = rateOf(clearances.blocked, clearances.permitted + clearances.blocked);
    return {
      report: { id: 'compliance', version: 1 },
      portfolio: scope.id,
      name: scope.name,
      ...scope.head,
      from,
      to,
      ...versionsOf(packs),
      cases: tally.cases,
      casesInAll: await caseCount(this.read, run),
      facts: tally.facts,
      contacts: tally.contacts,
      clearances: { ...clearances, blockRate },
      conduct: tally.conduct,
      rules: ruleLines(tally, packs).sort(byRuleName),
      next: more ? String(last) : null,
    };
  }
}
