import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { CasePromisesQuery, PromiseListQuery, type CasePromises, type PromiseListRow } from './promises.query.js';

const OUTCOMES = ['OPEN', 'KEPT', 'PARTIALLY_KEPT', 'BROKEN', 'CANCELLED', 'RENEGOTIATED'] as const;

export class PromiseListDto extends PageAsOfDto {
  @Choice(['true', 'false'], {
    optional: true,
    description: 'true: beside the outcome known now, what was reported when the window of the promise ended.',
  })
  reported?: string;

  @Portfolios()
  portfolio?: string;

  @Choice(OUTCOMES, { optional: true })
  outcome?: string;

  @CivilDateField({ optional: true })
  dueFrom?: string;

  @CivilDateField({ optional: true })
  dueTo?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class PromisesController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/promises')
  @ApiOperation({ summary: 'Which promises were made on the case, and what became of them, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CasePromises> {
    return this.bus.execute(new CasePromisesQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('promises')
  @ApiOperation({ summary: 'The promise book across cases, as of (V, K).' })
  list(@Query() query: PromiseListDto): Promise<ListPage<PromiseListRow>> {
    const { portfolio, after, limit, outcome, dueFrom, dueTo, asOf, knownAt, reported } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit };
    return this.bus.execute(
      new PromiseListQuery(scope, { outcome, dueFrom, dueTo }, { asOf, knownAt }, reported === 'true'),
    );
  }
}
