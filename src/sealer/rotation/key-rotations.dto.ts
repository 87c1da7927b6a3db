/** What the routes of key rotation take and answer. */
import { ApiProperty } from '@nestjs/swagger';
import { Line } from '../../http/fields.js';

export class AskKeyRotationDto {
  @Line({ example: 'yearly rotation', description: 'Why; kept, and no personal data.' })
  reason!: string;
}

export class KeyRotationAskedDto {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty()
  askedBy!: string;

  @ApiProperty({ description: 'RFC 3339.' })
  askedAt!: string;

  @ApiProperty()
  reason!: string;
}

export class PendingRotationDto {
  @ApiProperty({ type: KeyRotationAskedDto, nullable: true })
  pending!: KeyRotationAskedDto | null;
}

export class KeyRotatedDto {
  @ApiProperty({ description: 'The new verifier key. Witnesses and verifiers must learn it before the next rotation.' })
  vkey!: string;

  @ApiProperty({ type: [String], description: 'All keys of the log, oldest first; the last two sign.' })
  keys!: readonly string[];
}
