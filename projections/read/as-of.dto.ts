/** Query parameters that questions share. */
import { Cursor } from '../../src/http/cursor-field.js';
import { CivilDateField, QueryCount, Reference } from '../../src/http/fields.js';

/** Rows on one page of a list. */
export const PAGE_ROWS_DEFAULT = 100;
export const PAGE_ROWS_MAX = 1_000;

export const KNOWN_AT = 'K: an RFC 3339 instant, a civil date, or the id of the last event included.';

export class WaitDto {
  @Reference({ optional: true, description: 'Position of your own write: answer when the read side has reached it.' })
  waitFor?: string;
}

export class AsOfDto extends WaitDto {
  @CivilDateField({
    optional: true,
    description: "V: the whole of this day; today in the portfolio's zone where left out.",
  })
  asOf?: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;
}

/** Lists across cases are of now, unless they say that they take asOf. */
export class PageDto extends WaitDto {
  @Cursor({ optional: true, description: '`next` of the page before.' })
  after?: string;

  @QueryCount(1, PAGE_ROWS_MAX, { default: PAGE_ROWS_DEFAULT, description: 'Rows on one page.' })
  limit: number = PAGE_ROWS_DEFAULT;
}

/** Lists across cases as of (V, K). */
export class PageAsOfDto extends PageDto {
  @CivilDateField({
    optional: true,
    description: 'V: the whole of this day; today where left out, for each case in its own zone.',
  })
  asOf?: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;
}
