/**
 * Route of `quittance import`: over the local socket only, since it reads a file of this machine. It answers with a
 * line of progress now and then, and a last line with the result or the problem.
 */
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { LocalOnly } from '../access/access.guard.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Flag } from '../http/fields.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import type { ImportLine } from './import-line.js';

/** Pause between two lines of progress. */
const PROGRESS_MS = 200;

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

@ApiExcludeController()
@Controller('local/imports')
@LocalOnly()
export class ImportController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  async run(@Body() body: ImportDto, @Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    // Loaded where it is needed: a ledger that is only asked a question starts without it.
    const { importJob, CallerGone } = await import('./import-job.js');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    let last = 0;
    try {
      const line = await importJob(this.runtime, { ...body, by: callerOf(request).id }, (progress) => {
        if (raw.destroyed) throw new CallerGone();
        const now = performance.now();
        if (now - last < PROGRESS_MS) return;
        last = now;
        write(raw, { progress });
      });
      write(raw, line);
    } catch (error) {
      if (!(error instanceof CallerGone)) throw error;
    }
    raw.end();
  }
}

function write(raw: ServerResponse, line: ImportLine): void {
  raw.write(`${JSON.stringify(line)}\n`);
}
