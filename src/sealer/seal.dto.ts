/** What the routes of the seal answer. */
import { ApiProperty } from '@nestjs/swagger';

export class SealReceiptDto {
  @ApiProperty({ type: 'integer', description: "Index of the last fact's leaf in the log." })
  index!: number;

  @ApiProperty({ description: "The receipt: a C2SP tlog-proof of the command's last fact." })
  proof!: string;

  @ApiProperty({ type: [String], description: 'Where the proof of each fact of the command is, in order.' })
  proofs!: string[];
}
