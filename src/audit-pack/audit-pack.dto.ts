/** What an export may be asked for. */
import { Transform } from 'class-transformer';
import { KNOWN_AT } from '../../projections/read/as-of.dto.js';
import { ROLES } from '../access/roles.js';
import { Choice, CivilDateField, Flag, QueryCount, Reference } from '../http/fields.js';
import { EXPORT_CASES_MAX } from './pack-request.js';
import { LEAVABLE } from './request.js';

const FRESH = 'Seal everything recorded so far first; else the newest map of heads is used.';
const WITHOUT = 'What is left out of the files for people.';
const KNOWN_SIZE = 'Size of a checkpoint that you keep: the pack proves that its own extends it.';

class TermsDto {
  @CivilDateField({
    optional: true,
    description: 'V of what the pack says; today where left out. Its events are always all that are sealed.',
  })
  asOf?: string;

  @Reference({ optional: true, description: KNOWN_AT })
  knownAt?: string;

  @Choice(ROLES, { optional: true, description: 'Leave out what this role may not see.' })
  redact?: string;
}

export class MakePackDto extends TermsDto {
  @Flag({ optional: true, description: FRESH })
  fresh?: boolean;

  @Choice(LEAVABLE, { optional: true, each: true, description: WITHOUT })
  without?: string[];

  @QueryCount(1, Number.MAX_SAFE_INTEGER, { optional: true, description: KNOWN_SIZE })
  knownSize?: number;
}

export class MakePacksDto extends MakePackDto {
  @Reference({
    optional: true,
    each: true,
    maxItems: EXPORT_CASES_MAX,
    description: 'Ids or source references of the cases; all of the portfolio where left out.',
  })
  cases?: string[];
}

/** The same in a query, where all values are text. */
export class AskPackDto extends TermsDto {
  @Choice(['true', 'false'], { optional: true, description: FRESH })
  fresh?: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @Choice(LEAVABLE, { optional: true, each: true, description: WITHOUT })
  without?: string[];

  @QueryCount(1, Number.MAX_SAFE_INTEGER, { optional: true, description: KNOWN_SIZE })
  knownSize?: number;
}
