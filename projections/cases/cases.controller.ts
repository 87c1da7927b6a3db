import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import { CASE_SORTS, CaseListQuery, type CaseList, type CaseSort } from './case-list.query.js';
import { CaseViewQuery, type CaseView } from './case-view.query.js';

export class CaseListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Reference({ optional: true, description: "The source's reference." })
  ref?: string;

  @Choice(['OPEN', 'CLOSED'], { optional: true })
  stage?: string;

  @Reference({ optional: true })
  product?: string;

  @Reference({ optional: true })
  assignee?: string;

  @Choice(CASE_SORTS, { optional: true, description: '`-net`: who owes most first.' })
  sort?: CaseSort;
}

@ApiTags('questions')
@Controller('v1/cases')
@Group('case')
export class CasesController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Which cases are there, and what does each owe, as of (V, K)?' })
  list(@Query() query: CaseListDto): Promise<CaseList> {
    const { portfolio, after, limit, ref, stage, product, assignee, sort, asOf, knownAt } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new CaseListQuery(scope, { ref, stage, product, assignee }, sort));
  }

  @Get(':case')
  @ApiOperation({ summary: 'The case at a glance, as of (V, K). The ETag is its revision.' })
  async show(
    @Param('case') id: string,
    @Query() { asOf, knownAt }: AsOfDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    const view = await this.bus.execute<CaseViewQuery, CaseView>(
      new CaseViewQuery(checked(id, 'case'), { asOf, knownAt }),
    );
    void reply.header('etag', `"${view.revision}"`);
    return view;
  }
}
