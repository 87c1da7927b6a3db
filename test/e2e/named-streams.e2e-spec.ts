/** Portfolios that a question names, and streams that a command names: what is not there is said not to be. */
import { apiDocument } from '../../src/http/openapi.js';
import { NOW, TestApp } from '../../src/http/test-app.fixture.js';
import type { Runtime } from '../../src/runtime.js';
import { RUNTIME } from '../../src/tokens.js';

const app = new TestApp();
const ids = new Map<string, string>();
let routes: readonly string[];
let admin: string;
let both: string;
let alpha: string;

const NOBODY = 'portfolio-00000000-0000-8000-8000-000000000000';

beforeAll(async () => {
  await app.start();
  for (const name of ['alpha', 'beta', 'gamma']) {
    const { stream } = await app.record('portfolios?waitFor=read', { name, zone: 'Europe/Rome', currency: 'EUR' });
    ids.set(name, stream);
    await app.record('cases?waitFor=read', { portfolio: name, ref: `C-${name}` });
  }
  admin = await keyOf([]);
  both = await keyOf(['alpha', 'beta']);
  alpha = await keyOf(['alpha']);
  routes = questionsWithPortfolio();
});
afterAll(() => app.close());

/** Made at the machine: keys that approve are not made over HTTP. */
async function keyOf(names: readonly string[]): Promise<string> {
  const portfolios = names.length > 0 ? names.map((name) => ids.get(name) ?? '') : undefined;
  const { apiKeys } = app.nest.get<Runtime>(RUNTIME);
  return (await apiKeys.create('test', 'admin', NOW, { portfolios })).text;
}

/** Every GET that takes `portfolio` and needs nothing in its path, with what else it needs. */
function questionsWithPortfolio(): string[] {
  const values: Readonly<Record<string, string>> = { from: '2026-03-01', to: '2026-03-31', part: 'numerator' };
  const paths = Object.entries(apiDocument(app.nest).paths);
  return paths.flatMap(([path, { get }]) => {
    const parameters = (get?.parameters ?? []) as { in: string; name: string; required?: boolean }[];
    const asked = parameters.filter((each) => each.in === 'query');
    if (!asked.some(({ name }) => name === 'portfolio')) return [];
    const rest = asked.filter(({ name, required }) => required && name !== 'portfolio');
    const query = rest.map(({ name }) => `&${name}=${values[name] ?? 'x'}`).join('');
    return [`${path.replace('{register}', 'tasks').replace('{metric}', 'overdue-rate-amount')}?portfolio=*${query}`];
  });
}

async function ask(route: string, portfolio: string, key: string): Promise<{ status: number; body: string }> {
  const url = route.replace('*', portfolio);
  const headers = { authorization: `Bearer ${key}` };
  const reply = await app.nest.inject({ method: 'GET', url, headers, payloadAsStream: true });
  if (url.includes('/events/stream') && reply.statusCode === 200) {
    reply.stream().destroy();
    return { status: 200, body: '' };
  }
  let body = '';
  for await (const part of reply.stream()) body += String(part);
  return { status: reply.statusCode, body };
}

describe('a portfolio that a question names', () => {
  it('is one of many questions', () => expect(routes.length).toBeGreaterThan(20));

  it.each(['whole', 'bound'])('and that is not there is said so by each of them: %s', async (reach) => {
    const key = reach === 'whole' ? admin : both;
    const silent: string[] = [];
    for (const route of routes) {
      for (const name of ['nowhere', NOBODY, `${ids.get('alpha') ?? ''},${NOBODY}`]) {
        const { status, body } = await ask(route, name, key);
        const { type, field } = JSON.parse(body === '' ? '{}' : body) as { type?: string; field?: string };
        if (status !== 404 || !type?.endsWith(':unknown-portfolio') || field !== 'portfolio')
          silent.push(`${route} of ${name}: ${status} ${body.slice(0, 120)}`);
      }
    }
    expect(silent).toEqual([]);
  });

  it('is said to be there to nobody who is not let in', async () => {
    const said: string[] = [];
    for (const route of routes) {
      const theirs = await ask(route, 'gamma', alpha);
      const nothing = await ask(route, 'nobody', alpha);
      if (theirs.status !== 404 || theirs.body.replaceAll('gamma', 'nobody') !== nothing.body) said.push(route);
    }
    expect(said).toEqual([]);
  });

  it('may be several, of a bound key its own', async () => {
    const refs = async (names: readonly string[], key: string): Promise<unknown> => {
      const list = names.map((name) => ids.get(name) ?? '').join(',');
      const { status, body } = await ask('/v1/cases?portfolio=*', list, key);
      return status === 200 ? (JSON.parse(body) as { cases: { ref: string }[] }).cases.map(({ ref }) => ref) : status;
    };
    expect(await refs(['alpha', 'gamma'], admin)).toEqual(['C-alpha', 'C-gamma']);
    expect(await refs(['alpha', 'beta'], both)).toEqual(['C-alpha', 'C-beta']);
    expect(await refs(['alpha', 'gamma'], both)).toBe(404);
    expect(await refs(['alpha', 'beta'], alpha)).toBe(404);
  });
});

describe('a case or person that a command names', () => {
  const nowhere = (kind: string): string => `${kind}-00000000-0000-8000-8000-000000000000`;

  it('is there, or nothing is recorded: a freeze of no case would freeze nothing', async () => {
    const { stream } = await app.record('incidents', { portfolio: 'alpha', kind: 'MEDIA', ref: 'I-1' });
    const reply = await app.post(`incidents/${stream}/freezes`, { case: nowhere('case'), reason: 'press' }, 'freeze');
    expect(reply).toMatchObject({ status: 404, body: { type: 'urn:quittance:problem:unknown-case' } });
    expect(await app.facts(stream)).toHaveLength(1);
    const { stream: own } = await app.record('cases', { portfolio: 'alpha', ref: 'C-frozen' });
    expect((await app.post(`incidents/${stream}/freezes`, { case: own, reason: 'press' }, 'own')).status).toBe(201);
  });

  it('is not looked for in free text and in fields of the source', async () => {
    const { stream } = await app.record('cases', { portfolio: 'alpha', ref: 'C-noted' });
    const body = { text: `${nowhere('case')} is the number in the old system`, extra: { old: nowhere('case') } };
    expect((await app.post(`cases/${stream}/notes`, body, 'noted')).status).toBe(201);
  });
});
