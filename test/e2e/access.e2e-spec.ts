/** Every role x every route x own and foreign portfolio x with and without scope: who gets in, and what they get to see. */
import { ROLES, type Role } from '../../src/access/roles.js';
import type { AccessFact } from '../../src/ledger/access/index.js';
import { decode } from '../../src/ledger/envelope.js';
import type { Runtime } from '../../src/runtime.js';
import { PAGE_EVENTS_MAX } from '../../src/store/port.js';
import { RUNTIME } from '../../src/tokens.js';
import type { AccessRow } from '../../projections/access/access-list.query.js';
import { apiDocument } from '../../src/http/openapi.js';
import { SAMPLES } from '../../src/http/dto-samples.fixture.js';
import { REGISTER_SAMPLES } from '../../src/http/register-samples.fixture.js';
import { NOW, TestApp } from '../../src/http/test-app.fixture.js';
import { EXPECTED, letsIn, OPENING, TABLE } from './access-table.js';

interface Side {
  readonly portfolio: string;
  readonly name: string;
  readonly case: string;
  readonly party: string;
  readonly staff: string;
  readonly incident: string;
  readonly agency: string;
}

const app = new TestApp();
let own: Side;
let foreign: Side;
/** Keys by role: of the whole ledger, and bound to the own portfolio. */
const keys = new Map<string, string>();
let required: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  await app.start();
  own = await side('alpha');
  foreign = await side('beta');
  for (const role of ROLES) {
    keys.set(`${role} whole`, await keyOf({ role }));
    keys.set(`${role} bound`, await keyOf({ role, portfolios: ['alpha'] }));
  }
  required = requiredQueries();
  // The first audit pack would seal: every caller finds a checkpoint.
  await app.nest.get<Runtime>(RUNTIME).sealer.sealNow();
});
afterAll(() => app.close());

/** Made at the machine: keys that approve are not made over HTTP. */
async function keyOf(of: { readonly role: Role; readonly portfolios?: string[]; readonly personalData?: boolean }) {
  const sides = [own, foreign];
  const portfolios = of.portfolios?.map((name) => sides.find((each) => each.name === name)?.portfolio ?? '');
  const { apiKeys } = app.nest.get<Runtime>(RUNTIME);
  return (await apiKeys.create('test', of.role, NOW, { portfolios, personalData: of.personalData })).text;
}

const bodies = new Map([...SAMPLES, ...REGISTER_SAMPLES].map(({ dto, body }) => [dto.name.replace(/Dto$/, ''), body]));

function sample(command: string): object {
  return bodies.get(command) as object;
}

/** A portfolio with one of everything in it. */
async function side(name: string): Promise<Side> {
  const record = async (path: string, body: object): Promise<string> =>
    (await app.record(`${path}?waitFor=read`, body)).stream;
  const portfolio = await record('portfolios', { name, zone: 'Europe/Rome', currency: 'EUR' });
  const home = { portfolio: name };
  const party = await record('parties', {
    ...sample('RegisterParty'),
    ...home,
    name: `Rossi ${name}`,
    ref: `P-${name}`,
  });
  const caseId = await record('cases', { ...sample('OpenCase'), ...home, ref: `C-${name}` });
  await record(`cases/${caseId}/parties`, { ...sample('LinkParty'), party });
  await record(`cases/${caseId}/debts`, sample('RegisterDebt'));
  await record(`cases/${caseId}/notes`, { ...sample('AddNote'), text: `Rossi of ${name} called back` });
  await record(`cases/${caseId}/tasks`, sample('RequestTask'));
  const staff = await record('staff', { ...sample('RegisterStaff'), ...home, ref: `S-${name}` });
  const incident = await record('incidents', { ...sample('OpenIncident'), ...home, ref: `I-${name}` });
  const agency = await record('agencies', { ...sample('OnboardAgency'), ...home, ref: `A-${name}` });
  return { portfolio, name, case: caseId, party, staff, incident, agency };
}

function requiredQueries(): ReadonlyMap<string, readonly string[]> {
  const { paths } = apiDocument(app.nest);
  const rows = Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = (operation.parameters ?? []) as { in: string; name: string; required?: boolean }[];
      const names = parameters.filter((each) => each.in === 'query' && each.required).map(({ name }) => name);
      return [[`${method.toUpperCase()} ${path}`, names] as const];
    }),
  );
  return new Map(rows);
}

