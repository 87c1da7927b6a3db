/** Routes of the command line about cases: found by whatever a source used as a reference, and listed as of (V, K). */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { CaseListQuery, type CaseList } from '../../../projections/cases/case-list.query.js';
import { CaseListDto } from '../../../projections/cases/cases.controller.js';
import { ReadSide } from '../../../projections/read/read-side.js';
import { LocalOnly } from '../../access/access.guard.js';
import { CommandSender } from '../../http/command-sender.js';
import { Id } from '../../http/fields.js';
import { casesThen } from './cases-then.js';

/** Cases shown where a reference names several. */
const FOUND_MAX = 20;

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
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get()
  find(@Query() { ref, portfolio }: FindCaseDto): Promise<CaseList> {
    return this.bus.execute(new CaseListQuery({ portfolio, limit: FOUND_MAX }, { ref }));
  }

  @Get('then')
  asOf(@Query() query: CaseListDto): Promise<CaseList> {
    const { portfolio, after, limit, asOf, knownAt, ref, stage, product, assignee } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit };
    return casesThen(this.bus, this.read, { asOf, knownAt }, scope, { ref, stage, product, assignee });
  }
}
