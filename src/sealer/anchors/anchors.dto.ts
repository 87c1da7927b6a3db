/** What the routes of time stamps answer. */
import { ApiProperty } from '@nestjs/swagger';

export class AnchorDto {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer', description: 'Leaves that the stamped checkpoint covers.' })
  size!: number;

  @ApiProperty({ description: 'When the authority saw it (RFC 3339).' })
  time!: string;

  @ApiProperty({ description: 'Address of the authority.' })
  authority!: string;

  @ApiProperty({ description: 'Where the stamped checkpoint file is.' })
  checkpoint!: string;

  @ApiProperty({ description: 'Where the response of the authority is (.tsr).' })
  token!: string;
}

export class AnchorsDto {
  @ApiProperty({ type: [AnchorDto] })
  anchors!: readonly AnchorDto[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Certificates in which the chain ends, PEM. Compare them with what the authority publishes.',
  })
  certificates!: string | null;
}
