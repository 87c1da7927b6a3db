/** What OpenAPI says of every route that records a command. */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { RouteGroup } from '../access/rights.js';
import { Group, RecordsGroup } from '../access/route-group.js';
import { ApiHeader, ApiOperation, ApiProperty, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { SealReceiptDto } from '../sealer/seal.dto.js';

export class CommandAnswerDto {
  @ApiProperty({ description: 'Stream that the facts went to.', example: 'case-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11' })
  stream!: string;

  @ApiProperty({ required: false, description: 'Id of the part that was created: a payment, a promise, a contact.' })
  id?: string;

  @ApiProperty({ type: 'integer', description: "Revision of the command's last fact; also the ETag." })
  revision!: number;

  @ApiProperty({ type: 'integer', description: 'Store position: pass it as ?waitFor= to read your own write.' })
  position!: number;

  @ApiProperty({ type: [String], description: 'Event ids of the facts, in order.' })
  events!: string[];

  @ApiProperty({ required: false, type: SealReceiptDto, description: 'With ?wait=sealed: the receipt.' })
  receipt?: SealReceiptDto;
}

const RECORDS = 'quittance:records';

/** Whether a handler records a command. */
export function recordsCommand(handler: object): boolean {
  return Reflect.getMetadata(RECORDS, handler) === true;
}

/** @param group who may; where left out any role that records, unless another decorator of the route says otherwise. */
export function Records(summary: string, group?: RouteGroup): MethodDecorator {
  return applyDecorators(
    group === undefined ? RecordsGroup('records') : Group(group),
    SetMetadata(RECORDS, true),
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Your own id of this command; sent again it is recorded once.',
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The revision that you saw, in quotes.' }),
    ApiQuery({
      name: 'waitFor',
      required: false,
      enum: ['read'],
      description:
        "'read': answer when the read side has it; with the header quittance-read-side: behind where it did not.",
    }),
    ApiQuery({
      name: 'wait',
      required: false,
      enum: ['sealed'],
      description:
        "'sealed': answer when a signed checkpoint covers the facts, with the receipt; with the header quittance-seal: behind where none did in time.",
    }),
    ApiResponse({ status: 201, type: CommandAnswerDto, description: 'Recorded, now or when it was first sent.' }),
  );
}
