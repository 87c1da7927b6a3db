/** Routes of time stamps: the list, and each with the checkpoint that it is over. */
import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Group } from '../../access/route-group.js';
import { Problem } from '../../http/problem.js';
import type { TimeStamp } from '../attestations/book.js';
import { Sealer } from '../sealer.js';
import { AnchorsDto } from './anchors.dto.js';

/** The newest that are listed: more than a year of daily ones. */
const LISTED_MAX = 500;

@ApiTags('seal')
@Group('proofs')
@Controller('v1/seal/anchors')
@Group('proofs')
export class AnchorsController {
  constructor(@Inject(Sealer) private readonly sealer: Sealer) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: AnchorsDto })
  @ApiOperation({ summary: 'Time stamps over checkpoints (RFC 3161), newest first.' })
  async list(): Promise<AnchorsDto> {
    await this.sealer.open();
    const anchors = this.sealer.book.timeStamps(LISTED_MAX).map(({ revision, size, time, who }) => ({
      id: revision,
      size,
      time,
      authority: who,
      checkpoint: `/v1/seal/anchors/${revision}/checkpoint`,
      token: `/v1/seal/anchors/${revision}/token`,
    }));
    return { anchors, certificates: this.sealer.anchors.authority?.pem ?? null };
  }

  @Get(':id/checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiParam({ name: 'id', description: 'Id of the time stamp.' })
  @ApiOkResponse({ schema: { type: 'string' }, description: 'The checkpoint file that was stamped, byte for byte.' })
  @ApiOperation({ summary: 'What a time stamp is over.' })
  async checkpoint(@Param('id') id: string): Promise<string> {
    return (await this.anchor(id)).checkpoint;
  }

  @Get(':id/token')
  @ApiProduces('application/timestamp-reply')
  @ApiParam({ name: 'id', description: 'Id of the time stamp.' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' }, description: 'The response of the authority (.tsr).' })
  @ApiOperation({ summary: "A time stamp: 'openssl ts -verify -data checkpoint -in token -CAfile ca.pem' checks it." })
  async token(@Param('id') id: string): Promise<StreamableFile> {
    const { token } = await this.anchor(id);
    return new StreamableFile(Buffer.from(token, 'base64'), { type: 'application/timestamp-reply' });
  }

  private async anchor(id: string): Promise<TimeStamp> {
    await this.sealer.open();
    const found = /^\d{1,15}$/.test(id) ? this.sealer.book.timeStampAt(Number(id)) : undefined;
    if (!found) throw Problem.of(404, 'no-such-anchor', 'There is no such time stamp.');
    return found;
  }
}
