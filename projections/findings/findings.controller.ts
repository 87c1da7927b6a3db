import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { Cursor } from '../../src/http/cursor-field.js';
import { Choice, CivilDateField, QueryCount, Reference } from '../../src/http/fields.js';
import { OUTCOME_KINDS } from '../../src/rules/index.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import {
  CaseClocksQuery,
  CaseConductQuery,
  CaseFindingsQuery,
  type CaseClocks,
  type CaseConduct,
  type CaseFindings,
} from './case-findings.query.js';
import { ComplianceQuery } from './compliance.query.js';
import { ComplianceRuleQuery, type ComplianceOfRule } from './compliance-rule.query.js';
import type { ComplianceReport } from './report.calc.js';
import { BASES, type Basis } from './rows.calc.js';

/** BREACH: whatever forbids or warns, was missed, or was not cleared as it should. */
const OUTCOMES = ['BREACH', 'ALLOWED', 'NOT_EVALUATED', ...OUTCOME_KINDS, 'PERMITTED', 'BLOCKED', 'NONE', 'UNKNOWN'];
const CASES_MAX = 10_000_000;

export class FindingsDto extends PageAsOfDto {
  @Choice(BASES, { optional: true, description: 'On which basis `outcome` is looked for; either where left out.' })
  basis?: string;

  @Reference({ optional: true, description: 'Only this rule: US-F-1, or with its version; clearance.' })
  rule?: string;

  @Choice(OUTCOMES, {
    optional: true,
    description: 'Only this outcome. BREACH: what forbids or warns, was missed, or was not cleared as it should.',
  })
  outcome?: string;
}

export class ComplianceDto extends AsOfDto {
  @CivilDateField({ description: 'First day of the period.' })
  from!: string;

  @CivilDateField({ description: 'Last day of the period.' })
  to!: string;

  @Cursor({ optional: true, description: '`next` of the part before: the report of the cases after it.' })
  after?: string;

  @QueryCount(1, CASES_MAX, { description: 'Cases of one part; all where left out. Parts are added up.' })
  cases: number = CASES_MAX;
}

export class ComplianceRuleDto extends PageAsOfDto {
  @CivilDateField({ description: 'First day of the period.' })
  from!: string;

  @CivilDateField({ description: 'Last day of the period.' })
  to!: string;

  @Choice(BASES, { optional: true, description: 'On which basis `outcome` is looked for; either where left out.' })
  basis?: string;

  @Choice(OUTCOMES, { optional: true, description: 'Only this outcome.' })
  outcome?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('findings')
export class FindingsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('cases/:case/findings')
  @ApiOperation({ summary: 'What do the rules say of everything done on a case, as known then and as known at K?' })
  ofCase(@Param('case') id: string, @Query() ask: FindingsDto): Promise<CaseFindings> {
    const { asOf, knownAt, basis, rule, outcome, after, limit } = ask;
    const filter = { basis: basis as Basis | undefined, rule, outcome };
    return this.bus.execute(
      new CaseFindingsQuery(checked(id, 'case'), { ...filter, when: { asOf, knownAt }, after, limit }),
    );
  }

  @Get('cases/:case/clocks')
  @Group('case')
  @ApiOperation({ summary: 'Which duties, holds and clocks run on a case, and when is each due, as of (V, K)?' })
  clocks(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseClocks> {
    return this.bus.execute(new CaseClocksQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('cases/:case/conduct')
  @ApiOperation({ summary: 'Which contacts does each complaint complain of, and did they break a rule, as of (V, K)?' })
  conduct(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseConduct> {
    return this.bus.execute(new CaseConductQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('portfolios/:portfolio/compliance')
  @Group('figures')
  @ApiOperation({ summary: 'What do findings come to, by rule, for a portfolio and a period?' })
  compliance(@Param('portfolio') portfolio: string, @Query() ask: ComplianceDto): Promise<ComplianceReport> {
    const { from, to, asOf, knownAt, after, cases } = ask;
    return this.bus.execute(new ComplianceQuery({ portfolio, from, to, when: { asOf, knownAt }, after, cases }));
  }

  @Get('portfolios/:portfolio/compliance/:rule')
  @ApiOperation({ summary: 'Which findings of a rule stand behind the compliance report?' })
  ofRule(
    @Param('portfolio') portfolio: string,
    @Param('rule') rule: string,
    @Query() ask: ComplianceRuleDto,
  ): Promise<ComplianceOfRule> {
    const { from, to, asOf, knownAt, basis, outcome, after, limit } = ask;
    const filter = { rule, basis: basis as Basis | undefined, outcome };
    const scope = { portfolio, from, to, when: { asOf, knownAt }, after, limit };
    return this.bus.execute(new ComplianceRuleQuery({ ...scope, ...filter }));
  }
}
