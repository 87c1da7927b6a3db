import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { InstantField } from '../../src/http/fields.js';
import { WaitDto } from '../read/as-of.dto.js';
import { AsToldQuery, type AsTold } from './as-told.query.js';

export class AsToldDto extends WaitDto {
  @InstantField({ description: 'The minute that is asked about: K. V is its civil date in the zone of the case.' })
  at!: string;
}

@ApiTags('questions')
@Controller('v1/cases/:case')
@Group('case')
export class AsToldController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('as-told')
  @ApiOperation({ summary: "What did a collector's screen of the case show at that minute, as known then?" })
  asTold(@Param('case') id: string, @Query() { at }: AsToldDto): Promise<AsTold> {
    return this.bus.execute(new AsToldQuery(checked(id, 'case'), at));
  }
}
