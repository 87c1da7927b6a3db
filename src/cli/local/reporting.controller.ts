/**
 * Routes of `quittance reporting`: who reads the SQL views, and which portfolios. Over the local socket only, so an admin's:
 * logins and their passwords are the database's, and we only name them.
 */
import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { projections } from '../../../projections/index.js';
import { ALL, Readers, type Reader } from '../../../projections/reporting/readers.js';
import { LocalOnly } from '../../access/access.guard.js';
import { callerOf, type CallerRequest } from '../../http/caller.js';
import { Problem } from '../../http/problem.js';
import { isPostgresUrl } from '../../postgres/url.js';
import type { Runtime } from '../../runtime.js';
import { RUNTIME } from '../../tokens.js';

/** PostgreSQL's own limit of a name. */
const LOGIN_MAX = 63;
const PORTFOLIOS_MAX = 1_000;

export class LoginDto {
  @IsString()
  @MinLength(1)
  @MaxLength(LOGIN_MAX)
  login!: string;

  /** Names or ids. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PORTFOLIOS_MAX)
  @IsString({ each: true })
  portfolios?: string[];
}

export class GrantDto extends LoginDto {
  /** Every portfolio, also those to come. */
  @IsOptional()
  @IsBoolean()
  all?: boolean;
}

export interface ReaderList {
  readonly readers: readonly Reader[];
}

@ApiExcludeController()
@Controller('local/reporting')
@LocalOnly()
export class ReportingController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post('setup')
  async setUp(): Promise<{ readonly views: readonly string[] }> {
    return { views: await this.readers().setUp() };
  }

  @Get()
  async list(): Promise<ReaderList> {
    return { readers: await this.readers().list() };
  }

  @Post('grants')
  async grant(@Body() { login, portfolios, all }: GrantDto, @Req() request: CallerRequest): Promise<Reader> {
    if ((portfolios === undefined) === (all !== true)) {
      throw Problem.of(400, 'no-portfolio', 'Name portfolios, or say that all are meant.', { field: 'portfolios' });
    }
    const scope = portfolios ? await this.idsOf(portfolios) : ALL;
    return this.readers().grant(login, scope, callerOf(request).id);
  }

  @Post('revocations')
  @HttpCode(201)
  async revoke(@Body() { login, portfolios }: LoginDto): Promise<{ readonly revoked: string }> {
    await this.readers().revoke(login, portfolios && (await this.idsOf(portfolios)));
    return { revoked: login };
  }

  private readers(): Readers {
    const { readDb } = this.runtime.config;
    if (isPostgresUrl(readDb)) return new Readers(readDb, projections);
    const detail =
      'Views for reporting services need read tables in PostgreSQL: set QUITTANCE_READ_DB=postgres://… (docs/reporting-sql.md).';
    throw Problem.of(400, 'no-postgres', detail);
  }

  /** @throws Problem where there is no such portfolio. */
  private idsOf(names: readonly string[]): Promise<string[]> {
    const { portfolios, ids } = this.runtime;
    return Promise.all(
      names.map(async (name) => {
        const id = portfolios.idOf(name, ids);
        if (await portfolios.exists(id)) return id;
        throw Problem.of(404, 'unknown-portfolio', `There is no portfolio '${name.slice(0, 80)}'.`, {
          field: 'portfolios',
        });
      }),
    );
  }
}
