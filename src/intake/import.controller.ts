/**
 * Route of `quittance import`: over the local socket only, since it reads a file of this machine. It answers with a
 * line of progress now and then, and a last line with the result or the problem.
 */
import { Body, Controller, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { LocalOnly } from '../access/access.guard.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Flag } from '../http/fields.js';
import { Problem, problem, type ProblemDetails } from '../http/problem.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import type { ImportLine } from './import-line.js';
import { ImportError, type ImportProgress } from './importer/options.js';
import { runImport } from './importer/run-import.js';
import { loadMapping, MappingError, type Mapping } from './mapping/index.js';
import { SourceError } from './sources/index.js';

/** Pause between two lines of progress. */
const PROGRESS_MS = 200;

const STATUS: Readonly<Record<ImportError['code'], number>> = {
  'no-room': 507,
  ledger: 503,
  'in-progress': 423,
  'bad-portfolio': 422,
};

export class ImportDto {
  /** Absolute path. */
  @IsString()
  file!: string;

  /** Name of a shipped mapping, or absolute path of a YAML file. */
  @IsString()
  mapping!: string;

  @IsOptional()
  @IsString()
  portfolio?: string;

  @Flag({ optional: true })
  dryRun?: boolean;

  @Flag({ optional: true })
  strict?: boolean;

  @Flag({ optional: true })
  corrections?: boolean;

  /** Absolute path. */
  @IsOptional()
  @IsString()
  rejects?: string;
}

/** The caller went away: nobody waits for the result any more. What was recorded stays. */
class CallerGone extends Error {}

@ApiExcludeController()
@Controller('local/imports')
@LocalOnly()
export class ImportController {
  private readonly logger = new Logger('import');

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  async run(@Body() body: ImportDto, @Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const options = { ...body, mapping: mappingOf(body.mapping), by: callerOf(request).id };
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    try {
      const result = await runImport(this.runtime, options, progressLines(raw));
      write(raw, { result });
    } catch (error) {
      if (!(error instanceof CallerGone)) write(raw, { problem: this.problemOf(error) });
    }
    raw.end();
  }

  private problemOf(error: unknown): ProblemDetails {
    if (error instanceof ImportError) return problem(STATUS[error.code], error.code, error.message);
    if (error instanceof Problem) return error.details;
    if (error instanceof SourceError) return problem(400, `file-${error.code}`, error.message);
    const message = error instanceof Error ? error.message : String(error);
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return problem(500, 'internal', `The import met an error of its own: ${message}. What was recorded stays.`);
  }
}

function mappingOf(nameOrFile: string): Mapping {
  try {
    return loadMapping(nameOrFile);
  } catch (error) {
    if (error instanceof MappingError) throw Problem.of(400, `mapping-${error.code}`, error.message);
    throw error;
  }
}

/** Tells the caller how far the import is; stops the import when the caller is gone. */
function progressLines(raw: ServerResponse): (progress: ImportProgress) => void {
  let last = 0;
  return (progress) => {
    if (raw.destroyed) throw new CallerGone();
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    write(raw, { progress });
  };
}

function write(raw: ServerResponse, line: ImportLine): void {
  raw.write(`${JSON.stringify(line)}\n`);
}
