/**
 * What each GET under /v1 answers: schema and example. `answers.json` is made from the types of the handlers and from real
 * answers of the sample book; test/docs/answers.spec.ts fails when it is stale.
 */
import type { OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

export interface Answers {
  /** By path, as OpenAPI writes it. */
  readonly paths: Readonly<Record<string, Schema>>;
  readonly schemas: Schemas;
  readonly examples: Readonly<Record<string, unknown>>;
}

export const ANSWERS_FILE = new URL('answers.json', import.meta.url);

/** Adds the answers of the routes that do not say themselves what they send. */
export function withAnswers(document: OpenAPIObject): OpenAPIObject {
  const { paths, schemas, examples } = JSON.parse(readFileSync(ANSWERS_FILE, 'utf8')) as Answers;
  document.components = { ...document.components, schemas: { ...schemas, ...document.components?.schemas } };
  for (const [path, schema] of Object.entries(paths)) {
    const responses = document.paths[path]?.get?.responses;
    if (!responses) continue;
    const content = { 'application/json': { schema, example: examples[path] } };
    responses['200'] = { description: '', ...responses['200'], content };
  }
  return document;
}
