import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Opens } from '../../src/access/opens.js';
import { requireRole } from '../../src/access/require-role.js';
import { Group } from '../../src/access/route-group.js';
import { callerOf, type CallerRequest } from '../../src/http/caller.js';
import { checked, CommandSender } from '../../src/http/command-sender.js';
import { Choice, CivilDateField, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { Problem } from '../../src/http/problem.js';
import type { EntryStage, Register } from '../../src/ledger/register/index.js';
import { REGISTERS } from '../../src/ledger/registers.js';
import { AsOfDto, PageAsOfDto } from '../read/as-of.dto.js';
import type { ListPage } from '../read/list.js';
import { catalogue, type RegisterCard } from './catalogue.js';
import { EntriesOfQuery, type EntriesOf } from './entries-of.query.js';
import { RegisterListQuery, type RegisterRow } from './register-list.query.js';

export class RegisterListDto extends PageAsOfDto {
  @Portfolios()
  portfolio?: string;

  @Choice(['OPEN', 'NOTED', 'ENDED'], { optional: true, description: 'How far the entry was at (V, K).' })
  stage?: EntryStage;

  @CivilDateField({ optional: true, description: 'Due on or before this day.' })
  dueTo?: string;
}

export class EntriesOfDto extends AsOfDto {
  @Reference({ optional: true, description: 'Only entries of this register: `tasks`.' })
  register?: string;
}

/** A register by its path. */
function named(path: string): Register;
function named(path: string | undefined): Register | undefined;
function named(path: string | undefined): Register | undefined {
  if (path === undefined) return undefined;
  const found = REGISTERS.find((register) => register.path === path);
  if (found) return found;
  throw Problem.of(404, 'unknown-register', `There is no register '${path.slice(0, 80)}'. See GET /v1/registers.`);
}

@ApiTags('questions')
@Controller('v1')
@Group('case')
export class RegistersController {
  constructor(
    @Inject(QueryBus) private readonly bus: QueryBus,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  @Get('registers')
  @Group('catalogue')
  @ApiOperation({ summary: 'Which registers are there, and what can be recorded in each?' })
  all(): { readonly registers: readonly RegisterCard[] } {
    return { registers: catalogue() };
  }

  @Get('registers/:register')
  @ApiOperation({ summary: 'Which entries stand in a register, across cases or parties, as of (V, K)?' })
  list(
    @Param('register') register: string,
    @Query() query: RegisterListDto,
    @Req() request: CallerRequest,
  ): Promise<ListPage<RegisterRow>> {
    const { portfolio, after, limit, stage, dueTo, asOf, knownAt } = query;
    const scope = { portfolio: this.sender.portfolioId(portfolio), after, limit };
    const one = named(register);
    if (one.stream === 'staff' || one.stream === 'agency') requireRole(callerOf(request), 'staff');
    return this.bus.execute(new RegisterListQuery(one, scope, { stage, dueTo }, { asOf, knownAt }));
  }

  @Get('cases/:case/registers')
  @Opens('case-registers')
  @ApiOperation({ summary: 'Which entries stand on a case and its parties, as of (V, K)?' })
  ofCase(@Param('case') id: string, @Query() query: EntriesOfDto, @Req() request: CallerRequest): Promise<EntriesOf> {
    return this.of(checked(id, 'case'), query, request);
  }

  @Get('parties/:party/registers')
  @Opens('party-registers')
  @ApiOperation({ summary: 'Which entries stand on a party, as of (V, K)?' })
  ofParty(@Param('party') id: string, @Query() query: EntriesOfDto, @Req() request: CallerRequest): Promise<EntriesOf> {
    return this.of(checked(id, 'party'), query, request);
  }

  @Get('staff/:staff/registers')
  @Opens('staff-registers')
  @Group('staff')
  @ApiOperation({ summary: 'Which entries stand on a member of staff, as of (V, K)?' })
  ofStaff(@Param('staff') id: string, @Query() query: EntriesOfDto, @Req() request: CallerRequest): Promise<EntriesOf> {
    return this.of(checked(id, 'staff'), query, request);
  }

  @Get('incidents/:incident/registers')
  @Opens('incident-registers')
  @ApiOperation({ summary: 'Which entries stand on an incident, as of (V, K)?' })
  ofIncident(
    @Param('incident') id: string,
    @Query() query: EntriesOfDto,
    @Req() request: CallerRequest,
  ): Promise<EntriesOf> {
    return this.of(checked(id, 'incident'), query, request);
  }

  @Get('agencies/:agency/registers')
  @Opens('agency-registers')
  @Group('staff')
  @ApiOperation({ summary: 'Which entries stand on an agency, as of (V, K)?' })
  ofAgency(
    @Param('agency') id: string,
    @Query() query: EntriesOfDto,
    @Req() request: CallerRequest,
  ): Promise<EntriesOf> {
    return this.of(checked(id, 'agency'), query, request);
  }

  private of(stream: string, { register, asOf, knownAt }: EntriesOfDto, request: CallerRequest): Promise<EntriesOf> {
    const discloses = callerOf(request).personalData;
    return this.bus.execute(new EntriesOfQuery(stream, { asOf, knownAt }, discloses, named(register)));
  }
}
