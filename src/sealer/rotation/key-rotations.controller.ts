/** Routes of the rotation of the signing key: one admin asks, another approves. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../access/access.guard.js';
import { ApiKeys } from '../../access/api-keys.js';
import { callerOf, type CallerRequest } from '../../http/caller.js';
import { Problem } from '../../http/problem.js';
import { toInstant } from '../../ledger/dates.js';
import type { ClockPort } from '../../ledger/ports.js';
import { CLOCK_PORT } from '../../tokens.js';
import { Sealer } from '../sealer.js';
import { approveRotation, askRotation, pendingRotation, type RotationAnswer } from './rotation-desk.js';
import { AskKeyRotationDto, KeyRotatedDto, KeyRotationAskedDto, PendingRotationDto } from './key-rotations.dto.js';

@ApiTags('seal')
@Controller('v1/seal/key-rotations')
@AdminOnly()
export class KeyRotationsController {
  constructor(
    @Inject(Sealer) private readonly sealer: Sealer,
    @Inject(CLOCK_PORT) private readonly clock: ClockPort,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
  ) {}

  @Get()
  @ApiOkResponse({ type: PendingRotationDto })
  @ApiOperation({ summary: 'The rotation of the signing key that waits for a second person.' })
  async pending(): Promise<PendingRotationDto> {
    await this.sealer.open();
    const found = pendingRotation(this.sealer);
    if (!found) return { pending: null };
    const { id, askedBy, askedAt, reason } = found;
    return { pending: { id, askedBy, askedAt, reason } };
  }

  @Post()
  @ApiCreatedResponse({ type: KeyRotationAskedDto })
  @ApiOperation({ summary: 'Asks for a new signing key. Asked again, it is the same request.' })
  async ask(@Req() request: CallerRequest, @Body() { reason }: AskKeyRotationDto): Promise<KeyRotationAskedDto> {
    const { id: who } = callerOf(request);
    const answer = await askRotation(this.sealer, who, toInstant(this.clock.now()), reason);
    if (answer.kind !== 'asked') throw problemOf(answer);
    const { id, askedBy, askedAt } = answer.asked;
    return { id, askedBy, askedAt, reason: answer.asked.reason };
  }

  @Post(':id/approvals')
  @HttpCode(200)
  @ApiParam({ name: 'id', description: 'Id of the request.' })
  @ApiOkResponse({ type: KeyRotatedDto })
  @ApiOperation({ summary: 'Approves it, as another person than who asked: the log has a new key, and both sign.' })
  async approve(@Req() request: CallerRequest, @Param('id') id: string): Promise<KeyRotatedDto> {
    const { id: who } = callerOf(request);
    const number = /^\d{1,15}$/.test(id) ? Number(id) : -1;
    const approver = { who, hands: await this.keys.handsOf(who) };
    const answer = await approveRotation(this.sealer, number, approver, toInstant(this.clock.now()));
    if (answer.kind !== 'rotated') throw problemOf(answer);
    return { vkey: answer.vkey, keys: answer.keys };
  }
}

function problemOf(answer: RotationAnswer): Problem {
  if (answer.kind === 'four-eyes') {
    return Problem.of(409, 'four-eyes', 'Who asked for the rotation cannot approve it: ask somebody else.');
  }
  if (answer.kind === 'unknown') {
    return Problem.of(404, 'unknown-rotation', 'No such rotation of the signing key waits for an approval.');
  }
  return Problem.of(503, 'seal-stopped', `Nothing is sealed now: ${'detail' in answer ? answer.detail : ''}`);
}
