/** What comes in about API keys. */
import { Choice, Count, Flag, Reference } from '../http/fields.js';
import { OVERLAP_HOURS_DEFAULT, OVERLAP_HOURS_MAX } from './api-keys.js';
import { ROLES, type Role } from './roles.js';

export class CreateKeyDto {
  @Reference({ example: 'reporting-service' })
  name!: string;

  @Choice(ROLES)
  role!: Role;

  @Reference({
    optional: true,
    each: true,
    description: 'Names or ids of the portfolios it is bound to; all by default.',
  })
  portfolios?: string[];

  @Reference({
    optional: true,
    example: '90d',
    description: 'A number of days, or the last day (UTC) on which it is valid.',
  })
  expires?: string;

  @Flag({ optional: true, description: 'For an auditor: with personal values.' })
  personalData?: boolean;
}

export class RotateKeyDto {
  @Count({
    optional: true,
    maximum: OVERLAP_HOURS_MAX,
    description: `Hours in which the old secret is let in too; ${OVERLAP_HOURS_DEFAULT} by default, 0: none.`,
  })
  overlapHours?: number;
}
