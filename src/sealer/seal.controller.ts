/** Routes of the seal: the checkpoint, the proof of a fact, and the tiles, as C2SP tlog-tiles lays them out. */
import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Res } from '@nestjs/common';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { Group } from '../access/route-group.js';
import { Scope } from '../access/scope.js';
import { parseTilePath, tileWidth, type Tile } from '../seal/tile.js';
import { formatVkey } from '../seal/vkey.js';
import { policyText, proofOf, shownCheckpoint } from './sealed-proofs.js';
import { Sealer } from './sealer.js';
import { QUORUM_BEHIND_MS } from './witnesses/witness-desk.js';

const TEXT = 'text/plain; charset=utf-8';
const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

@ApiTags('seal')
@Controller('v1/seal')
@Group('proofs')
export class SealController {
  constructor(
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(Scope) private readonly scope: Scope,
  ) {}

  @Get('checkpoint')
  @Header('content-type', TEXT)
  @Header('cache-control', 'no-store')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'A C2SP checkpoint: a signed note.' })
  @ApiOperation({
    summary:
      'The last published checkpoint of the log; where witnesses are configured, the last that enough have cosigned.',
  })
  async checkpoint(): Promise<string> {
    await this.sealer.open();
    const { witnesses, book, published } = this.sealer;
    // Behind for long: a newer one says more than cosignatures of an old one.
    const row = witnesses.behindSeconds * 1000 > QUORUM_BEHIND_MS ? published : shownCheckpoint(this.sealer, 1);
    if (!row) throw Problem.of(404, 'nothing-sealed', 'No checkpoint has been published yet.');
    return book.noteOf(row);
  }

  @Get('keys')
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'C2SP verifier keys, oldest first, one a line.' })
  @ApiOperation({ summary: 'The keys that sign checkpoints. Compare them with what you were given by another way.' })
  keys(): string {
    return this.sealer.signer
      .vkeys()
      .map((key) => `${formatVkey(key)}\n`)
      .join('');
  }

  @Get('policy')
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'A C2SP policy.' })
  @ApiOperation({
    summary: "The operator's policy: keys of the log, witnesses, quorum. A verifier compares it with its own.",
  })
  policy(): string {
    return policyText(this.sealer);
  }

  @Get('proofs/:event')
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  @ApiParam({ name: 'event', description: 'Id of the event.' })
  @ApiOkResponse({ schema: { type: 'string' }, description: 'A C2SP tlog-proof; `extra` is the leaf entry.' })
  @ApiOperation({ summary: 'The proof that a fact is in the log, under the last checkpoint.' })
  async proof(@Param('event') event: string, @Req() request: CallerRequest): Promise<string> {
    await this.sealer.open();
    const answer = proofOf(this.sealer, EVENT_ID.test(event) ? event : '');
    const { portfolios } = callerOf(request);
    // Of a portfolio that is not the caller's it is as if it were not there.
    if (answer.kind === 'proof' && (await this.scope.holds(portfolios, answer.stream))) return answer.text;
    const detail = 'No checkpoint covers such an event yet. A fact is sealed within seconds of being recorded.';
    throw Problem.of(404, 'not-sealed', detail);
  }

  @Get('tile/*')
  @Group('tiles')
  @ApiProduces('application/octet-stream')
  @ApiParam({ name: 'path', description: '`<L>/<N>` or `entries/<N>`, with `.p/<W>` behind it where it is partial.' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' }, description: 'The tile.' })
  @ApiOperation({ summary: 'A tile of the log (C2SP tlog-tiles).' })
  async tile(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sealer.open();
    const path = (request.url.split('?')[0] as string).replace(/^\/v1\/seal\//, '');
    const tile = parseTilePath(path);
    const bytes = tile && this.bytesOf(tile);
    if (!bytes) throw Problem.of(404, 'no-such-tile', 'The log has no such tile under its last checkpoint.');
    await reply
      .header('content-type', 'application/octet-stream')
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(bytes);
  }

  /** What the last checkpoint covers, and nothing behind it. */
  private bytesOf(tile: Tile): Buffer | undefined {
    const { published, tiles } = this.sealer;
    if (tile.width > tileWidth(tile.level, tile.index, published?.size ?? 0)) return undefined;
    try {
      return tiles.read(tile);
    } catch {
      return undefined;
    }
  }
}
