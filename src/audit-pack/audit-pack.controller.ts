/** Routes that make audit packs: of a case, at once or kept; of a portfolio. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { createReadStream, rmSync } from 'node:fs';
import { Exports } from '../access/opens.js';
import { Group } from '../access/route-group.js';
import { callerOf, From, type CallerRequest, type Sender } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { AskPackDto, MakePackDto, MakePacksDto } from './audit-pack.dto.js';
import { ExportDesk, problemOf } from './export-desk.js';
import { viewOf, type ExportView } from './export-state.js';
import { PackRequests } from './pack-request.js';
import type { PackRequest } from './request.js';
import { sendFile } from './send-file.js';

const KEY = { name: 'Idempotency-Key', required: true, description: 'Sent again, it is the same export.' };

@ApiTags('exports')
@Group('exports')
@Controller('v1')
export class AuditPackController {
  constructor(
    @Inject(ExportDesk) private readonly desk: ExportDesk,
    @Inject(PackRequests) private readonly requests: PackRequests,
  ) {}

  @Get('cases/:case/audit-pack')
  @Exports()
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' }, description: 'The audit pack.' })
  @ApiOperation({
    summary: 'The audit pack of a case, made now: everything on it, with the proof that it is everything.',
  })
  async now(
    @Param('case') id: string,
    @Query() { fresh, ...ask }: AskPackDto,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const caller = callerOf(request);
    const pack = await this.requests.ofCase(caller, id, { ...ask, fresh: fresh === 'true' });
    const { desk } = this;
    const passing = desk.passingId();
    const file = desk.shelf.folder.path(passing, '.zip');
    reply.raw.once('close', () => desk.shelf.stop(passing));
    try {
      const job = { id: passing, by: caller, request: pack, file, replace: true };
      const { bytes, sha256 } = await desk.make(job).catch((error: unknown) => {
        throw new Problem(problemOf(error));
      });
      const read = (): ReturnType<typeof createReadStream> => createReadStream(file);
      // Made anew each time, so a range of it would be of another file.
      await sendFile(reply, {}, { name: `${id}.zip`, bytes, sha256, read });
    } finally {
      rmSync(file, { force: true });
    }
  }

  @Post('cases/:case/audit-pack')
  @Exports()
  @HttpCode(202)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Begins the export of a case; its file is kept for you.' })
  async ofCase(@Param('case') id: string, @Body() ask: MakePackDto, @From() from: Sender): Promise<ExportView> {
    return this.begin(await this.requests.ofCase(from.caller, id, ask), from);
  }

  @Post('portfolios/:portfolio/audit-packs')
  @Exports()
  @HttpCode(202)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Begins the export of many cases of a portfolio in one file; it is kept for you.' })
  async ofPortfolio(
    @Param('portfolio') id: string,
    @Body() { cases, ...ask }: MakePacksDto,
    @From() from: Sender,
  ): Promise<ExportView> {
    return this.begin(await this.requests.ofPortfolio(from.caller, id, cases, ask), from);
  }

  private begin(request: PackRequest, { caller, cmd, obo, reply }: Sender): ExportView {
    const { state, repeated } = this.desk.begin({ ...caller, obo }, cmd, request);
    if (repeated) void reply.header('idempotent-replayed', 'true');
    void reply.header('location', `/v1/exports/${state.id}`);
    return viewOf(state, this.desk.shelf.progressOf(state.id));
  }
}
