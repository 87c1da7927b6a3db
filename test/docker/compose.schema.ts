/** The part of the compose specification's JSON schema that our files use. A key that is not here is refused: a misspelt one would be silent. */
const text = { type: 'string' } as const;
const texts = { type: 'array', items: text, minItems: 1 } as const;
const settings = { type: 'object', additionalProperties: text } as const;
const file = { type: 'object', properties: { file: text }, required: ['file'], additionalProperties: false } as const;

/** An image without a version, or with `latest`, is another one tomorrow. */
const image = { type: 'string', pattern: '^[a-z0-9./-]+:(?!latest$)v?\\d+(?:\\.\\d+){1,2}(?:-[a-z0-9.]+)?$' } as const;

const healthcheck = {
  type: 'object',
  properties: { test: texts, interval: text, timeout: text, retries: { type: 'integer' }, start_period: text },
  required: ['test', 'interval', 'timeout'],
  additionalProperties: false,
} as const;

const dependsOn = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: { condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] } },
    required: ['condition'],
    additionalProperties: false,
  },
} as const;

const service = {
  type: 'object',
  properties: {
    image,
    build: {
      type: 'object',
      properties: { context: text, dockerfile: text },
      required: ['context', 'dockerfile'],
      additionalProperties: false,
    },
    command: texts,
    entrypoint: texts,
    environment: settings,
    env_file: texts,
    secrets: texts,
    ports: texts,
    volumes: texts,
    tmpfs: texts,
    depends_on: dependsOn,
    healthcheck,
    read_only: { type: 'boolean' },
    cap_drop: { type: 'array', items: { const: 'ALL' } },
    security_opt: { type: 'array', items: { const: 'no-new-privileges:true' } },
    stop_grace_period: text,
    restart: { enum: ['no', 'unless-stopped'] },
  },
  anyOf: [{ required: ['image'] }, { required: ['build'] }],
  additionalProperties: false,
} as const;

export const COMPOSE_SCHEMA = {
  type: 'object',
  properties: {
    services: { type: 'object', additionalProperties: service, minProperties: 1 },
    volumes: { type: 'object', additionalProperties: { type: 'object', additionalProperties: false } },
    secrets: { type: 'object', additionalProperties: file },
  },
  patternProperties: { '^x-': {} },
  required: ['services'],
  additionalProperties: false,
} as const;