/** What stands for the parameters of a path that are no stream. */
const NAMES: Readonly<Record<string, string>> = {
  metric: 'overdue-rate-amount',
  register: 'tasks',
  pack: 'company',
  name: 'nothing',
};

function urlOf(route: string, at: Side): { readonly method: 'GET' | 'POST'; readonly url: string } {
  const [method, path = ''] = route.split(' ') as ['GET' | 'POST', string];
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => at[name as keyof Side] ?? NAMES[name] ?? 'x');
  const values: Readonly<Record<string, string>> = {
    portfolio: at.name,
    from: '2026-03-01',
    to: '2026-03-31',
    part: 'numerator',
    knownAt: '2026-03-31',
    at: NOW,
  };
  const query = (required.get(route) ?? []).map((name) => `${name}=${values[name] ?? 'x'}`);
  return { method, url: `${filled}${query.length > 0 ? `?${query.join('&')}` : ''}` };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(route: string, at: Side, key: string | undefined): Promise<Answer> {
  const { method, url } = urlOf(route, at);
  const headers = { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), 'idempotency-key': 'table' };
  // A field that nothing knows: who is let in is refused by validation and records nothing.
  const payload = method === 'POST' ? { payload: { noSuchField: true } } : {};
  const reply = await app.nest.inject({ method, url, headers, ...payload, payloadAsStream: true });
  // The stream of facts never ends: its status is enough.
  if (route.endsWith('/events/stream') && reply.statusCode === 200) {
    reply.stream().destroy();
    return { status: 200, text: '' };
  }
  let text = '';
  for await (const part of reply.stream()) text += String(part);
  return { status: reply.statusCode, text };
}

/** Answers of those who are let in, where it is not 200 for a question and 400 for a command. */
const INSIDE: Readonly<Record<string, number>> = {
  'GET /v1/parties/{party}/clearances/{clearance}': 404,
  'GET /v1/parties/{party}/clearances/{clearance}/replay': 404,
  'GET /v1/rules/{rule}': 404,
  // No such anchor, proof or tile: `seal.e2e-spec.ts` asks for those that are there.
  'GET /v1/seal/anchors/{id}/checkpoint': 404,
  'GET /v1/seal/anchors/{id}/token': 404,
  'GET /v1/seal/proofs/{event}': 404,
  'GET /v1/seal/tile/{path}': 404,
  'GET /v1/portfolios/{portfolio}/compliance/{rule}': 404,
  // Nobody has asked for one.
  'GET /v1/exports/{export}': 404,
  'GET /v1/exports/{export}/file': 404,
  'DELETE /v1/exports/{export}': 404,
  'POST /v1/keys/{id}/rotations/approvals': 404,
  'POST /v1/keys/{id}/revocations': 404,
  'POST /v1/seal/key-rotations/{id}/approvals': 404,
};

function expected(route: string, role: Role, bound: boolean, at: Side): number {
  const group = TABLE.get(route);
  if (group === undefined) throw new Error(`${route} is not in the table`);
  if (group === 'open') return 200;
  if (!letsIn(group, role)) return 403;
  if (bound && !EXPECTED[group].bound) return 403;
  const names =
    /\{(?:case|party|portfolio|staff|incident|agency)\}/.test(route) || required.get(route)?.includes('portfolio');
  if (bound && at === foreign && names) return 404;
  return INSIDE[route] ?? (route.startsWith('GET') ? 200 : 400);
}

