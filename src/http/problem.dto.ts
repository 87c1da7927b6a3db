/** What OpenAPI says of a problem. */
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  @ApiProperty({ example: 'amount' })
  field!: string;

  @ApiProperty({ example: 'amount must not be negative' })
  message!: string;
}

@ApiSchema({ name: 'Problem', description: 'A problem after RFC 9457. Nothing was written.' })
export class ProblemDto {
  @ApiProperty({ description: 'Stable.', example: 'urn:quittance:problem:unknown-case' })
  type!: string;

  @ApiProperty({ example: 'Not found' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 404 })
  status!: number;

  @ApiProperty({ description: 'One sentence: what is wrong and what to do.' })
  detail!: string;

  @ApiProperty({ required: false, description: 'The field, header or parameter at fault.' })
  field?: string;

  @ApiProperty({ required: false, description: 'Id of what is there already.' })
  id?: string;

  @ApiProperty({ required: false, type: [FieldProblemDto], description: 'One entry per field that does not fit.' })
  errors?: FieldProblemDto[];
}
