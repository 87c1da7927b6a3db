import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { CivilDateField } from '../../src/http/fields.js';
import { AsOfDto } from '../read/as-of.dto.js';
import { ItemisationQuery, StatementQuery, type ItemisationAnswer, type StatementAnswer } from './itemisation.query.js';

export class ItemisationDto extends AsOfDto {
  @CivilDateField({ optional: true, description: "Itemization date; each debt's own, or its opening, where left out." })
  since?: string;
}

export class StatementDto extends AsOfDto {
  @CivilDateField({ optional: true, description: 'First day; the day on which the case was opened where left out.' })
  from?: string;

  @CivilDateField({ optional: true, description: 'Last day; asOf where left out or later.' })
  to?: string;
}

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class ItemisationController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('itemisation')
  @ApiOperation({ summary: 'How did each component come to its balance since the itemization date, as of (V, K)?' })
  itemisation(
    @Param('case') id: string,
    @Query() { asOf, knownAt, since }: ItemisationDto,
  ): Promise<ItemisationAnswer> {
    return this.bus.execute(new ItemisationQuery(checked(id, 'case'), { asOf, knownAt }, since));
  }

  @Get('statement')
  @ApiOperation({ summary: 'What changed what the case owes between two days, line by line, as of (V, K)?' })
  statement(@Param('case') id: string, @Query() { asOf, knownAt, from, to }: StatementDto): Promise<StatementAnswer> {
    return this.bus.execute(new StatementQuery(checked(id, 'case'), { asOf, knownAt }, from, to));
  }
}
