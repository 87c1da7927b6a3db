/**
 * Route of commands that write rows about people to a file: it is recorded as an export before there is a file. Over the local socket
 * only: over HTTP a client writes files of its own, and what is recorded is its read.
 */
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Min } from 'class-validator';
import { LocalOnly } from '../../access/access.guard.js';
import { AccessLog } from '../../access/access-log.js';
import { callerOf, onBehalfOf, type CallerRequest } from '../../http/caller.js';
import { SEEN_MAX } from '../../ledger/access/index.js';

export class ExportedFileDto {
  /** The question whose answer it holds: `case-findings`. */
  @IsString()
  what!: string;

  @IsString()
  format!: string;

  /** Cases, parties or portfolios that its rows are about. */
  @IsArray()
  @ArrayMaxSize(SEEN_MAX)
  @IsString({ each: true })
  streams!: string[];

  /** SHA-256 of the file, hexadecimal. */
  @IsString()
  digest!: string;

  /** Rows. */
  @IsInt()
  @Min(0)
  count!: number;

  @IsOptional()
  @IsString()
  asOf?: string;

  @IsOptional()
  @IsString()
  knownAt?: string;
}

@ApiExcludeController()
@Controller('local/exported-files')
@LocalOnly()
export class ExportedFilesController {
  constructor(@Inject(AccessLog) private readonly log: AccessLog) {}

  @Post()
  @HttpCode(200)
  async record(@Body() file: ExportedFileDto, @Req() request: CallerRequest): Promise<{ readonly event: string }> {
    const reader = { ...callerOf(request), obo: onBehalfOf(request) };
    const { events } = await this.log.exported(file, reader);
    return { event: events[0] as string };
  }
}
