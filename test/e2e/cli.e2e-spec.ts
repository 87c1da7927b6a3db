/** The command line as people start it: every command beside a running server and without one, in real processes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Installation, type Ended, type Running } from './cli-installation.js';

let home: Installation;
let data: string;

beforeAll(async () => {
  home = await Installation.make();
  data = join(home.folder, 'demo-data');
}, 60_000);
afterAll(() => home.remove());

/** A command on the ledger of these tests. */
function run(...args: string[]): Promise<Ended> {
  return home.run([...args, '--data', data]);
}

/** The one JSON document of an answer: all of stdout, and nothing beside it. */
function document(end: Ended): ReturnType<typeof JSON.parse> {
  expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: end.stderr });
  return JSON.parse(end.stdout);
}

function lockFile(): { pid: number; socket: string; what: string } {
  return JSON.parse(readFileSync(join(data, 'ledger.lock.json'), 'utf8'));
}

async function serve(...more: string[]): Promise<{ server: Running; url: string }> {
  const server = home.start(['serve', '--port', '0', '--data', data, ...more]);
  return { server, url: await server.said(/^ready (http:\/\/\S+)$/m) };
}

describe('before there is a ledger', () => {
  it('explains itself, and refuses what cannot be, with an exit code and one line', async () => {
    const [help, verb, noun, nothing, option, setting, missing, config] = await Promise.all([
      home.run(['--help']),
      home.run(['case', 'balance', '--help']),
      home.run(['case', 'bar']),
      home.run([]),
      home.run(['case', 'list', '--colour']),
      home.run(['config', 'show'], { QUITTANCE_PROT: '1' }),
      home.run(['case', 'balance', 'X', '--json', '--data', join(home.folder, 'nowhere')]),
      home.run(['config', 'show', '--json'], { QUITTANCE_STORE: 'sqlite:secret' }),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const name of [
      'serve',
      'demo',
      'import',
      'case',
      'portfolio',
      'projection',
      'events',
      'key',
      'config',
      'doctor',
    ]) {
      expect(help.stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    }
    expect(verb.stdout).toMatch(/Examples?:\n {2}quittance case balance /);
    expect(noun).toEqual({ code: 2, stdout: '', stderr: "quittance: unknown command 'bar'\n" });
    expect(nothing).toMatchObject({ code: 2, stdout: '' });
    expect(option).toEqual({ code: 2, stdout: '', stderr: "quittance: unknown option '--colour'\n" });
    expect(setting.code).toBe(2);
    expect(setting.stderr).toContain('QUITTANCE_PROT is no setting');
    expect(missing.code).toBe(4);
    expect(missing.stderr).toMatch(/^quittance: There is no ledger in .*\n$/);
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { exit: 4 } });
    expect(existsSync(join(home.folder, 'nowhere'))).toBe(false);
    const settings = document(config).settings as { name: string; value: unknown }[];
    expect(settings.find(({ name }) => name === 'QUITTANCE_STORE')?.value).toBe('********');
  });

  it('gives every command an example in its help', async () => {
    const commands = ['serve', 'demo', 'import', 'doctor', 'config show', 'events tail', 'key create', 'key list'];
    commands.push('key revoke', 'case list', 'case show', 'case history', 'portfolio create', 'portfolio list');
    commands.push('portfolio totals', 'projection status', 'projection rebuild');
    for (const helps of await inParallel(commands, (command) => home.run([...command.split(' '), '--help']))) {
      expect(helps).toMatchObject({ code: 0, stderr: '' });
      expect(helps.stdout).toMatch(/Examples?:\n {2}quittance /);
    }
  });

  it('loads the sample book into a folder of its own, and prints commands that work as they are printed', async () => {
    const first = await home.run(['demo', '--no-serve']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/3 portfolios, 300 cases, \d{4} facts in/);
    expect(readdirSync(data)).not.toContain('ledger.lock.json');
    const printed = [...first.stdout.matchAll(/^ {2}npx quittance (.+)$/gm)].map(([, line]) => line as string);
    expect(printed).toHaveLength(3);
    for (const end of await inParallel(printed, (line) => home.run(line.split(' ')))) {
      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout.split('\n').length).toBeGreaterThan(5);
    }
  }, 60_000);
});

