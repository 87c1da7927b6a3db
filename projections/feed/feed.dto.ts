/** What a reader of the feed may ask for. */
import { Transform } from 'class-transformer';
import { Choice, CivilDateField, QueryCount, Reference } from '../../src/http/fields.js';
import { Portfolios } from '../../src/http/portfolios-field.js';
import { KNOWN_AT } from '../read/as-of.dto.js';

export const FEED_PAGE_DEFAULT = 100;
export const FEED_PAGE_MAX = 1_000;
/** Longest wait for a first fact, seconds. */
export const FEED_WAIT_SECONDS_MAX = 30;

/** Kinds of streams whose facts are in the feed. */
export const FEED_CATEGORIES = [
  'case',
  'party',
  'portfolio',
  'staff',
  'incident',
  'agency',
  'rulepack',
  'access',
] as const;

/** One or several: `type=A&type=B`, or `type=A,B`. */
function Several(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => (typeof each === 'string' ? each.split(/[ ,]+/) : [each]));
  });
}

export class FeedFilterDto {
  @Reference({ optional: true, description: 'Position after which to begin; `next` of the page before. 0: the first.' })
  after?: string;

  @Several()
  @Reference({
    optional: true,
    each: true,
    description: 'Only facts of these types: several, or one text with commas.',
  })
  type?: string[];

  @Several()
  @Reference({ optional: true, each: true, description: 'The same as `type`.' })
  types?: string[];

  @Reference({ optional: true, description: 'Only facts of this stream.' })
  stream?: string;

  @Portfolios()
  portfolio?: string;

  @Reference({ optional: true, description: 'Only facts that this read table is folded from: `balances`, `promises`.' })
  question?: string;

  @Choice(FEED_CATEGORIES, { optional: true, description: 'Only facts of streams of this kind.' })
  category?: string;

  @CivilDateField({ optional: true, description: 'V: only facts effective by this day; all where left out.' })
  asOf?: string;
}

export class FeedDto extends FeedFilterDto {
  @Reference({ optional: true, description: `${KNOWN_AT} The feed ends there.` })
  knownAt?: string;

  @QueryCount(1, FEED_PAGE_MAX, { default: FEED_PAGE_DEFAULT, description: 'Facts on one page.' })
  limit: number = FEED_PAGE_DEFAULT;

  @QueryCount(0, FEED_WAIT_SECONDS_MAX, { default: 0, description: 'Seconds to wait for a first fact.' })
  wait: number = 0;
}

/** A stream says all; nothing but filters and its beginning can be chosen. */
export class FeedStreamDto extends FeedFilterDto {}