describe('the table of access', () => {
  it('names every route, and no other', () => {
    expect([...required.keys()].sort()).toEqual([...TABLE.keys()].sort());
    expect(TABLE.size).toBeGreaterThan(280);
  });

  it('lets nobody in without a key', async () => {
    const inside: string[] = [];
    for (const [route, group] of TABLE) {
      const { status } = await ask(route, own, undefined);
      if ((status === 401) === (group === 'open')) inside.push(`${route}: ${status}`);
    }
    expect(inside).toEqual([]);
  });

  it.each(ROLES.flatMap((role) => [[role, 'whole'] as const, [role, 'bound'] as const]))(
    '%s, %s',
    async (role, reach) => {
      const key = keys.get(`${role} ${reach}`);
      const wrong: string[] = [];
      const leaks: string[] = [];
      const words: string[] = [];
      let seesForeign = 0;
      for (const route of TABLE.keys()) {
        for (const at of [own, foreign]) {
          const { status, text } = await ask(route, at, key);
          const wanted = expected(route, role, reach === 'bound', at);
          if (status !== wanted)
            wrong.push(`${route} of ${at.name}: ${status} instead of ${wanted} ${text.slice(0, 200)}`);
          const { name: _name, ...ids } = foreign;
          const shows = Object.values(ids).some((id) => text.includes(id));
          if (status === 200 && shows) {
            seesForeign += 1;
            leaks.push(`${route} of ${at.name}`);
          }
          if (text.includes('Rossi')) words.push(route);
        }
      }
      expect(wrong).toEqual([]);
      // Who is not bound sees both: the check for leaks can fail.
      if (reach === 'bound') expect(leaks).toEqual([]);
      else expect(seesForeign).toBeGreaterThan(role === 'reporting' ? 5 : 20);
      expect(words.length > 0).toBe(role !== 'auditor' && role !== 'reporting');
    },
    60_000,
  );

  it('answers for a foreign id and for one that is not there in the same words', async () => {
    const key = keys.get('admin bound');
    const nowhere = (id: string): string => id.replace(/[0-9a-f]{12}$/, '0123456789ab');
    const absent = Object.fromEntries(Object.entries(foreign).map(([kind, id]) => [kind, nowhere(id as string)]));
    const missing = { ...(absent as unknown as Side), name: 'gamma' };
    const different: string[] = [];
    for (const route of TABLE.keys()) {
      const [theirs, nothing] = [await ask(route, foreign, key), await ask(route, missing, key)];
      const said = (text: string, { case: id, party, portfolio, staff, incident, agency, name }: Side): string =>
        [id, party, portfolio, staff, incident, agency, name].reduce((rest, each) => rest.replaceAll(each, '…'), text);
      if (theirs.status === 404 && said(theirs.text, foreign) !== said(nothing.text, missing)) different.push(route);
    }
    expect(different).toEqual([]);
  });
});

/** What was recorded after a store position. */
async function recordedSince(position: number): Promise<AccessFact[]> {
  const { store } = app.nest.get<Runtime>(RUNTIME);
  return (await store.readAll(position, PAGE_EVENTS_MAX)).map((event) => decode(event) as AccessFact);
}

/** Questions that make an export: no read, but what leaves the ledger. */
const EXPORTING: Readonly<Record<string, readonly string[]>> = {
  'GET /v1/cases/{case}/audit-pack': ['ExportProduced audit-pack'],
};

