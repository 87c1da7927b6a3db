/** Routes of the admin: make, list and revoke API keys. */
import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Choice, Reference } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { toInstant } from '../ledger/dates.js';
import type { ClockPort } from '../ledger/ports.js';
import { CLOCK_PORT } from '../tokens.js';
import { AdminOnly } from './access.guard.js';
import { ApiKeys, ROLES, type ApiKey, type Role } from './api-keys.js';

export class CreateKeyDto {
  @Reference({ example: 'reporting-service' })
  name!: string;

  @Choice(ROLES)
  role!: Role;
}

@ApiTags('operations')
@Controller('v1/keys')
@AdminOnly()
export class KeysController {
  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(CLOCK_PORT) private readonly clock: ClockPort,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The API keys, without their secrets.' })
  list(): { readonly keys: readonly ApiKey[] } {
    return { keys: this.keys.list() };
  }

  @Post()
  @ApiOperation({ summary: 'Makes a key. Its text is in this answer and nowhere else.' })
  create(@Body() { name, role }: CreateKeyDto): { readonly key: ApiKey; readonly text: string } {
    return this.keys.create(name, role, toInstant(this.clock.now()));
  }

  @Post(':id/revocations')
  @ApiOperation({ summary: 'Revokes a key from now on.' })
  revoke(@Param('id') id: string): { readonly revoked: string } {
    if (this.keys.revoke(id, toInstant(this.clock.now()))) return { revoked: id };
    throw Problem.of(404, 'unknown-key', `There is no key '${id.slice(0, 40)}'.`);
  }
}