describe('without a server', () => {
  it('answers several commands that start at the same moment', everyReadCommand);

  it('does not load the sample book twice', async () => {
    const { facts, cases } = document(await run('demo', '--no-serve', '--json'));
    expect({ facts, cases }).toEqual({ facts: 0, cases: 300 });
  });

  it('writes, and the next command reads it', writesAndReads);

  it('brings in a book', bringsInABook);

  it('leaves neither lock nor socket behind', () => {
    const left = readdirSync(data).filter((name) => name.endsWith('.sock') || name.endsWith('.json'));
    expect(left).toEqual([]);
  });

  it('serves its callers until they are done, also after its own work', async () => {
    const holder = home.start(['case', 'show', 'CC-000001', '--data', data]);
    await until(() => existsSync(join(data, 'ledger.lock.json')) && lockFile().socket !== undefined);
    const caller = createConnection(lockFile().socket);
    await new Promise((resolve) => caller.once('connect', resolve));
    await holder.said(/CC-000001/);
    await sleep(200);
    expect(holder.child.exitCode).toBeNull();
    expect((await run('case', 'show', 'CC-000001', '--json')).code).toBe(0);
    caller.destroy();
    expect((await holder.ended).code).toBe(0);
  });

  it('begins a ledger with a key, and a short private place for its socket where the folder has a long name', async () => {
    const long = join(home.folder, 'a-folder-with-a-name'.repeat(5));
    const server = home.start(['serve', '--port', '0', '--data', long]);
    const key = await server.said(/^ {2}(qk_\S+)$/m);
    const url = await server.said(/^ready (\S+)/m);
    expect((await fetch(`${url}/v1/keys`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    const { socket } = JSON.parse(readFileSync(join(long, 'ledger.lock.json'), 'utf8')) as { socket: string };
    expect(Buffer.byteLength(socket)).toBeLessThan(104);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700);
    expect((await home.run(['projection', 'status', '--data', long])).code).toBe(0);
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(existsSync(socket)).toBe(false);
    rmSync(join(socket, '..'), { recursive: true });
  });
});

describe('beside a server', () => {
  let server: Running;
  let url: string;

  beforeAll(async () => {
    ({ server, url } = await serve());
  });

  it('lets an API key into the API, and nobody but the socket to the command line', async () => {
    const { stdout: key } = await run('key', 'create', 'everything');
    const headers = { authorization: `Bearer ${key.trim()}` };
    expect((await fetch(`${url}/v1/cases?limit=1`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/local/doctor`, { headers })).status).toBe(403);
    expect((await fetch(`${url}/local/doctor`)).status).toBe(401);
    expect(statSync(lockFile().socket).mode & 0o777).toBe(0o600);
  });

  it('answers several commands at the same moment', everyReadCommand);

  it('writes, and the next command reads it', writesAndReads);

  it('brings in a book', bringsInABook);

  it('asks which case is meant, where a reference is in two portfolios', async () => {
    const { stdout: key } = await run('key', 'create', 'opener', '--role', 'collector');
    for (const portfolio of ['cards-cn', 'fines-it']) {
      const body = JSON.stringify({ portfolio, ref: 'TWICE' });
      const headers = {
        authorization: `Bearer ${key.trim()}`,
        'content-type': 'application/json',
        'idempotency-key': portfolio,
      };
      expect((await fetch(`${url}/v1/cases`, { method: 'POST', headers, body })).status).toBe(201);
    }
    await namesBoth();
  });

  it('follows the ledger as facts arrive', async () => {
    const tail = home.start(['events', 'tail', '--follow', '--lines', '0', '--json', '--data', data]);
    const typed = home.start(['events', 'tail', '--follow', '--lines', '1', '--type', 'CaseOpened', '--data', data]);
    await typed.said(/CaseOpened/);
    await run('portfolio', 'create', 'followed', '--zone', 'UTC');
    expect(JSON.parse(await tail.said(/^\{.*followed.*\}$/m))).toMatchObject({ type: 'PortfolioCreated' });
    tail.child.kill('SIGINT');
    typed.child.kill('SIGINT');
    expect((await typed.ended).stdout).not.toContain('PortfolioCreated');
    await tail.ended;
  });

  it('is not started twice', async () => {
    const began = Date.now();
    const [again, demo] = await Promise.all([run('serve', '--port', '0'), run('demo')]);
    expect(again.code).toBe(6);
    expect(again.stderr).toContain(`'quittance serve' (process ${server.child.pid}, since `);
    expect(demo.code).toBe(6);
    expect(Date.now() - began).toBeLessThan(20_000);
  });

  it('survives kill -9: whoever comes next finds a stale lock and a stale socket, and works', async () => {
    const { socket } = lockFile();
    server.child.kill('SIGKILL');
    await server.ended;
    expect(existsSync(socket)).toBe(true);
    const [first, second] = await Promise.all([
      run('case', 'balance', 'CC-000001', '--json'),
      run('portfolio', 'list'),
    ]);
    expect(document(first)).toMatchObject({ ref: 'CC-000001' });
    expect(second.code).toBe(0);
    ({ server, url } = await serve());
    expect((await run('case', 'balance', 'CC-000001')).code).toBe(0);
  });

  it('ends on SIGTERM in good order, with the answers of accepted commands', async () => {
    const made = await run('key', 'create', 'writer', '--role', 'collector');
    const headers = { authorization: `Bearer ${made.stdout.trim()}`, 'content-type': 'application/json' };
    const name = (i: number): string => `last-minute-${i}`;
    const posts = Array.from({ length: 40 }, async (_none, i) => {
      const body = JSON.stringify({ name: name(i), zone: 'UTC' });
      const sent = { method: 'POST', headers: { ...headers, 'idempotency-key': `k${i}` }, body };
      return {
        i,
        status: await fetch(`${url}/v1/portfolios`, sent).then(
          ({ status }) => status,
          () => 0,
        ),
      };
    });
    await Promise.race(posts);
    server.child.kill('SIGTERM');
    const accepted = (await Promise.all(posts)).filter(({ status }) => status === 201).map(({ i }) => name(i));
    expect((await server.ended).code).toBe(0);
    expect(readdirSync(data).filter((file) => file.endsWith('.sock') || file.endsWith('.json'))).toEqual([]);
    const { portfolios } = document(await run('portfolio', 'list', '--json'));
    expect(accepted.length).toBeGreaterThan(0);
    expect(portfolios.map((portfolio: { name: string }) => portfolio.name)).toEqual(expect.arrayContaining(accepted));
  });
});

describe('after the server', () => {
  it('still asks which case is meant', namesBoth);
});

describe('the doctor', () => {
  it('says what is wrong and what to do', async () => {
    const broken = join(home.folder, 'broken');
    mkdirSync(broken, { mode: 0o755 });
    await home.run(['portfolio', 'create', 'p', '--zone', 'UTC', '--data', broken]);
    rmSync(join(broken, 'keys.db'));
    const end = await home.run(['doctor', '--data', broken]);
    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(/^warn {2}Data folder .*0755.*\n\s+chmod 700 /m);
    expect(end.stdout).toMatch(/^fail {2}keys\.db /m);
    expect(existsSync(join(broken, 'keys.db'))).toBe(false);
  });
});

/** All questions, started together in two rounds: each has one JSON document, or text for people. */
async function everyReadCommand(): Promise<void> {
  const asked = await inParallel(
    [
      ['case', 'list', '--portfolio', 'cards-cn', '--sort', '-net', '--limit', '3'],
      ['case', 'list', '--as-of', '2099-01-01', '--limit', '2'],
      ['case', 'show', 'CC-000001'],
      ['case', 'balance', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'history', 'CC-000001'],
      ['portfolio', 'list'],
      ['portfolio', 'totals', '--portfolio', 'fines-it'],
      ['projection', 'status'],
      ['projection', 'rebuild', 'balances', '--case', 'CC-000001'],
      ['projection', 'rebuild', '--all'],
      ['events', 'tail', '--type', 'PromiseMade', '--lines', '2'],
      ['key', 'list'],
      ['doctor'],
    ],
    (args) => run(...args, '--json'),
  );
  const [page, then, show, balance, history, list, totals, status, one, all, tail, keys, doctor] = asked.map(document);
  expect(page.cases).toHaveLength(3);
  expect(Object.keys(page.cases[0])).toEqual(expect.arrayContaining(['id', 'ref', 'net']));
  expect(typeof page.next).toBe('string');
  expect(then).toMatchObject({ asOf: '2099-01-01', cases: [{}, {}] });
  expect(show).toMatchObject({ ref: 'CC-000001', currency: 'CNY' });
  expect(balance).toMatchObject({
    ref: 'CC-000001',
    currency: 'CNY',
    asOf: '2099-01-01',
    lastEvent: expect.any(String),
  });
  expect(Object.values(balance.components as Record<string, number>).reduce((a, b) => a + b, -balance.held)).toBe(
    balance.net,
  );
  expect(history.entries[0].sentence).toEqual({ en: expect.any(String), zh: expect.any(String) });
  expect(list.portfolios).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'agency-us' })]));
  expect(totals.totals).toEqual([expect.objectContaining({ currency: 'EUR', cases: 80 })]);
  for (const answer of [status, one, all]) {
    expect(answer.projections.length).toBeGreaterThan(5);
  }
  expect(tail.events.map(({ type }: { type: string }) => type)).toEqual(['PromiseMade', 'PromiseMade']);
  expect(keys.keys).toEqual(expect.any(Array));
  expect(doctor).toMatchObject({ healthy: true });
}

/** Commands that record something, and refusals of every kind, by exit code. */
async function writesAndReads(): Promise<void> {
  const name = `made-${Math.random().toString(36).slice(2)}`;
  const made = document(await run('portfolio', 'create', name, '--zone', 'Europe/Rome', '--currency', 'EUR', '--json'));
  expect(made).toMatchObject({ name, revision: 0 });
  const [list, twice, zone, key, unknown, totals, wrong, day, rebuild, chinese] = await Promise.all([
    run('portfolio', 'list'),
    run('portfolio', 'create', name, '--zone', 'Europe/Rome'),
    run('portfolio', 'create', `${name}2`, '--zone', 'Europe/Atlantis'),
    run('key', 'create', 'test', '--role', 'auditor', '--json'),
    run('case', 'balance', 'no-such-case', '--json'),
    run('portfolio', 'totals', '--portfolio', 'nowhere'),
    run('case', 'list', '--limit', '0'),
    run('case', 'balance', 'CC-000001', '--as-of', 'yesterday'),
    run('projection', 'rebuild', 'nothing'),
    run('case', 'show', 'CC-000001', '--lang', 'zh'),
  ]);
  expect(list.stdout).toContain(name);
  expect(twice).toMatchObject({ code: 2, stderr: expect.stringMatching(/^quittance: There is a portfolio .*\n$/) });
  expect(zone.code).toBe(2);
  expect(unknown).toMatchObject({ code: 4, stderr: "quittance: There is no case 'no-such-case'.\n" });
  expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { exit: 4, ref: 'no-such-case' } });
  expect([totals.code, wrong.code, day.code, rebuild.code]).toEqual([4, 2, 2, 4]);
  expect(chinese.stdout).toContain('净欠款');
  const { id, key: text } = document(key);
  expect(text).toMatch(/^qk_/);
  expect((await run('key', 'revoke', id)).code).toBe(0);
  expect(document(await run('key', 'list', '--json')).keys).toContainEqual(
    expect.objectContaining({ id, revoked: expect.any(String) }),
  );
}

const HEADS = 'case:concept:name,concept:name,time:timestamp,amount,expense,article,vehicleClass';
const ROWS = [
  'N1,Create Fine,2005-03-23 00:00:00+01:00,35.0,,157.0,A',
  'N1,Send Fine,2005-07-22 00:00:00+02:00,,11.0,,',
  'N2,Create Fine,2005-04-01 00:00:00+02:00,20.5,,157.0,A',
];

/** Imports a small book into a portfolio of its own: dry, strict, with a bad row, again. */
async function bringsInABook(): Promise<void> {
  const portfolio = `book-${Math.random().toString(36).slice(2)}`;
  const file = join(home.folder, `${portfolio}.csv`);
  const into = ['--mapping', 'traffic-fines-csv', '--portfolio', portfolio];
  const bring = (...more: string[]): Promise<Ended> => run('import', file, ...into, ...more, '--json');

  writeFileSync(file, [HEADS, ...ROWS, 'N3,Create Fine,no date at all,1.0,,,'].join('\n'));
  expect(await bring('--dry-run')).toMatchObject({ code: 3 });
  expect(await bring('--strict')).toMatchObject({ code: 3 });
  expect((await run('case', 'list', '--portfolio', portfolio)).code).toBe(4);
  const rejects = join(home.folder, `${portfolio}.rejects.jsonl`);
  const bad = await bring('--rejects', rejects);
  expect(bad.code).toBe(3);
  expect(JSON.parse(bad.stdout)).toMatchObject({ rows: 4, cases: 2, rejected: 1, rejectsFile: rejects, portfolio });
  expect(readFileSync(rejects, 'utf8')).toContain('"reason"');

  writeFileSync(file, [HEADS, ...ROWS].join('\n'));
  const again = document(await bring());
  expect(again).toMatchObject({ rows: 3, facts: 0, unchanged: 3, changed: 0, missing: 0, ignored: 0, rejected: 0 });
  const [balance, totals, words, file404, mapping404, format] = await Promise.all([
    run('case', 'balance', 'N1', '--portfolio', portfolio, '--json'),
    run('portfolio', 'totals', '--portfolio', portfolio, '--as-of', '2005-06-30', '--json'),
    run('import', file, ...into),
    run('import', join(home.folder, 'nowhere.csv'), ...into),
    run('import', file, '--mapping', 'no-such-mapping'),
    run('import', home.folder, ...into),
  ]);
  expect(document(balance)).toMatchObject({
    net: 4600,
    held: 0,
    components: { principal: 3500, cost: 1100 },
    currency: 'EUR',
  });
  const [euros] = document(totals).totals as object[];
  expect(euros).toMatchObject({ currency: 'EUR', cases: 2, owing: 5550, charged: { principal: 5550 } });
  expect(words).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Rows unchanged +3$/m) });
  expect([file404.code, mapping404.code, format.code]).toEqual([2, 2, 2]);
  expect(mapping404.stderr).toMatch(/^quittance: There is no mapping 'no-such-mapping'.*\n$/);
}

async function namesBoth(): Promise<void> {
  const [unclear, clear] = await Promise.all([
    run('case', 'balance', 'TWICE', '--json'),
    run('case', 'balance', 'TWICE', '--portfolio', 'fines-it', '--json'),
  ]);
  expect(unclear.code).toBe(5);
  expect(unclear.stderr).toMatch(
    /^quittance: 'TWICE' is 2 cases\. .*--portfolio cards-cn .*--portfolio fines-it .*\n$/,
  );
  const { candidates } = JSON.parse(unclear.stdout).error as { candidates: { id: string; portfolio: string }[] };
  expect(candidates.map(({ portfolio }) => portfolio).sort()).toEqual(['cards-cn', 'fines-it']);
  const { case: id } = document(clear);
  expect(candidates).toContainEqual({ id, ref: 'TWICE', portfolio: 'fines-it' });
  expect(document(await run('case', 'show', id, '--json'))).toMatchObject({ ref: 'TWICE', currency: 'EUR' });
}

/** A few processes at a time: two cores start no more at once in good time. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += 7) results.push(...(await Promise.all(items.slice(i, i + 7).map(work))));
  return results;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
