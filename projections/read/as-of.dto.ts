/** Query parameters that questions share. */
import { Transform } from 'class-transformer';
import { IsOptional, Max, Min } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { CivilDateField, Id, Reference } from '../../src/http/fields.js';

/** Rows on one page of a list. */
export const PAGE_ROWS_DEFAULT = 100;
export const PAGE_ROWS_MAX = 1_000;

export class AsOfDto {
  @CivilDateField({
    optional: true,
    description: "V: the whole of this day; today in the portfolio's zone where left out.",
  })
  asOf?: string;

  @Reference({
    optional: true,
    description: 'K: an RFC 3339 instant, a civil date, or the id of the last event included.',
  })
  knownAt?: string;

  @Reference({ optional: true, description: 'Position of your own write: answer when the read side has reached it.' })
  waitFor?: string;
}

export class PageDto extends AsOfDto {
  @Id({ optional: true, description: '`next` of the page before.' })
  after?: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: PAGE_ROWS_MAX, default: PAGE_ROWS_DEFAULT })
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsOptional()
  @Min(1, { message: 'limit must be at least 1' })
  @Max(PAGE_ROWS_MAX, { message: `limit must be at most ${PAGE_ROWS_MAX}` })
  limit: number = PAGE_ROWS_DEFAULT;
}
