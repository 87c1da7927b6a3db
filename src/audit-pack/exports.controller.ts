/** Routes of exports: each has an id, a state, and a file that is kept for a while and sent in ranges. */
import { Controller, Delete, Get, HttpCode, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Group } from '../access/route-group.js';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { ExportDesk } from './export-desk.js';
import { viewOf, type ExportState, type ExportView } from './export-state.js';
import { sendFile } from './send-file.js';

@ApiTags('exports')
@Group('exports')
@Controller('v1/exports')
export class ExportsController {
  constructor(@Inject(ExportDesk) private readonly desk: ExportDesk) {}

  @Get()
  @ApiOperation({ summary: 'Your exports, the newest first.' })
  list(@Req() request: CallerRequest): { readonly exports: readonly ExportView[] } {
    const { shelf } = this.desk;
    const own = shelf.list(callerOf(request).id);
    return { exports: own.map((state) => viewOf(state, shelf.progressOf(state.id))) };
  }

  @Get(':export')
  @ApiOperation({ summary: 'How far an export is; where its file is, and until when.' })
  state(@Param('export') id: string, @Req() request: CallerRequest): ExportView {
    return viewOf(this.own(id, request), this.desk.shelf.progressOf(id));
  }

  @Get(':export/file')
  @ApiProduces('application/zip')
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description: 'The audit pack, or the range asked for.',
  })
  @ApiConflictResponse({ description: 'It is not ready, or it failed.' })
  @ApiOperation({ summary: 'The file of an export; with Range, a part of it.' })
  async file(@Param('export') id: string, @Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { status, made, problem } = this.own(id, request);
    if (status === 'failed') throw Problem.of(409, 'export-failed', problem?.detail ?? 'The export failed.');
    if (!made) throw Problem.of(409, 'export-not-ready', 'The export is not ready yet. Ask for its state.');
    const { shelf } = this.desk;
    const { bytes, sha256 } = made;
    await sendFile(reply, request.headers, {
      name: `${id}.zip`,
      bytes,
      sha256,
      read: (range) => shelf.read(id, range),
    });
  }

  @Delete(':export')
  @HttpCode(200)
  @ApiOperation({ summary: 'Removes an export and its file; one that is being made ends.' })
  remove(@Param('export') id: string, @Req() request: CallerRequest): { readonly removed: string } {
    const { shelf } = this.desk;
    this.own(id, request);
    if (!shelf.stop(id)) shelf.remove(id);
    return { removed: id };
  }

  /** Somebody else's is not there. What another process made is not here: nothing says that there is one. */
  private own(id: string, request: CallerRequest): ExportState {
    const state = this.desk.shelf.find(id);
    if (state?.by === callerOf(request).id) return state;
    if (this.desk.shared) throw Problem.of(421, 'export-elsewhere', elsewhere(id));
    throw Problem.of(404, 'unknown-export', `There is no export '${id.slice(0, 80)}', or its time is over.`);
  }
}

function elsewhere(id: string): string {
  return `This process keeps no export '${id.slice(0, 80)}'. Where several processes serve a ledger, a pack lies with the one that was asked for it. Ask that one, or send the same POST with the same Idempotency-Key to this one: it is made again here, under the same id.`;
}
