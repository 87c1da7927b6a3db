import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { FigureAskDto } from '../figures/figures.controller.js';
import { FigureQuery, type Figures } from '../figures/figures.query.js';
import { CollectionReportQuery, type CollectionReport } from './collection.query.js';

@ApiTags('figures')
@Controller('v1/reports')
@Group('figures')
export class ReportsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('collection')
  @ApiOperation({ summary: 'Overdue, success and collection rate with all variants: reported then, and known now.' })
  collection(@Query() ask: FigureAskDto): Promise<CollectionReport> {
    return this.bus.execute(new CollectionReportQuery(ask));
  }

  @Get('figures')
  @ApiOperation({ summary: 'Every metric of a portfolio and period: reported then, and known now.' })
  figures(@Query() ask: FigureAskDto): Promise<Figures> {
    return this.bus.execute(new FigureQuery(ask, undefined, true));
  }
}
