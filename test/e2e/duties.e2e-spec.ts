/**
 * Every duty of a collections department, over real HTTP: its commands are recorded and its questions answered. From what
 * happened here `docs/duties.md` is made; `UPDATE_DOCS=1` writes it anew. A duty without a command, a fact or a question
 * does not pass.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { ReadSide } from '../../projections/read/read-side.js';
import { decode } from '../../src/ledger/envelope.js';
import { addDays, localDate } from '../../src/ledger/dates.js';
import { BucketNotices } from '../../src/reactors/bucket-notices.reactor.js';
import { HttpLedger } from '../support/http-ledger.js';
import { deeds, type Act, type Duty } from './duties/duty.js';
import { DUTIES, NOT_HERE } from './duties/index.js';

const ledger = new HttpLedger();
let supervisor = '';
let paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: { $ref: string } }> } } }> = {};
const today = localDate(Date.now(), 'UTC');
/** Days that examples name. */
const DAYS = { today, later: addDays(today, 20), muchLater: addDays(today, 50), monthAgo: addDays(today, -30) };

/** What serving a duty took, as seen. */
interface Served {
  readonly commands: string[];
  readonly events: string[];
  readonly questions: string[];
}
const served = new Map<string, Served>();

beforeAll(async () => {
  await ledger.start();
  supervisor = ledger.keyOf('supervisor');
  paths = (await ledger.get('/docs/openapi.json')).body['paths'] as typeof paths;
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
});
afterAll(() => ledger.close());

/** A case with one debt of 100.00 and a debtor, for one duty. */
async function aCase({ id }: Duty): Promise<Record<string, string>> {
  const { stream: party } = await ledger.record('/v1/parties', {
    portfolio: 'main',
    kind: 'PERSON',
    name: `Debtor ${id}`,
  });
  const opened = await ledger.record('/v1/cases', { portfolio: 'main', ref: id, product: 'card', currency: 'EUR' });
  const at = `/v1/cases/${opened['stream'] as string}`;
  await ledger.record(`${at}/parties`, { party: party as string, role: 'DEBTOR' });
  const debt = await ledger.record(`${at}/debts`, { balances: { principal: 10_000 }, currency: 'EUR' });
  const ids = { portfolio: 'main', party: party as string, case: opened['stream'] as string, ...DAYS };
  return { ...ids, debt: debt['id'] as string };
}

/** Fills in ids that earlier commands gave. */
function filled<T>(value: T, ids: Readonly<Record<string, string>>): T {
  if (typeof value === 'string')
    return value.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? 'missing') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, ids)) as T;
  if (typeof value !== 'object' || value === null) return value;
  // Asymmetric matchers keep what they look for in `sample`.
  const copy = Object.create(Object.getPrototypeOf(value) as object) as Record<string, unknown>;
  for (const [name, item] of Object.entries(value)) copy[name] = filled(item as unknown, ids);
  return copy as T;
}

