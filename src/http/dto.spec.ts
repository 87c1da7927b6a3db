/** Every DTO of every command, through the pipe that the server uses: what it takes, refuses, and tells OpenAPI. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  apiField,
  described,
  fieldAt,
  fieldName,
  leaves,
  nested,
  optional,
  put,
  validated,
  withNested,
  type Dto,
} from './dto-metadata.fixture.js';
import { SAMPLES } from './dto-samples.fixture.js';
import { REGISTER_SAMPLES } from './register-samples.fixture.js';
import { Problem, type ProblemDetails } from './problem.js';
import { HOSTILE, PROSE } from './texts.fixture.js';
import { validationPipe } from './validation.js';

const pipe = validationPipe();

async function problemOf(metatype: Dto, body: unknown): Promise<ProblemDetails | undefined> {
  try {
    await pipe.transform(body, { type: 'body', metatype });
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.details;
    throw error;
  }
}

/** The field that a problem is about, as far as the door names it. */
async function refusedField(metatype: Dto, body: unknown): Promise<string | undefined> {
  const problem = await problemOf(metatype, body);
  if (problem)
    expect(problem).toMatchObject({ status: 400, type: expect.stringMatching(/:(invalid-request|unknown-field)$/) });
  return problem?.field;
}

const LEDGER = join(import.meta.dirname, '../ledger');
const files = (ending: string): string[] => {
  const all = readdirSync(LEDGER, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => file.endsWith(ending)).map((file) => join(LEDGER, file));
};
const cases = [...SAMPLES, ...REGISTER_SAMPLES].map(({ dto, body }) => [dto.name, dto, body] as const);

describe('the samples', () => {
  it('are one for each DTO that a room of the ledger exports', async () => {
    const classes = new Set<unknown>();
    for (const file of files('.dto.ts')) {
      const room = (await import(file)) as Record<string, unknown>;
      for (const item of Object.values(room)) if (/^class /.test(String(item))) classes.add(item);
    }
    const known = SAMPLES.flatMap(({ dto, body }) => withNested(dto, body).map(([type]) => type));
    expect(classes.size).toBeGreaterThan(35);
    expect(new Set(known)).toEqual(classes);
  });

  it('are one for each route of a controller', () => {
    const sources = files('.controller.ts').map((file) => readFileSync(file, 'utf8'));
    const bodies = sources.flatMap((source) => [...source.matchAll(/@Body\(\) body: (\w+)/g)].map((match) => match[1]));
    expect(bodies.sort()).toEqual(SAMPLES.map(({ dto }) => dto.name).sort());
  });
});

describe.each(cases)('%s', (_name, dto, body) => {
  const found = leaves(body);
  const texts = found.filter(({ value }) => typeof value === 'string');
  const numbers = found.filter(({ value }) => typeof value === 'number');
  const told = 'verbatim' in body ? { verbatim: true } : {};

  it('takes its sample, which has every field', async () => {
    expect(await problemOf(dto, body)).toBeUndefined();
    for (const [type, part] of withNested(dto, body)) expect(Object.keys(part).sort()).toEqual(validated(type));
  });

  it('refuses a field that it does not know, at every depth', async () => {
    for (const name of ['unknown', 'type', 'recordedAt', 'Amount']) {
      expect(await problemOf(dto, { ...body, [name]: 'x' })).toMatchObject({
        type: 'urn:quittance:problem:unknown-field',
        field: name,
      });
    }
    for (const field of described(dto).filter((name) => nested(dto, name))) {
      const place = apiField(dto, field).isArray ? [field, '0'] : [field];
      expect(await refusedField(dto, put(body, [...place, 'unknown'], 1))).toBe([...place, 'unknown'].join('.'));
    }
  });

  it('refuses formulas and SQL in every text', async () => {
    expect(texts.length).toBeGreaterThanOrEqual(4);
    for (const { path } of texts) {
      for (const text of HOSTILE)
        expect([text, await refusedField(dto, put(body, path, text))]).toEqual([text, fieldName(dto, path)]);
    }
  });

  it('refuses what is no whole amount, in every number', async () => {
    const wrong = [1.5, 2 ** 53, '1', Number.NaN, Number.POSITIVE_INFINITY, [1], true];
    for (const { path } of numbers) {
      const signed = (fieldAt(dto, path).minimum ?? 0) < 0;
      for (const value of signed ? wrong : [...wrong, -1]) {
        expect([value, await refusedField(dto, put(body, path, value))]).toEqual([value, fieldName(dto, path)]);
      }
    }
  });

  it('takes null for no field', async () => {
    for (const name of Object.keys(body)) expect(await refusedField(dto, { ...body, [name]: null })).toBe(name);
  });

  it('can do without what it calls optional, and without nothing else', async () => {
    for (const [type, part] of withNested(dto, body)) {
      const bare = Object.fromEntries(Object.entries(part).filter(([name]) => !optional(type, name)));
      expect(await problemOf(type, bare)).toBeUndefined();
      for (const name of Object.keys(bare)) {
        expect(await refusedField(type, { ...bare, [name]: undefined })).toBe(name);
      }
    }
  });

  it('tells OpenAPI of every field, and whether it is required', () => {
    for (const [type] of withNested(dto, body)) {
      expect(described(type)).toEqual(validated(type));
      for (const name of described(type)) {
        expect([name, apiField(type, name).required]).toEqual([name, !optional(type, name)]);
        expect([name, apiField(type, name).type ?? apiField(type, name).enum]).not.toEqual([name, undefined]);
      }
    }
  });

  it('gives OpenAPI examples that it takes itself', async () => {
    for (const [type, part] of withNested(dto, body)) {
      const examples = Object.fromEntries(
        described(type)
          .map((name) => [name, apiField(type, name).example])
          .filter(([, example]) => example !== undefined),
      ) as object;
      expect(await problemOf(type, { ...part, ...examples })).toBeUndefined();
    }
  });

  it('lets code through as free text where it is told to, and nowhere else', async () => {
    const free: string[] = [];
    for (const { path } of texts) {
      const refused = await refusedField(dto, { ...put(body, path, HOSTILE[0]), ...told });
      if (refused === undefined) free.push(fieldName(dto, path));
    }
    expect(free.length > 0).toBe(described(dto).includes('verbatim'));
    for (const field of free) {
      for (const text of [...HOSTILE, ...PROSE]) {
        expect([text, await refusedField(dto, { ...body, [field]: text, ...told })]).toEqual([text, undefined]);
      }
    }
  });
});
