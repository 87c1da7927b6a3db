/** JSON schema (2020-12) of a pack file. `quittance rules schema` prints it for editors. */
import { AUTHORITY_RANKS, OUTCOME_KINDS } from './pack.js';

const DATE = { type: 'string', format: 'date' };
const STRINGS = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
const WORDS = {
  type: 'object',
  required: ['en', 'zh'],
  additionalProperties: false,
  properties: { en: { type: 'string', minLength: 1 }, zh: { type: 'string', minLength: 1 } },
};

const APPLIES_WHEN = {
  type: 'object',
  additionalProperties: false,
  description: 'What is left out is no condition. What is not known makes the rule NOT_EVALUATED.',
  properties: {
    jurisdiction: STRINGS,
    capacity: { type: 'array', items: { enum: ['FIRST_PARTY', 'AGENCY', 'PURCHASER'] } },
    creditor_kind: STRINGS,
    product: STRINGS,
    except_product: STRINGS,
    channel: STRINGS,
    direction: { type: 'array', items: { enum: ['OUTBOUND', 'INBOUND'] } },
    role: STRINGS,
    party_kind: { type: 'array', items: { enum: ['PERSON', 'ORGANISATION'] } },
  },
};

const VECTOR = {
  type: 'object',
  required: ['name', 'given', 'then'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    zones: STRINGS,
    place: { type: 'object' },
    given: {
      type: 'array',
      items: {
        type: 'object',
        required: ['fact', 'at'],
        additionalProperties: false,
        properties: {
          fact: { type: 'string' },
          at: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
          rec: { type: 'string' },
          stream: { enum: ['case', 'party', 'case2', 'other'] },
          data: { type: 'object' },
        },
      },
    },
    when: { type: 'object' },
    as_of: DATE,
    then: { type: 'object', minProperties: 1 },
  },
};

const RULE = {
  type: 'object',
  required: [
    'rule_id',
    'version',
    'title',
    'text',
    'authority_rank',
    'in_force_from',
    'citation',
    'source_url',
    'verification',
    'applies_when',
    'evaluator',
    'outcome_kind',
    'parameters',
    'test_vectors',
  ],
  additionalProperties: false,
  properties: {
    rule_id: { type: 'string', pattern: '^[A-Z]{2,}[A-Z0-9]*(-[A-Za-z0-9]+)*$' },
    version: { type: 'integer', minimum: 1 },
    title: WORDS,
    text: WORDS,
    authority_rank: { enum: AUTHORITY_RANKS },
    in_force_from: DATE,
    in_force_to: DATE,
    citation: { type: 'string', minLength: 1 },
    source_url: { type: 'string', format: 'uri' },
    verification: { enum: ['verified', 'secondary', 'unverified'] },
    applies_when: APPLIES_WHEN,
    evaluator: { type: 'string', pattern: '^[a-z][a-z0-9-]*@\\d+\\.\\d+\\.\\d+$' },
    outcome_kind: { enum: OUTCOME_KINDS },
    parameters: { type: 'object' },
    test_vectors: { type: 'array', items: VECTOR },
  },
};

export const PACK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Quittance rule pack',
  type: 'object',
  required: ['pack', 'version', 'title', 'jurisdiction', 'rules'],
  additionalProperties: false,
  properties: {
    pack: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,62}$' },
    version: { type: 'integer', minimum: 1 },
    title: WORDS,
    jurisdiction: { type: 'string', pattern: '^(\\*|[A-Z]{2}(-[A-Z0-9]{1,3})*)$' },
    includes: STRINGS,
    zones: STRINGS,
    calendar: { type: 'string' },
    rules: { type: 'array', items: RULE, minItems: 1 },
  },
};
