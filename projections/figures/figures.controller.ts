import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { Choice, CivilDateField, Currency, Id, Line, QueryCount, Reference } from '../../src/http/fields.js';
import { BUCKET_TABLE_NAMES } from '../../src/ledger/delinquency/index.js';
import { TABLE_DEFAULT } from '../delinquency/table-of.js';
import { KNOWN_AT, PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX, WaitDto } from '../read/as-of.dto.js';
import { DrillDownQuery, PARTS, type DrillDown, type PartName } from './drill-down.query.js';
import { FigureQuery, LATE_HOURS_DEFAULT, metricView, type Figures, type MetricView } from './figures.query.js';
import { METRICS, NOT_YET, type NotYet } from './metrics/index.js';

/** A year: later than that is late by any policy. */
const LATE_HOURS_MAX = 8_784;

export class FigureAskDto extends WaitDto {
  @Reference({ description: 'Name or id of a portfolio.' })
  portfolio!: string;

  @CivilDateField({ description: 'First day of the period.' })
  from!: string;

  @CivilDateField({ description: 'Last day of the period; states are as of its end.' })
  to!: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;

  @Reference({
    optional: true,
    description: `Bucket table: ${BUCKET_TABLE_NAMES.join(', ')}; ${TABLE_DEFAULT} by default.`,
  })
  table?: string;

  @CivilDateField({
    optional: true,
    description: 'Recoveries, liquidation and plan survival look up to it; `to` by default.',
  })
  through?: string;

  @QueryCount(0, LATE_HOURS_MAX, { default: LATE_HOURS_DEFAULT, description: 'Recorded later than this is late.' })
  lateHours: number = LATE_HOURS_DEFAULT;
}

export class FigureDto extends FigureAskDto {
  @Choice(['true', 'false'], { optional: true, description: 'true: beside it what was known when the period ended.' })
  restated?: string;
}

export class DrillDownDto extends FigureAskDto {
  @Choice(PARTS, { description: 'Which half of the rate.' })
  part!: PartName;

  @Currency({ optional: true, description: 'Only the line of this currency.' })
  currency?: string;

  @Line({ optional: true, description: 'Only the line of this bucket, month or batch.' })
  by?: string;

  @Id({ optional: true, description: '`next` of the page before.' })
  after?: string;

  @QueryCount(1, PAGE_ROWS_MAX, { default: PAGE_ROWS_DEFAULT, description: 'Accounts on one page.' })
  limit: number = PAGE_ROWS_DEFAULT;
}

export interface MetricList {
  readonly metrics: readonly MetricView[];
  /** What the facts do not support yet, and why. */
  readonly notYet: readonly NotYet[];
}

@ApiTags('figures')
@Controller('v1/figures')
@Group('figures')
export class FiguresController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  @Group('catalogue')
  @ApiOperation({ summary: 'Which metrics are there, what does each mean, and which are not supported yet?' })
  list(): MetricList {
    return { metrics: METRICS.map(metricView), notYet: NOT_YET };
  }

  @Get(':metric')
  @ApiOperation({ summary: 'What does a metric come to, as known at K and as reported when the period ended?' })
  figure(@Param('metric') metric: string, @Query() { restated, ...ask }: FigureDto): Promise<Figures> {
    return this.bus.execute(new FigureQuery(ask, [metric], restated === 'true'));
  }

  @Get(':metric/drill-down')
  @Group('accounts')
  @ApiOperation({ summary: 'Which accounts and which facts make up the numerator or denominator of a metric?' })
  drillDown(@Param('metric') metric: string, @Query() ask: DrillDownDto): Promise<DrillDown> {
    return this.bus.execute(new DrillDownQuery({ ...ask, metric }));
  }
}
