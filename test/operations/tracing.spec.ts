/** Traces of a real ledger, sent to a real collector: the tree of spans, the links, and what stands in none of them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/store/sqlite/sqlite.store.js';
import { tracedParts } from '../../src/telemetry/traced.js';
import { HttpLedger } from '../support/http-ledger.js';
import { attribute, Collector, type Received } from './collector.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const NAME = 'Zygmunt Plantedname';

let collector: Collector;
let ledger: HttpLedger;
let party: string;

beforeAll(async () => {
  collector = new Collector();
  ledger = await new HttpLedger({ QUITTANCE_OTLP_URL: await collector.start() }).start();
  ledger.runtime.sealer.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'UTC', currency: 'EUR' });
  const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
  const body = { portfolio: 'main', kind: 'PERSON', name: NAME };
  const made = await ledger.post('/v1/parties?waitFor=read&wait=sealed', body, headers);
  expect(made.status).toBe(201);
  party = made.body.stream as string;
  expect((await ledger.get('/v1/portfolios')).status).toBe(200);
  const some = Array.from({ length: 8 }, (_none, i) => ledger.post('/v1/cases', { portfolio: 'main', ref: `C${i}` }));
  await Promise.all(some);
  expect((await ledger.get('/v1/cases?status=no-such')).status).toBe(400);
  await ledger.stop();
});

afterAll(async () => {
  rmSync(ledger.folder, { recursive: true, force: true });
  await collector.close();
});

const named = (name: string): Received[] => collector.spans.filter((span) => span.name === name);
const inTrace = (): Received[] => collector.spans.filter(({ traceId }) => traceId === TRACE);
const childOf = (parent: Received | undefined, name: string): Received | undefined =>
  inTrace().find((span) => span.name === name && span.parentSpanId === parent?.spanId);

it('sends them to the path of the protocol', () => {
  expect([...collector.paths]).toEqual(['/v1/traces']);
});

it('goes on with the trace of the caller, from the request to the disk', () => {
  const request = inTrace().find(({ parentSpanId }) => parentSpanId === CALLER);
  expect(request?.name).toBe('POST /v1/parties');
  expect(attribute(request as Received, 'http.response.status_code')).toBe(201);
  const command = childOf(request, 'command RegisterParty');
  expect(childOf(command, 'decide')).toBeDefined();
  const append = childOf(command, 'append') as Received;
  expect(attribute(append, 'quittance.category')).toBe('party');
  expect(attribute(append, 'quittance.events')).toBeGreaterThan(0);
  expect(attribute(append, 'quittance.bytes')).toBeGreaterThan(100);
  expect(attribute(append, 'quittance.outcome')).toBe('appended');
  expect(childOf(append, 'group commit')).toBeDefined();
});

it('links the pages of the projector and the batches of the sealer to the append', () => {
  const append = inTrace().find(({ name }) => name === 'append') as Received;
  for (const work of ['project page', 'seal batch']) {
    const linked = named(work).filter(({ links }) => links?.some(({ spanId }) => spanId === append.spanId));
    expect(linked.map(({ name }) => name)).toEqual([work]);
    expect(linked[0]?.traceId).not.toBe(TRACE);
  }
});

it('has a span for a question, within its request', () => {
  const request = named('GET /v1/portfolios')[0];
  expect(collector.spans.some((s) => s.name.startsWith('query ') && s.parentSpanId === request?.spanId)).toBe(true);
});

it('links a transaction that several appends share to each of them', async () => {
  const others = new Collector();
  const { tracing, commits, store } = tracedParts(await others.start(), '0');
  const folder = mkdtempSync(join(tmpdir(), 'quittance-commits-'));
  const traced = store(SqliteStore.open({ file: join(folder, 'ledger.db'), around: commits }));
  const event = () => ({ id: randomUUID(), type: 'Noted', data: '{}', meta: '{}' });
  await Promise.all(['a', 'b', 'c'].map((name) => traced.append(`case-${name}`, [event()], 'no-stream')));
  await traced.close();
  await tracing.close();
  const spanIds = others.spans.filter(({ name }) => name === 'append').map(({ spanId }) => spanId);
  const [commit, ...more] = others.spans.filter(({ name }) => name === 'group commit');
  expect(more).toEqual([]);
  expect(attribute(commit as Received, 'quittance.appends')).toBe(3);
  const reached = [commit?.parentSpanId, ...(commit?.links ?? []).map(({ spanId }) => spanId)];
  expect(reached.sort()).toEqual(spanIds.sort());
  await others.close();
  rmSync(folder, { recursive: true });
});

it('tells no id of a stream, no name of a person', () => {
  expect(collector.spans.length).toBeGreaterThan(20);
  expect(collector.text).not.toContain(NAME);
  expect(collector.text).not.toContain(party.slice('party-'.length));
  expect(collector.text).not.toMatch(/(?:case|party|portfolio)-[0-9a-f]{8}-/);
});
