/** docs/questions.md asks what the server answers: every path is a route, every parameter one that it takes. */
import { readFileSync } from 'node:fs';
import { apiDocument } from '../../src/http/openapi.js';
import { TestApp } from '../../src/http/test-app.fixture.js';

const page = readFileSync('docs/questions.md', 'utf8');
const asked = [...page.matchAll(/^`GET (\/v1\/[^`]+)`$/gm)].map(([, path]) => new URL(path as string, 'http://x'));
const test = new TestApp();

beforeAll(() => test.start());
afterAll(() => test.close());

it('names routes and parameters that there are', () => {
  const { paths } = apiDocument(test.nest);
  const routes = Object.entries(paths).flatMap(([path, { get }]) => {
    const names = (get?.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : ''));
    return get ? [{ path, names, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }] : [];
  });
  expect(asked.length).toBeGreaterThan(15);
  for (const { pathname, searchParams } of asked) {
    const route = routes.find(({ pattern }) => pattern.test(pathname));
    expect([pathname, route?.path]).toEqual([pathname, expect.any(String)]);
    expect([...searchParams.keys()].filter((name) => !route?.names.includes(name))).toEqual([]);
  }
});

it('shows V, K and the last event in every answer', () => {
  const answers = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json as string) as object);
  expect(answers).toHaveLength(asked.length);
  for (const answer of answers) {
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(['asOf', 'knownAt', 'lastEvent', 'final']));
  }
});

it('names every question that the server answers', () => {
  const { paths } = apiDocument(test.nest);
  const questions = Object.entries(paths).filter(([, { get }]) => get?.tags?.includes('questions'));
  // A route stands there as it is, with ids in the place of its parameters, or at the end of another one's row.
  const missing = questions.filter(([path]) => {
    const pattern = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/`?]+');
    return !new RegExp(`${pattern}[\`?]`).test(page);
  });
  expect(questions.length).toBeGreaterThan(30);
  expect(missing.map(([path]) => path)).toEqual([]);
});
