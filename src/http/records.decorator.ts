/** What OpenAPI says of every route that records a command. */
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiQuery, ApiResponse } from '@nestjs/swagger';

export class CommandAnswerDto {
  @ApiProperty({ description: 'Stream that the facts went to.', example: 'case-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11' })
  stream!: string;

  @ApiProperty({ required: false, description: 'Id of the part that was created: a payment, a promise, a contact.' })
  id?: string;

  @ApiProperty({ description: "Revision of the command's last fact; also the ETag." })
  revision!: number;

  @ApiProperty({ description: 'Store position: pass it as ?waitFor= to read your own write.' })
  position!: number;

  @ApiProperty({ type: [String], description: 'Event ids of the facts, in order.' })
  events!: string[];
}

export class ProblemDto {
  @ApiProperty({ example: 'urn:quittance:problem:unknown-case' })
  type!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  status!: number;
  @ApiProperty({ description: 'One sentence: what is wrong and what to do.' })
  detail!: string;
  @ApiProperty({ required: false })
  field?: string;
}

const problems: readonly (readonly [number, string])[] = [
  [400, 'The request does not fit.'],
  [404, 'What it names is not there.'],
  [409, 'It is there already, or the state does not allow it.'],
  [412, 'If-Match names another revision.'],
  [422, 'It cannot be true, or the Idempotency-Key was used with another input.'],
  [507, 'The disk is full; nothing was written.'],
];

export function Records(summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Your own id of this command; sent again it is recorded once.',
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The revision that you saw, in quotes.' }),
    ApiQuery({ name: 'waitFor', required: false, description: "'read': answer when the read side has it." }),
    ApiResponse({ status: 201, type: CommandAnswerDto }),
    ...problems.map(([status, description]) => ApiResponse({ status, description, type: ProblemDto })),
  );
}
