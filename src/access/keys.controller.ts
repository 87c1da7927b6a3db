/** Routes of the admin: make, list, rotate and revoke API keys. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { callerOf, type CallerRequest } from '../http/caller.js';
import { toInstant } from '../ledger/dates.js';
import type { ClockPort } from '../ledger/ports.js';
import { CLOCK_PORT } from '../tokens.js';
import { AdminOnly } from './access.guard.js';
import type { ApiKey, MadeKey } from './api-keys.js';
import { CreateKeyDto, RotateKeyDto } from './keys.dto.js';
import { KeyDesk, type Rotation } from './key-desk.js';

@ApiTags('operations')
@Controller('v1/keys')
@AdminOnly()
export class KeysController {
  constructor(
    @Inject(KeyDesk) private readonly desk: KeyDesk,
    @Inject(CLOCK_PORT) private readonly clock: ClockPort,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The API keys, without their secrets.' })
  async list(): Promise<{ readonly keys: readonly ApiKey[] }> {
    return { keys: await this.desk.keys.list() };
  }

  @Post()
  @ApiOperation({
    summary:
      'Makes a key that approves nothing (collector, auditor, reporting). Its text is in this answer and nowhere else.',
  })
  create(@Body() body: CreateKeyDto, @Req() request: CallerRequest): Promise<MadeKey> {
    return this.desk.create(body, callerOf(request), this.clock.now());
  }

  @Post(':id/rotations')
  @ApiOperation({
    summary: 'Gives a key a new secret. For the key of somebody else it asks; another admin approves.',
  })
  rotate(
    @Param('id') id: string,
    @Body() { overlapHours }: RotateKeyDto,
    @Req() request: CallerRequest,
  ): Promise<Rotation> {
    return this.desk.rotate(id, overlapHours, callerOf(request), this.clock.now());
  }

  @Post(':id/rotations/approvals')
  @ApiOperation({ summary: 'Approves a rotation that somebody else asked for. The new text is in this answer alone.' })
  approve(@Param('id') id: string, @Req() request: CallerRequest): Promise<MadeKey> {
    return this.desk.approve(id, callerOf(request), this.clock.now());
  }

  @Post(':id/revocations')
  @HttpCode(201)
  @ApiOperation({ summary: 'Revokes a key from now on, with the secret before its last rotation.' })
  async revoke(@Param('id') id: string): Promise<{ readonly revoked: string }> {
    const key = await this.desk.keyCalled(id);
    await this.desk.keys.revoke(key.id, toInstant(this.clock.now()));
    return { revoked: key.id };
  }
}
