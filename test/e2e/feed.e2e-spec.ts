/** The feed over HTTP: filters, K, streams that resume, and a server that shuts down. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let key = '';
const cases: Record<string, string> = {};

interface Fact {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly eff: string;
  readonly position: number;
}

const facts = async (query: string): Promise<Fact[]> =>
  (await ledger.get(`/v1/events?limit=1000&${query}`)).body['facts'] as Fact[];

beforeAll(async () => {
  await ledger.start();
  key = ledger.keyOf('reporting');
  for (const [name, zone] of [
    ['main', 'Europe/Rome'],
    ['other', 'Asia/Tokyo'],
  ] as const) {
    await ledger.record('/v1/portfolios', { name, zone, currency: 'EUR' });
    const { stream } = await ledger.record('/v1/cases', {
      portfolio: name,
      ref: `${name}-1`,
      occurredAt: '2025-01-02',
    });
    cases[name] = stream as string;
    const at = `/v1/cases/${stream as string}`;
    await ledger.record(`${at}/debts`, { currency: 'EUR', balances: { principal: 900 }, occurredAt: '2025-01-02' });
    await ledger.record(`${at}/payments`, { currency: 'EUR', amount: 100, occurredAt: '2025-02-01' });
    await ledger.record(`${at}/complaints`, { text: 'no', occurredAt: '2025-03-01' });
  }
  await ledger.record('/v1/parties', { portfolio: 'other', kind: 'PERSON', ref: 'p-1', name: 'Ada Byron' });
}, 30_000);

afterAll(() => ledger.close());

/** Reads a stream until its text fits, or for a second. */
async function streamed(query: string, enough: (text: string) => boolean, headers = {}): Promise<string> {
  const ended = new AbortController();
  const late = setTimeout(() => ended.abort(), 3_000);
  const url = `${ledger.url}/v1/events/stream?${query}`;
  const reply = await fetch(url, { headers: { authorization: `Bearer ${key}`, ...headers }, signal: ended.signal });
  expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  try {
    for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      if (enough(text)) break;
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  }
  clearTimeout(late);
  ended.abort();
  return text;
}

const dataOf = (text: string): Fact[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json as string) as Fact);

describe('filters', () => {
  it('take several types, given twice or with a comma', async () => {
    const types = async (query: string): Promise<string[]> => (await facts(query)).map(({ type }) => type);
    const both = ['PaymentReceived', 'ComplaintReceived', 'PaymentReceived', 'ComplaintReceived'];
    expect(await types('type=PaymentReceived&type=ComplaintReceived')).toEqual(both);
    expect(await types('type=PaymentReceived,ComplaintReceived')).toEqual(both);
  });

  it('take a portfolio by name: its own stream, its cases and its parties', async () => {
    const other = await facts('portfolio=other');
    expect(new Set(other.map(({ stream }) => stream.split('-')[0]))).toEqual(new Set(['portfolio', 'case', 'party']));
    expect(other.filter(({ stream }) => stream === cases['main'])).toEqual([]);
    const main = await facts('portfolio=main');
    expect(main.length + other.length).toBe((await facts('')).length);
  });

  it('take a question: what its read table is folded from', async () => {
    const types = new Set((await facts('question=complaints')).map(({ type }) => type));
    expect(types).toEqual(new Set(['ComplaintReceived']));
    expect((await facts('question=balances&type=ComplaintReceived')).length).toBe(2);
    expect((await facts('question=clock')).length).toBe((await facts('')).length);
  });

  it('take a category, V and K', async () => {
    expect((await facts('category=party')).map(({ type }) => type)).toEqual(['PartyRegistered']);
    expect((await facts('asOf=2025-01-31&category=case')).every(({ eff }) => eff <= '2025-01-31')).toBe(true);
    const all = await facts('');
    const third = all[2] as Fact;
    const { body } = await ledger.get(`/v1/events?knownAt=${third.id}`);
    expect(body).toMatchObject({ asOf: null, lastEvent: third.id, final: true, atHead: true, head: third.position });
    expect(body['facts']).toEqual(all.slice(0, 3));
  });

  it.each([
    ['type=PaymentRecieved', 'type'],
    ['question=balance', 'question'],
    ['category=cases', 'category'],
    ['after=-1', 'after'],
    ['knownAt=never', 'knownAt'],
    ['foo=1', 'foo'],
  ])('say no to %s', async (query, field) => {
    expect((await ledger.get(`/v1/events?${query}`)).body).toMatchObject({ status: 400, field });
    if (field !== 'knownAt') {
      expect((await ledger.get(`/v1/events/stream?${query}`)).body).toMatchObject({ status: 400, field });
    }
  });
});

describe('the stream', () => {
  it('gives the facts of the pages as server-sent events', async () => {
    const all = await facts('');
    const text = await streamed('', (so) => dataOf(so).length === all.length);
    expect(dataOf(text)).toEqual(all);
    expect(text).toMatch(/^retry: \d+\n/);
    for (const { position, type } of all) expect(text).toContain(`id: ${position}\nevent: ${type}\ndata: {`);
  });

  it('resumes after Last-Event-ID, and says how far it has come where the filter left facts out', async () => {
    const all = await facts('');
    const [third, last] = [all[2] as Fact, all.at(-1) as Fact];
    const rest = await streamed('', (so) => dataOf(so).length === all.length - 3, {
      'last-event-id': `${third.position}`,
    });
    expect(dataOf(rest)).toEqual(all.slice(3));
    const none = await streamed('type=CaseClosed', (so) => so.includes(`id: ${last.position}\n`));
    expect(none).toContain(`: ${last.position}\nid: ${last.position}\n\n`);
  });

  it('goes on as facts arrive', async () => {
    const head = (await ledger.get('/v1/events?limit=1')).body['head'] as number;
    const reading = streamed(`after=${head}&type=CaseNoteAdded`, (so) => dataOf(so).length === 1);
    await sleep(100);
    await ledger.record(`/v1/cases/${cases['main']}/notes`, { text: 'hello' });
    expect(dataOf(await reading)).toMatchObject([{ type: 'CaseNoteAdded' }]);
  });

  it('needs a key', async () => {
    expect((await fetch(`${ledger.url}/v1/events/stream`)).status).toBe(401);
  });
});

it('ends streams and answers who waits as soon as the server shuts down', async () => {
  const head = (await ledger.get('/v1/events?limit=1')).body['head'] as number;
  const reading = fetch(`${ledger.url}/v1/events/stream?after=${head}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const waiting = ledger.get(`/v1/events?after=${head}&wait=30`);
  // As long as a test may take: one that is not ended never comes here.
  const reply = await reading;
  await sleep(100);
  const stopped = ledger.stop();
  expect((await waiting).body).toMatchObject({ facts: [], next: `${head}`, atHead: true });
  // The whole text comes to its end: the connection was not cut.
  expect(await reply.text()).toContain(`id: ${head}\n`);
  await stopped;
  await ledger.start();
});
