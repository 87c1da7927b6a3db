/**
 * Route of `quittance audit export`: over the local socket only, since it writes a file of this machine. It answers with a line of
 * progress now and then, and a last line with what was made or the problem.
 */
import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { LocalOnly } from '../access/access.guard.js';
import { Exports } from '../access/opens.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Flag } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { MakePacksDto } from './audit-pack.dto.js';
import { ExportDesk, problemOf } from './export-desk.js';
import type { ExportLine } from './export-line.js';
import { PackRequests } from './pack-request.js';
import type { PackRequest } from './request.js';

/** Pause between two lines of progress. */
const PROGRESS_MS = 200;

export class LocalExportDto extends MakePacksDto {
  /** A case's id; without it, cases of the portfolio. */
  @IsOptional()
  @IsString()
  case?: string;

  @IsOptional()
  @IsString()
  portfolio?: string;

  /** Absolute path. */
  @IsString()
  output!: string;

  @Flag({ optional: true })
  force?: boolean;
}

@ApiExcludeController()
@Controller('local/exports')
@LocalOnly()
export class LocalExportController {
  constructor(
    @Inject(ExportDesk) private readonly desk: ExportDesk,
    @Inject(PackRequests) private readonly requests: PackRequests,
  ) {}

  @Post()
  @Exports()
  async run(@Body() body: LocalExportDto, @Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { output: file, force = false } = body;
    const by = callerOf(request);
    const pack = await this.requestOf(body, request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const write = (line: ExportLine): void => void raw.write(`${JSON.stringify(line)}\n`);
    const id = this.desk.passingId();
    raw.once('close', () => this.desk.shelf.stop(id));
    let last = performance.now();
    try {
      const made = await this.desk.make({
        ...{ id, by, request: pack, file, replace: force },
        onProgress: (progress) => {
          const now = performance.now();
          if (now - last < PROGRESS_MS) return;
          last = now;
          write({ progress });
        },
      });
      write({ made });
    } catch (error) {
      write({ problem: problemOf(error) });
    }
    raw.end();
  }

  private requestOf(body: LocalExportDto, request: CallerRequest): Promise<PackRequest> {
    const caller = callerOf(request);
    const { case: id, portfolio, cases } = body;
    if (id !== undefined) return this.requests.ofCase(caller, id, body);
    if (portfolio !== undefined) return this.requests.ofPortfolio(caller, portfolio, cases, body);
    throw Problem.of(400, 'nothing-to-export', 'Name a case or a portfolio.');
  }
}