/** Name of the command that a route records, as OpenAPI has it. */
function commandAt(route: string): string {
  const ref = paths[`/v1/${route}`]?.post?.requestBody?.content['application/json']?.schema.$ref;
  if (ref === undefined) throw new Error(`there is no route ${route}`);
  return ref.replace(/^.*\//, '').replace(/Dto$/, '');
}

async function run({ post, body, as, by, noticed }: Act, ids: Record<string, string>, seen: Served): Promise<void> {
  seen.commands.push(commandAt(post));
  const headers: Record<string, string> = by === undefined ? {} : { authorization: `Bearer ${supervisor}` };
  const at = commandAt(post).startsWith('Onboard') || commandAt(post).startsWith('Register') || post === 'incidents';
  const own = at ? { ref: `${ids['case'] ?? ''}-${seen.commands.length}`.slice(5), portfolio: 'main' } : {};
  const reply = await ledger.post(`/v1/${filled(post, ids)}?waitFor=read`, { ...filled(body, ids), ...own }, headers);
  expect([post, reply.status, reply.status === 201 ? '' : reply.text]).toEqual([post, 201, '']);
  const { id, stream, events } = reply.body as { id?: string; stream: string; events: string[] };
  if (as !== undefined) ids[as] = id ?? stream;
  seen.events.push(...events);
  if (noticed === true) await notice(ids, seen);
}

/** Nothing but this case is past due here, so its notices are the only ones. */
async function notice(ids: Record<string, string>, seen: Served): Promise<void> {
  const { transactor, projector, clock, store, readDb } = ledger.runtime;
  const read = new ReadSide(store, readDb, projector, clock);
  const reactor = new BucketNotices({ read, transactor, projector, clock });
  while ((await reactor.react()) > 0);
  const facts = (await store.readStream(ids['case'] as string, 0, 1_000)).map(decode);
  seen.events.push(...facts.filter(({ by }) => by === `system:${reactor.name}`).map(({ id }) => id));
}

describe.each(DUTIES.map((duty) => [`${duty.id} ${duty.need}`, duty] as const))('%s', (_name, duty) => {
  it('is recorded by its commands and answered by its questions', async () => {
    const ids = await aCase(duty);
    const seen: Served = { commands: [], events: [], questions: [] };
    for (const act of duty.acts) await run(act, ids, seen);
    ids['now'] = new Date().toISOString();
    for (const { get, shows } of duty.asks) {
      const { status, body } = await ledger.get(`/v1/${filled(get, ids)}`);
      expect({ get, status, body }).toMatchObject({ get, status: 200, body: filled(shows, ids) });
      seen.questions.push(get.replace(/\?.*$/, ''));
    }
    served.set(duty.id, seen);
    expect(seen.commands).not.toEqual([]);
    expect(seen.events).not.toEqual([]);
    expect(seen.questions).not.toEqual([]);
  });
});

describe('an auditor', () => {
  it('reads the entries of a case without the words that are sealed', async () => {
    const ids = await aCase({ id: 'auditor', need: '', acts: [], asks: [] });
    const [escalate] = deeds('EscalateCase');
    await run(escalate as Act, ids, { commands: [], events: [], questions: [] });
    const headers = { authorization: `Bearer ${ledger.keyOf('auditor')}` };
    const { status, body, text } = await ledger.get(filled('/v1/cases/{case}/registers', ids), headers);
    expect({ status, body }).toMatchObject({ status: 200, body: { entries: [{ register: 'escalation' }] } });
    expect(text).not.toMatch(/"words":[^n]/);
  });
});

describe('docs/duties.md', () => {
  const all = Array.from({ length: 74 }, (_, i) => `D${String(i + 1).padStart(2, '0')}`);

  it('has every duty of the trade once, or says where it is served', () => {
    expect([...DUTIES.map(({ id }) => id), ...Object.keys(NOT_HERE)].sort()).toEqual(all);
  });

  it('shows what was seen here', async () => {
    const types = new Map<string, string>();
    for (let after = 0; ;) {
      const page = await ledger.runtime.store.readAll(after, 1_000);
      for (const event of page) types.set(event.id, decode(event).type);
      after = page.at(-1)?.position ?? after;
      if (page.length < 1_000) break;
    }
    const unique = (names: readonly string[]): string => [...new Set(names)].map((name) => `\`${name}\``).join(', ');
    const rows = all.map((id) => {
      const duty = DUTIES.find((known) => known.id === id);
      const seen = served.get(id);
      if (!duty || !seen) return `| ${id} | ${NOT_HERE[id] ?? ''} | – | – | – |`;
      const facts = seen.events.map((event) => types.get(event) ?? event);
      const questions = unique(seen.questions.map((question) => `GET /v1/${question}`));
      return `| ${id} | ${duty.need} | ${unique(seen.commands)} | ${unique(facts)} | ${questions} |`;
    });
    const text = `# The duties of a collections department

Each duty with the commands that record it, the facts that they left, and the questions that show it, as
\`test/e2e/duties.e2e-spec.ts\` saw them over HTTP: the example of each is in \`test/e2e/duties/\`. Generated by that test.

| duty | need | commands | facts | questions |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/duties.md', text);
    expect(readFileSync('docs/duties.md', 'utf8')).toBe(text);
  });
});