describe('reads of personal values', () => {
  const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${keys.get(key) ?? ''}` });

  it('are recorded by every route that shows any, with what was shown, and by no other', async () => {
    const wrong: string[] = [];
    let shown = 0;
    for (const route of [...TABLE.keys()].filter((each) => each.startsWith('GET'))) {
      const before = await app.head();
      const { text } = await ask(route, own, keys.get('admin whole'));
      const facts = await recordedSince(before);
      const named = facts.map(({ type, data }) => `${type} ${data.what}`);
      const wanted = OPENING[route] === undefined ? (EXPORTING[route] ?? []) : [`RecordAccessed ${OPENING[route]}`];
      if (named.join() !== wanted.join()) wrong.push(`${route}: ${named.join()} instead of ${wanted.join()}`);
      if (!text.includes('Rossi')) continue;
      shown += 1;
      const whose = facts.flatMap(({ data }) => data.seen);
      const asked = [own.case, own.party].find((id) => urlOf(route, own).url.includes(id));
      if (!whose.some(({ stream, portfolio }) => stream === asked && portfolio === own.portfolio))
        wrong.push(`${route}: does not name whose`);
    }
    expect(wrong).toEqual([]);
    expect(shown).toBeGreaterThan(2);
  });

  it('are not recorded of an auditor who sees none', async () => {
    const before = await app.head();
    for (const route of Object.keys(OPENING)) await ask(route, own, keys.get('auditor whole'));
    expect(await recordedSince(before)).toEqual([]);
  });

  it('name the parties that a case history and a search showed, on whose behalf, and hold no value', async () => {
    const before = await app.head();
    const headers = { ...bearer('collector bound'), 'x-on-behalf-of': 'staff-7' };
    await app.nest.inject({ method: 'GET', url: `/v1/cases/${own.case}/history?asOf=2026-03-31`, headers });
    const payload = { by: 'name', value: 'Rossi alpha' };
    const found = await app.nest.inject({ method: 'POST', url: '/v1/parties/searches', headers, payload });
    expect(found.json()).toEqual({ parties: [own.party] });
    const [history, search] = await recordedSince(before);
    expect(history).toMatchObject({
      obo: 'staff-7',
      data: { what: 'case-history', role: 'collector', asOf: '2026-03-31' },
    });
    expect(history?.data.seen.map(({ stream }) => stream).sort()).toEqual([own.case, own.party].sort());
    expect(search?.data.seen).toEqual([{ stream: own.party, portfolio: history?.data.seen[0]?.portfolio }]);
    expect(JSON.stringify([history, search])).not.toMatch(/rossi/i);
  });

  it('are refused where they cannot be recorded, and show nothing', async () => {
    app.faults.failNext({ kind: 'unknown', written: false }, { kind: 'unknown', written: false });
    const { status, text } = await ask('GET /v1/parties/{party}', own, keys.get('admin whole'));
    expect([status, JSON.parse(text)]).toEqual([
      503,
      expect.objectContaining({ type: 'urn:quittance:problem:access-not-recorded' }),
    ]);
    expect(text).not.toContain('Rossi');
    expect((await ask('GET /v1/parties/{party}', own, keys.get('admin whole'))).status).toBe(200);
  });

  it('are listed by party, case, key, kind and day, in pages', async () => {
    const list = async (query: string, key = 'compliance whole') => {
      const url = `/v1/access?waitFor=${await app.head()}&${query}`;
      return (await app.nest.inject({ method: 'GET', url, headers: bearer(key) })).json<{
        rows: AccessRow[];
        next: string | null;
      }>();
    };
    const ofParty = (await list(`party=${own.party}`)).rows;
    expect(new Set(ofParty.map(({ stream }) => stream))).toEqual(new Set([own.party]));
    expect(ofParty.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['party', 'personal-data', 'case-history', 'party-search']),
    );
    const key = (keys.get('collector bound') as string).slice(0, 19);
    const ofKey = (await list(`party=${own.party}&key=${key}`)).rows;
    expect(new Set(ofKey.map(({ by }) => by))).toEqual(new Set([`key:${key.slice(3)}`]));
    expect(ofKey.length).toBeLessThan(ofParty.length);
    const exported = (await list(`case=${own.case}&kind=EXPORT`)).rows;
    expect(new Set(exported.map(({ what }) => what))).toEqual(new Set(['audit-pack']));
    expect((await list(`case=${own.case}&to=2026-03-30`)).rows).toEqual([]);
    const seen: AccessRow[] = [];
    for (let after = ''; ;) {
      const { rows, next } = await list(`party=${own.party}&limit=3${after}`);
      seen.push(...rows);
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(ofParty);
    expect((await list(`party=${foreign.party}`, 'auditor bound')).rows).toEqual([]);
    expect((await list(`party=${own.party}`, 'auditor bound')).rows).toEqual(ofParty);
    const both = await app.nest.inject({
      method: 'GET',
      url: `/v1/access?party=${own.party}&case=${own.case}`,
      headers: bearer('auditor whole'),
    });
    expect(both.statusCode).toBe(400);
  });
});

describe('a command of a bound key', () => {
  const post = async (path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const headers = { authorization: `Bearer ${keys.get('admin bound') ?? ''}` };
    const { status, body: answer } = await app.post(path, body, undefined, headers);
    return { status, body: answer as unknown as Record<string, unknown> };
  };

  it.each([
    ['opens no case in a foreign portfolio', 'cases', () => ({ portfolio: 'beta', ref: 'X' }), 'portfolio'],
    [
      'registers nobody there',
      'parties',
      () => ({ portfolio: foreign.portfolio, kind: 'PERSON', name: 'N' }),
      'portfolio',
    ],
    ['makes no portfolio', 'portfolios', () => ({ name: 'delta', zone: 'Europe/Rome' }), 'portfolio'],
    ['links no foreign party', 'cases/own/parties', () => ({ party: foreign.party, role: 'DEBTOR' }), 'party'],
    [
      'names no foreign party in a contact',
      'cases/own/contacts',
      () => ({ ...sample('RecordContact'), debts: undefined, party: foreign.party }),
      'party',
    ],
    [
      'asks for no clearance of a foreign party',
      'contacts/clearances',
      () => ({ party: foreign.party, channel: 'phone' }),
      'party',
    ],
    [
      'freezes no foreign case',
      'incidents/own/freezes',
      () => ({ ...sample('FreezeContact'), case: foreign.case }),
      'case',
    ],
  ])('%s', async (_what, path, body, kind) => {
    const filled = path.replace('cases/own', `cases/${own.case}`).replace('incidents/own', `incidents/${own.incident}`);
    const before = await app.head();
    const { status, body: answer } = await post(filled, body());
    expect([status, answer['type'], answer['detail']]).toEqual([
      404,
      `urn:quittance:problem:unknown-${kind}`,
      expect.any(String),
    ]);
    expect(await app.head()).toBe(before);
  });

  it('is told the same of a foreign portfolio and of none, and the id of neither', async () => {
    const told = await Promise.all(['beta', 'nowhere'].map((portfolio) => post('cases', { portfolio, ref: 'X' })));
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.body['detail']).toBe('There is no such portfolio.');
  });

  it('in bulk is refused for the foreign line alone', async () => {
    const requests = [{ party: foreign.party }, { party: own.party }];
    const { status, body } = await post('contacts/clearances/bulk', { requests, defaults: { channel: 'phone' } });
    const [theirs, ours] = body['answers'] as { problem?: { type: string } }[];
    expect([status, theirs?.problem?.type, ours?.problem]).toEqual([
      201,
      'urn:quittance:problem:unknown-party',
      undefined,
    ]);
  });

  it('in its own portfolio is recorded', async () => {
    expect((await post('cases', { portfolio: 'alpha', ref: 'new' })).status).toBe(201);
    expect((await post(`cases/${own.case}/notes`, { text: 'called' })).status).toBe(201);
  });
});

describe('fields', () => {
  const get = async (path: string, key: string): Promise<Record<string, unknown>> => {
    const reply = await app.nest.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${key}` } });
    return reply.json<Record<string, unknown>>();
  };

  it('words stand as null with a mark for an auditor, and as they are with --personal-data', async () => {
    const plain = await get(`/v1/parties/${own.party}`, keys.get('auditor whole') as string);
    expect(plain).toMatchObject({ words: null, withheld: 'PERSONAL_DATA', kind: 'PERSON' });
    const opened = await get(`/v1/parties/${own.party}`, await keyOf({ role: 'auditor', personalData: true }));
    expect(opened).toMatchObject({ words: { name: 'Rossi alpha' } });
    expect(opened).not.toHaveProperty('withheld');
    const history = await get(`/v1/cases/${own.case}/history`, keys.get('auditor whole') as string);
    const entries = history['entries'] as { type: string; words?: null; withheld?: string }[];
    expect(entries.find(({ type }) => type === 'CaseNoteAdded')).toMatchObject({
      words: null,
      withheld: 'PERSONAL_DATA',
    });
    const bare = entries.filter((entry) => !('words' in entry));
    expect(bare.length).toBeGreaterThan(0);
    for (const entry of bare) expect(entry).not.toHaveProperty('withheld');
  });

  it('a list without a portfolio is narrowed to several, and a total counts only those', async () => {
    const both = await keyOf({ role: 'supervisor', portfolios: ['alpha', 'beta'] });
    const alpha = keys.get('supervisor bound') as string;
    const refs = async (key: string, query = ''): Promise<string[]> =>
      ((await get(`/v1/cases${query}`, key))['cases'] as { ref: string }[])
        .map(({ ref }) => ref)
        .filter((ref) => ref.startsWith('C-'));
    expect(await refs(both)).toEqual(['C-alpha', 'C-beta']);
    expect(await refs(alpha)).toEqual(['C-alpha']);
    expect(await refs(both, '?portfolio=beta')).toEqual(['C-beta']);
    const names = async (key: string): Promise<unknown[]> =>
      ((await get('/v1/portfolios', key))['portfolios'] as { name: string }[]).map(({ name }) => name);
    expect([await names(both), await names(alpha)]).toEqual([['alpha', 'beta'], ['alpha']]);
  });
});
