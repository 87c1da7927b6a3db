/** Which findings of one rule stand behind the compliance report? Page by page, with the facts by event id. */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RuleBook } from '../../src/clearance/index.js';
import { Problem } from '../../src/http/problem.js';
import { isNoPack, ruleName, type ActivePack } from '../../src/rules/index.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { casesOf, type CaseOfRun } from './book-run.js';
import { dayOf, isIn, type Scope } from './compliance.calc.js';
import { complianceRun, type ComplianceAsk } from './compliance.query.js';
import { contactFindings } from './contact-findings.calc.js';
import { dutyFindings } from './duty-findings.calc.js';
import { LateFacts } from './late.calc.js';
import { versionsOf, type Versions } from './open-book.js';
import { Decisions } from './recorded-decision.calc.js';
import { fits, rowsOf, type FindingRow, type RowFilter } from './rows.calc.js';

/** Cases that one page looks at: an answer comes in bounded time, however rare a finding is. */
const CASES_LOOKED_MAX = 20_000;

export interface ComplianceRuleAsk extends ComplianceAsk, RowFilter {
  /** `US-F-1`, or with its version; `clearance`. */
  readonly rule: string;
  readonly limit: number;
}

export class ComplianceRuleQuery {
  constructor(readonly ask: ComplianceRuleAsk) {}
}

export type RowOfCase = FindingRow & { readonly case: string; readonly ref: string | null };

export interface ComplianceOfRule extends AnswerHead, Versions {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** Of whole cases: the last one's findings may go beyond the limit. */
  readonly rows: readonly RowOfCase[];
  /** Cases that were looked at. A page may be empty and not be the last. */
  readonly cases: number;
  readonly next: string | null;
}

function checkRule(rule: string, packs: readonly ActivePack[]): void {
  const names = packs.flatMap(({ pack }) => pack.rules.flatMap((entry) => [entry.rule_id, ruleName(entry)]));
  if (rule === 'clearance' || isNoPack(rule) || names.includes(rule)) return;
  throw Problem.of(404, 'unknown-rule', `No pack that was active then has a rule '${rule.slice(0, 80)}'.`, {
    field: 'rule',
  });
}

function rowsOfCase({ book, ref }: CaseOfRun, scope: Scope, filter: RowFilter): RowOfCase[] {
  const contacts = contactFindings(book, scope.asOf, new Decisions(book.facts), scope.from);
  const inPeriod = contacts.filter(({ begin }) => isIn(scope, begin.eff));
  const duties = dutyFindings(book, scope.asOf).filter((finding) => {
    const day = dayOf(finding);
    return day !== undefined && isIn(scope, day);
  });
  const rows = rowsOf(inPeriod, duties, book.facts).filter((row) => fits(row, filter));
  const differ = rows.some((row) => row.kind === 'CONTACT' && row.differs);
  const told = differ
    ? rowsOf(inPeriod, duties, book.facts, new LateFacts(book.facts)).filter((row) => fits(row, filter))
    : rows;
  return told.map((row) => ({ case: book.caseId, ref, ...row }));
}

@QueryHandler(ComplianceRuleQuery)
export class ComplianceRuleHandler implements IQueryHandler<ComplianceRuleQuery, ComplianceOfRule> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ ask }: ComplianceRuleQuery): Promise<ComplianceOfRule> {
    const { from, to, rule, basis, outcome, limit } = ask;
    const { scope, run, packs } = await complianceRun(this.read, this.rules, ask);
    checkRule(rule, packs);
    const rows: RowOfCase[] = [];
    let cases = 0;
    let last = run.after;
    let more = false;
    for await (const one of casesOf(this.read, run)) {
      if (rows.length >= limit || cases >= CASES_LOOKED_MAX) {
        more = true;
        break;
      }
      rows.push(...rowsOfCase(one, { from, to, asOf: scope.asOf }, { rule, basis, outcome }));
      cases += 1;
      last = one.key;
    }
    const next = more ? String(last) : null;
    return { ...scope.head, ...versionsOf(packs), rule, from, to, rows, cases, next };
  }
}
