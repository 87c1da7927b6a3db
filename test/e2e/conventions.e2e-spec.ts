/** The conventions of the API (design.md 8), as a client meets them. */
import { jest } from '@jest/globals';
import { HttpLedger } from '../support/http-ledger.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What a command may answer. */
const COMMAND_STATUSES = ['201', '400', '401', '403', '404', '409', '412', '413', '415', '422', '429', '503', '507'];

function routesOf(paths: ApiDocument['paths']): (Operation & { readonly path: string; readonly method: string })[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  );
}

let ledger: HttpLedger;
let id: string;
const eur = { currency: 'EUR' };

beforeAll(async () => {
  ledger = await new HttpLedger().start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  await ledger.record(`/v1/cases/${id}/debts`, { balances: { principal: 10_000 }, ...eur });
});

afterAll(() => ledger.close());

describe('a command', () => {
  it('answers with stream, part, revision, position and events; the ETag is the revision', async () => {
    const reply = await ledger.post(`/v1/cases/${id}/payments`, { amount: 1_000, ...eur });
    expect(reply.status).toBe(201);
    const { stream, revision, position, events, id: payment } = reply.body;
    expect({ stream, revision, events: (events as string[]).length }).toEqual({ stream: id, revision: 3, events: 2 });
    expect(position).toBeGreaterThan(0);
    expect(payment).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers.get('etag')).toBe('"3"');
  });

  it('with If-Match of the revision that was read is recorded', async () => {
    const etag = (await ledger.get(`/v1/cases/${id}`)).headers.get('etag') as string;
    const reply = await ledger.post(`/v1/cases/${id}/notes`, { text: 'spoke to the debtor' }, { 'if-match': etag });
    expect(reply.status).toBe(201);
  });

  it('is read back at once with ?waitFor=<position>', async () => {
    for (let i = 1; i <= 20; i++) {
      const { position } = (await ledger.post(`/v1/cases/${id}/payments`, { amount: 1, ...eur })).body;
      const { cases } = (await ledger.get(`/v1/cases?ref=A1&waitFor=${position}`)).body;
      expect(cases[0].net).toBe(9_000 - i);
    }
  });

  it('records who sent it, on whose behalf, and under which correlation', async () => {
    const more = { 'x-on-behalf-of': 'staff:17', 'x-correlation-id': 'call-9' };
    const { events } = (await ledger.post(`/v1/cases/${id}/assignments`, { assignee: 'staff-17' }, more)).body;
    const { facts } = (await ledger.get(`/v1/events?limit=1000&stream=${id}`)).body;
    const fact = (facts as { id: string }[]).find((item) => item.id === events[0]);
    expect(fact).toMatchObject({ by: expect.stringMatching(/^key:/), obo: 'staff:17', corr: 'call-9' });
  });
});

describe('a list', () => {
  it('is paged by keyset: every row once, in order, while facts arrive', async () => {
    for (let i = 0; i < 25; i++) await ledger.record('/v1/cases', { portfolio: 'main', ref: `P${i}` });
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Awaited<ReturnType<HttpLedger['get']>> = await ledger.get(
        `/v1/cases?limit=7${next === '' ? '' : `&after=${next}`}`,
      );
      seen.push(...(page.body.cases as { ref: string }[]).map(({ ref }) => ref));
      next = page.body.next as string | null;
      if (seen.length === 7) await ledger.record('/v1/cases', { portfolio: 'main', ref: 'late' });
    }
    expect(seen).toHaveLength(27);
    expect(new Set(seen).size).toBe(27);
  });

  it('is sorted by what is owed when asked to, and filtered by stage and reference', async () => {
    const { cases } = (await ledger.get('/v1/cases?sort=-net&limit=3')).body;
    expect(cases[0].ref).toBe('A1');
    expect((await ledger.get('/v1/cases?ref=P3')).body.cases).toHaveLength(1);
    expect((await ledger.get('/v1/cases?stage=CLOSED')).body.cases).toEqual([]);
  });
});

describe('the feed', () => {
  it('is resumable from any position and shows every fact once', async () => {
    const all = (await ledger.get('/v1/events?limit=1000')).body.facts as { id: string; position: number }[];
    const pieces: string[] = [];
    let after = '0';
    for (;;) {
      const { facts, next, atHead } = (await ledger.get(`/v1/events?limit=10&after=${after}`)).body;
      pieces.push(...(facts as { id: string }[]).map((fact) => fact.id));
      after = next as string;
      if (atHead && facts.length < 10) break;
    }
    expect(pieces).toEqual(all.map((fact) => fact.id));
  });

  it('waits for a fact when asked to', async () => {
    const head = await ledger.runtime.store.head();
    const waiting = ledger.get(`/v1/events?after=${head}&wait=10`);
    await ledger.post(`/v1/cases/${id}/notes`, { text: 'while you waited' });
    expect((await waiting).body.facts).toHaveLength(1);
  });

  it('filters by type', async () => {
    const { facts } = (await ledger.get('/v1/events?types=PortfolioCreated')).body;
    expect((facts as { type: string }[]).map(({ type }) => type)).toEqual(['PortfolioCreated']);
  });
});

