/**
 * What the API says that it answers is what it answers: each GET under /v1 has a schema and an example, and real answers of
 * the sample book fit the schema to the field. `UPDATE_DOCS=1 npm test -- test/e2e/answers` writes src/http/answers.json anew.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { ANSWERS_FILE, type Answers } from '../../src/http/openapi-answers.js';
import { answerSchemas, type AnswerSchemas, type Schema } from '../docs/answer-schemas.js';
import { HttpLedger } from '../support/http-ledger.js';
import { SampleBook, type Asked, type GetRoute } from './sample-answers.js';

const UPDATE = process.env['UPDATE_DOCS'] === '1';
const JSON_TYPE = 'application/json';
/** A stream that never ends. */
const ENDLESS = '/v1/events/stream';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>> }
    >
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const ledger = new HttpLedger();
const book = new SampleBook(ledger);
let document: Document;
const asked: Asked[] = [];
let made: AnswerSchemas;
/** The named shapes, which let no field through that they do not name. */
let schemas: unknown;

beforeAll(async () => {
  await book.load();
  document = (await ledger.get('/docs/openapi.json')).body as unknown as Document;
  made = answerSchemas(process.cwd(), ['src', 'projections']);
  for (const route of routes()) asked.push(...(await book.ask(route)));
  if (UPDATE) write();
}, 120_000);
afterAll(() => ledger.close());

/** The GETs under /v1 that answer JSON. */
function routes(): (GetRoute & { readonly operation: Operation })[] {
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    const content = get?.responses['200']?.content;
    if (!get || !path.startsWith('/v1/') || path === ENDLESS || (content && !(JSON_TYPE in content))) return [];
    const required = (get.parameters ?? []).filter((each) => each.in === 'query' && each.required);
    return [{ path, required: required.map(({ name }) => name), operation: get }];
  });
}

function write(): void {
  const { paths, schemas } = made;
  const answers = (path: string): unknown[] =>
    asked.filter((one) => one.path === path && one.reply.status === 200).map(({ reply }) => shortened(reply.body));
  const example = (path: string): unknown => answers(path).sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  const examples = Object.fromEntries(Object.keys(paths).map((path) => [path, example(path)]));
  const lines = (part: object): string =>
    Object.entries(part)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const parts = Object.entries({ paths, schemas, examples }).map(([name, part]) => `"${name}": {\n${lines(part)}\n}`);
  writeFileSync(ANSWERS_FILE, `{\n${parts.join(',\n')}\n}\n`);
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

/** An answer with one row of each list, and no long texts. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 199)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shortened(part)]));
}

/** Schemas that let no field through that they do not name. */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (value === null || typeof value !== 'object') return value;
  const made = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, strict(part)]));
  const isObject = made['type'] === 'object' && 'properties' in made;
  return isObject && !('additionalProperties' in made) ? { ...made, additionalProperties: false } : made;
}

/** What of a body does not fit, of each body the first three. */
function misfits(bodies: readonly unknown[], schema: Schema): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const components = { schemas };
  const fits = ajv.compile({ ...(strict(schema) as object), components });
  return bodies.flatMap((body) =>
    fits(body)
      ? []
      : (fits.errors ?? [])
          .slice(0, 3)
          .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`),
  );
}

it('each has a schema and an example, and the file is not stale', () => {
  const { paths, schemas } = made;
  const file = JSON.parse(readFileSync(ANSWERS_FILE, 'utf8')) as Answers;
  expect({ paths: file.paths, schemas: file.schemas }).toEqual({ paths, schemas });
  const bare = routes().filter(({ operation }) => !operation.responses['200']?.content?.[JSON_TYPE]?.schema);
  expect(bare.map(({ path }) => path)).toEqual([]);
  expect(Object.keys(file.paths).filter((path) => file.examples[path] === undefined)).toEqual([]);
});

it('answers of the sample book, and the examples, fit the schemas to the field', () => {
  schemas = strict(document.components.schemas);
  const wrong = asked.filter(({ reply }) => reply.status !== 200).map(({ url, reply }) => `${url} ${reply.text}`);
  expect(wrong).toEqual([]);
  const file = JSON.parse(readFileSync(ANSWERS_FILE, 'utf8')) as Answers;
  const problems = routes().flatMap(({ path, operation }) => {
    const bodies = asked.filter((one) => one.path === path).map(({ reply }) => reply.body as unknown);
    const examples = path in file.examples ? [file.examples[path]] : [];
    const schema = operation.responses['200']?.content?.[JSON_TYPE]?.schema ?? {};
    return misfits([...bodies, ...examples], schema).map((text) => `${path} ${text}`);
  });
  expect([...new Set(problems)]).toEqual([]);
});
