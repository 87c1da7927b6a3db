import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import {
  CaseComplaintsQuery,
  ComplaintListQuery,
  type CaseComplaints,
  type ComplaintListRow,
} from './complaints.query.js';

export class ComplaintListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(['RECEIVED', 'ACKNOWLEDGED', 'DECIDED', 'CLOSED'], { optional: true })
  stage?: string;

  @CivilDateField({ optional: true, description: 'Due on or before this day.' })
  dueTo?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class ComplaintsController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('cases/:case/complaints')
  @ApiOperation({ summary: 'Which complaints were made on the case, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt }: AsOfDto): Promise<CaseComplaints> {
    return this.bus.execute(new CaseComplaintsQuery(checked(id, 'case'), { asOf, knownAt }));
  }

  @Get('complaints')
  @ApiOperation({ summary: 'The complaints register across cases, as of (V, K).' })
  list(
    @Query() { portfolio, after, limit, asOf, knownAt, stage, dueTo }: ComplaintListDto,
  ): Promise<ListPage<ComplaintListRow>> {
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit, when: { asOf, knownAt } };
    return this.bus.execute(new ComplaintListQuery(scope, { stage, dueTo }));
  }
}