describe('operations', () => {
  it('tells alive, ready and measured without a key, and nothing about anybody', async () => {
    const anonymous = { authorization: '' };
    expect((await ledger.get('/health', anonymous)).body).toEqual({ status: 'ok' });
    expect((await ledger.get('/ready', anonymous)).body.status).toBe('ready');
    const metrics = await ledger.get('/metrics', anonymous);
    expect(metrics.text).toContain('quittance_projection_lag_events{projection="balances"} 0');
    expect(metrics.text).toContain('quittance_http_request_seconds_bucket');
    expect(metrics.text).not.toContain(id);
  });

  it('counts each append once, by what became of it', async () => {
    const appended = async (): Promise<number> => {
      const { text } = await ledger.get('/metrics');
      return Number(/^quittance_append_seconds_count\{outcome="appended"\} (\d+)$/m.exec(text)?.[1]);
    };
    const before = await appended();
    expect(before).toBeGreaterThan(0);
    await ledger.post(`/v1/cases/${id}/notes`, { text: 'one more' });
    expect(await appended()).toBe(before + 1);
  });

  it('is ready with a clock that is behind, and says what to do about it', async () => {
    expect((await ledger.get('/ready')).body['warnings']).toEqual([]);
    for (const [ahead, warnings] of [
      [-20_000, [expect.stringMatching(/clock of this machine is \d+ s behind.*Set the clock right/)]],
      [0, []],
    ] as const) {
      await ledger.stop();
      ledger.ahead = ahead;
      await ledger.start();
      const { status, body } = await ledger.get('/ready');
      expect({ status, warnings: body['warnings'] as unknown }).toEqual({ status: 200, warnings });
    }
  });

  it('is not ready with a clock that is ahead: it takes no command', async () => {
    const ahead = jest.spyOn(ledger.runtime.clockWatch, 'refusal').mockResolvedValue('12 s ahead');
    try {
      const type = 'urn:quittance:problem:clock-ahead';
      expect(await ledger.get('/ready')).toMatchObject({ status: 503, body: { type } });
    } finally {
      ahead.mockRestore();
    }
  });

  it('serves an OpenAPI document that names every route, and a page to read it', async () => {
    const page = await ledger.get('/docs', { authorization: '' });
    expect(page.text).toContain('swagger-ui');
    expect((await ledger.get('/docs/swagger-ui-bundle.js', { authorization: '' })).status).toBe(200);
    const { paths } = (await ledger.get('/docs/openapi.json', { authorization: '' })).body;
    expect(Object.keys(paths as object)).toEqual(
      expect.arrayContaining([
        '/v1/cases/{case}/payments',
        '/v1/cases/{case}/balance',
        '/v1/portfolios/{portfolio}/totals',
      ]),
    );
    expect(paths['/v1/cases/{case}/payments'].post.parameters).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Idempotency-Key', required: true })]),
    );
  });

  it('says in the OpenAPI document what every route may answer', async () => {
    const { paths, components } = (await ledger.get('/docs/openapi.json', { authorization: '' })).body as ApiDocument;
    expect(components.schemas['Problem']).toMatchObject({ required: ['type', 'title', 'status', 'detail'] });
    const routes = routesOf(paths);
    expect(routes.length).toBeGreaterThan(60);
    for (const { path, method, responses, parameters = [] } of routes) {
      const statuses = Object.keys(responses);
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect([path, status, description]).toEqual([path, status, expect.stringMatching(/\.$/)]);
        if (status < '400') continue;
        expect(content).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } });
      }
      if (method === 'get') expect(statuses).toContain('200');
      // An export is begun, and made behind the answer.
      const done = statuses.includes('202') ? ['202', ...COMMAND_STATUSES.slice(1)] : COMMAND_STATUSES;
      if (parameters.some(({ name }) => name === 'Idempotency-Key')) expect(statuses.sort()).toEqual(done);
      if (path.startsWith('/v1/') && path.includes('{')) expect(statuses).toContain('404');
    }
    expect(paths['/v1/keys']?.['get']?.responses['403']?.description).toBe('It needs the role admin.');
    expect(paths['/health']?.['get']?.security).toEqual([]);
  });

  it('asks for a key exactly where the OpenAPI document says so', async () => {
    const { paths } = (await ledger.get('/docs/openapi.json', { authorization: '' })).body as ApiDocument;
    for (const { path, method, responses } of routesOf(paths)) {
      const [body, type] = method === 'get' ? [undefined, ''] : ['{}', 'application/json'];
      const url = path.replace(/\{\w+\}/g, 'x');
      const reply = await ledger.send(method.toUpperCase(), url, body, { authorization: '', 'content-type': type });
      expect([path, reply.status === 401]).toEqual([path, '401' in responses]);
    }
  });

  it('rebuilds a projection and one case of it', async () => {
    const before = (await ledger.get('/v1/cases?limit=5')).body.cases;
    expect((await ledger.post('/v1/projections/balances/rebuilds', {})).status).toBe(202);
    expect((await ledger.post('/v1/projections/cases/rebuilds', { case: id })).status).toBe(202);
    const head = await ledger.runtime.store.head();
    expect((await ledger.get(`/v1/cases?limit=5&waitFor=${head}`)).body.cases).toEqual(before);
    expect((await ledger.post('/v1/projections/nothing/rebuilds', {})).body.type).toContain('unknown-projection');
  });
});
