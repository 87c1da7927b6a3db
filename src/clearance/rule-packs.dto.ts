/** Bodies and parameters of the routes of rule packs. */
import { Document } from '../http/document-field.js';
import { Count, Line, QueryCount, Reference } from '../http/fields.js';
import { PACK_BYTES_MAX } from '../rules/index.js';

export class ActivateRulePackDto {
  @Reference({ optional: true, maxLength: 63, example: 'us', description: 'A pack that the ledger or program knows.' })
  pack?: string;

  @Count({ optional: true, example: 1 })
  version?: number;

  @Document({
    optional: true,
    maxLength: PACK_BYTES_MAX,
    description: 'Instead of pack and version: a pack of your own, as YAML (docs/rules/packs.md).',
  })
  yaml?: string;
}

export class DeactivateRulePackDto {
  @Line({ example: 'We left this market.' })
  reason!: string;
}

export class PackQueryDto {
  @QueryCount(1, 1_000_000, { description: 'Version; the one that decides where left out, else the newest known.' })
  version?: number;
}
