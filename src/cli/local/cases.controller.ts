/** Routes of the command line about cases: found by whatever a source used as a reference. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { CaseListQuery, type CaseList } from '../../../projections/cases/case-list.query.js';
import { LocalOnly } from '../../access/access.guard.js';
import { Id } from '../../http/fields.js';

/** Cases shown where a reference names several. */
const FOUND_MAX = 20;
/** Whatever the day on which it was or will be opened. */
const WHENEVER = '9999-12-31';

export class FindCaseDto {
  @IsString()
  ref!: string;

  @Id({ optional: true })
  portfolio?: string;
}

@ApiExcludeController()
@Controller('local/cases')
@LocalOnly()
export class LocalCasesController {
  constructor(@Inject(QueryBus) private readonly bus: QueryBus) {}

  @Get()
  find(@Query() { ref, portfolio }: FindCaseDto): Promise<CaseList> {
    return this.bus.execute(new CaseListQuery({ portfolio, limit: FOUND_MAX, when: { asOf: WHENEVER } }, { ref }));
  }
}
