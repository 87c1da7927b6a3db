/** Checks the shape of a mapping against `mapping.schema.json`, and says what is wrong in sentences. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { MappingDoc } from './document.js';
import type { MappingProblem } from './problem.js';
import { schemaFile } from './shipped.js';

/** More would only repeat the first mistake. */
const PROBLEMS_MAX = 20;

/** Say only that something inside failed, which is told by itself. */
const REPEATING: ReadonlySet<string> = new Set(['if', 'propertyNames']);

let compiled: ValidateFunction<MappingDoc> | undefined;

function validator(): ValidateFunction<MappingDoc> {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, strictTypes: false });
  compiled ??= ajv.compile<MappingDoc>(JSON.parse(readFileSync(schemaFile(), 'utf8')) as object);
  return compiled;
}

export function shapeProblems(value: unknown): readonly MappingProblem[] {
  const validate = validator();
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => !REPEATING.has(keyword));
  return errors.slice(0, PROBLEMS_MAX).map((error) => ({ path: pathOf(error), message: sentence(error) }));
}

function pathOf({ instancePath, keyword, params, propertyName }: ErrorObject): (string | number)[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const extra = keyword === 'additionalProperties' ? (params['additionalProperty'] as string) : propertyName;
  return extra === undefined ? path : [...path, extra];
}

function sentence(error: ErrorObject): string {
  const { keyword, params, parentSchema, message, data } = error;
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
      return `'${String(params['additionalProperty'])}' is not known here; known are ${known.join(', ')}`;
    }
    case 'required':
      return `'${String(params['missingProperty'])}' is missing`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'const':
      return `can only be ${String(params['allowedValue'])}`;
    case 'type':
      return `must be of type ${[params['type']].flat().join(' or ')}${hint(parentSchema)}`;
    // The schema tells beside each pattern, in words, what it lets in.
    case 'pattern':
      return `'${String(data)}' is not written as it must be${hint(parentSchema)}`;
  }
  return `${message ?? 'is not valid'}${hint(parentSchema)}`;
}

function hint(schema: object | undefined): string {
  const description = (schema as { description?: string } | undefined)?.description;
  return description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;
}
