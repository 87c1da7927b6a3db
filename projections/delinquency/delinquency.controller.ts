import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { checked } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Reference } from '../../src/http/fields.js';
import { AsOfDto, KNOWN_AT, WaitDto } from '../read/as-of.dto.js';
import { AgeingQuery, LEVELS, type Ageing, type Level } from './ageing.query.js';
import { CaseDelinquencyQuery, type CaseDelinquency } from './case-delinquency.query.js';
import { RollRatesQuery, type RollRates } from './roll-rates.query.js';
import { BUCKET_TABLE_NAMES } from '../../src/ledger/delinquency/index.js';
import { TABLE_DEFAULT } from './table-of.js';

const TABLE = `Bucket table: ${BUCKET_TABLE_NAMES.join(', ')}; ${TABLE_DEFAULT} where left out.`;

export class CaseDelinquencyDto extends AsOfDto {
  @Reference({ optional: true, description: TABLE })
  table?: string;
}

export class AgeingDto extends CaseDelinquencyDto {
  @Reference({ description: 'Name or id of a portfolio.' })
  portfolio!: string;

  @Choice(LEVELS, { optional: true, description: 'Accounts in the bucket of their oldest debt, or single debts.' })
  level?: Level;
}

export class RollRatesDto extends WaitDto {
  @Reference({ description: 'Name or id of a portfolio.' })
  portfolio!: string;

  @CivilDateField({ description: 'The start: as of the whole of this day.' })
  from!: string;

  @CivilDateField({ description: 'The end: as of the whole of this day.' })
  to!: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;

  @Reference({ optional: true, description: TABLE })
  table?: string;
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class DelinquencyQuestionsController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get('cases/:case/delinquency')
  @ApiOperation({ summary: 'How far past due is the case, as of (V, K), and when did it change bucket?' })
  ofCase(@Param('case') id: string, @Query() { asOf, knownAt, table }: CaseDelinquencyDto): Promise<CaseDelinquency> {
    return this.bus.execute(new CaseDelinquencyQuery(checked(id, 'case'), { asOf, knownAt }, table));
  }

  @Get('ageing')
  @Group('figures')
  @ApiOperation({ summary: 'How old is what a portfolio is owed, by bucket, as of (V, K)?' })
  ageing(@Query() { portfolio, asOf, knownAt, table, level }: AgeingDto): Promise<Ageing> {
    return this.bus.execute(new AgeingQuery(portfolio, { asOf, knownAt }, table, level));
  }

  @Get('roll-rates')
  @Group('figures')
  @ApiOperation({ summary: 'Where did the accounts of each bucket go between two days, as known at K?' })
  rolls(@Query() { portfolio, from, to, knownAt, table }: RollRatesDto): Promise<RollRates> {
    return this.bus.execute(new RollRatesQuery(portfolio, from, to, knownAt, table));
  }
}
