/** Routes of the operator: how far are the projections, and build one anew. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../../src/access/route-group.js';
import { AdminOnly } from '../../src/access/access.guard.js';
import { Id } from '../../src/http/fields.js';
import { Problem } from '../../src/http/problem.js';
import { ReadSide } from '../read/read-side.js';
import { Projector } from './projector.js';
import { countedStatusOf, type ProjectionStatus } from './status.js';

export class RebuildDto {
  @Id({ optional: true, description: 'Only the rows of this case; all where left out.' })
  case?: string;
}

export interface ProjectionList {
  /** Position of the ledger's last fact. */
  readonly head: number;
  readonly projections: readonly ProjectionStatus[];
}

@ApiTags('operations')
@Controller('v1/projections')
@Group('catalogue')
export class ProjectorController {
  constructor(
    @Inject(Projector) private readonly projector: Projector,
    @Inject(ReadSide) private readonly read: ReadSide,
  ) {}

  @Get()
  @ApiOperation({ summary: 'How far is each projection?' })
  async list(): Promise<ProjectionList> {
    const head = await this.read.store.head();
    return { head, projections: await countedStatusOf(this.projector, this.read.store, this.read.clock.now()) };
  }

  @Post(':name/rebuilds')
  @HttpCode(202)
  @AdminOnly()
  @ApiOperation({ summary: 'Drops the rows of a projection, or of one case in it, and folds them again.' })
  async rebuild(@Param('name') name: string, @Body() { case: caseId }: RebuildDto): Promise<ProjectionList> {
    if (!this.projector.tracks.some((track) => track.name === name)) {
      throw Problem.of(404, 'unknown-projection', `There is no projection '${name.slice(0, 40)}'.`);
    }
    if (!this.projector.rebuildsHere(name, caseId)) {
      const detail = 'Another process folds facts into tables. Send this to the one that /ready names as projector.';
      throw Problem.of(409, 'projector-elsewhere', detail);
    }
    if (caseId === undefined) {
      await this.projector.rebuild(name);
    } else {
      if ((await this.read.store.readStream(caseId, 0, 1)).length === 0) {
        throw Problem.of(404, 'unknown-case', `There is no case '${caseId}'.`, { field: 'case' });
      }
      await this.projector.rebuildKey(name, caseId);
    }
    return this.list();
  }
}
