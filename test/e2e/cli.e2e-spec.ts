/** The command line as people start it: every command beside a running server and without one, in real processes. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Installation, type Ended, type Running } from './cli-installation.js';
import {
  bringsInABook,
  document,
  everyReadCommand,
  inParallel,
  namesBoth,
  writesAndReads,
  type Desk,
} from './cli-scenes.js';

let home: Installation;
let data: string;

beforeAll(async () => {
  home = await Installation.make();
  data = join(home.folder, 'demo-data');
});
afterAll(() => home.remove());

/** A command on the ledger of these tests. */
function run(...args: string[]): Promise<Ended> {
  return home.run([...args, '--data', data]);
}

function desk(): Desk {
  return { run, folder: home.folder };
}

function lockFile(): { pid: number; socket: string; what: string } {
  return JSON.parse(readFileSync(join(data, 'ledger.lock.json'), 'utf8'));
}

async function serve(...more: string[]): Promise<{ server: Running; url: string }> {
  const server = home.start(['serve', '--port', '0', '--data', data, ...more]);
  return { server, url: await server.said(/^ready (http:\/\/\S+)$/m) };
}

/** What was said beside how far the work is: a slow machine tells that. */
function untold(stderr: string): string {
  return stderr.replace(/^(?:Sample book|Read side): .*\n/gm, '');
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
      'promise',
      'plan',
      'settlement',
      'report',
      'party',
      'worklist',
      'register',
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

  it('does not start without keys and secrets, or with lanes that cannot be: exit code 2 and one line', async () => {
    const key = Buffer.alloc(32, 1).toString('base64');
    const keys = { QUITTANCE_KEYS: 'postgres://nobody@127.0.0.1:1/none' };
    const serve = (env: Readonly<Record<string, string>>) =>
      home.run(['serve', '--port', '0', '--data', join(home.folder, randomUUID())], env);
    const [master, secrets, bad, unreadable, lanes] = await Promise.all([
      serve(keys),
      serve({ ...keys, QUITTANCE_MASTER_KEY: key, QUITTANCE_ID_SECRET: key }),
      serve({ QUITTANCE_MASTER_KEY: 'short' }),
      serve({ QUITTANCE_MASTER_KEY_FILE: join(home.folder, 'no-such.key') }),
      serve({ QUITTANCE_LANES: '4' }),
    ]);
    const line = (text: RegExp): unknown => ({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^quittance: ${text.source}.*\\n$`)) as unknown,
    });
    expect(master).toEqual(line(/QUITTANCE_KEYS names .* the same QUITTANCE_MASTER_KEY_FILE/));
    expect(secrets).toEqual(line(/QUITTANCE_KEYS names .*mac is missing/));
    expect(bad).toEqual(line(/The master key from QUITTANCE_MASTER_KEY is not 32 bytes/));
    expect(unreadable).toEqual(line(/The master key file .*no-such\.key cannot be read/));
    expect(lanes).toEqual(line(/QUITTANCE_LANES=4 splits the projector/));
  });

  it('loads the sample book into a folder of its own, and prints commands that work as they are printed', async () => {
    const first = await home.run(['demo', '--no-serve']);
    expect({ ...first, stderr: untold(first.stderr) }).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/3 portfolios, 300 cases, \d{4,5} facts in/);
    expect(readdirSync(data)).not.toContain('ledger.lock.json');
    const printed = [...first.stdout.matchAll(/^ {2}npx quittance (.+)$/gm)].map(([, line]) => line as string);
    expect(printed).toHaveLength(3);
    for (const end of await inParallel(printed, (line) => home.run(line.split(' ')))) {
      expect({ ...end, stderr: untold(end.stderr) }).toMatchObject({ code: 0, stderr: '' });
      expect(end.stdout.split('\n').length).toBeGreaterThan(5);
    }
  });
});

describe('without a server', () => {
  it('answers several commands that start at the same moment', () => everyReadCommand(desk()));

  it('does not load the sample book twice', async () => {
    const { facts, cases } = document(await run('demo', '--no-serve', '--json'));
    expect({ facts, cases }).toEqual({ facts: 0, cases: 300 });
  });

  it('writes, and the next command reads it', () => writesAndReads(desk()));

  it('brings in a book', () => bringsInABook(desk(), false));

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

  it('answers several commands at the same moment', () => everyReadCommand(desk()));

  it('writes, and the next command reads it', () => writesAndReads(desk()));

  it('brings in a book', () => bringsInABook(desk(), true));

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
    await namesBoth(desk());
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
    const [again, demo] = await Promise.all([run('serve', '--port', '0'), run('demo')]);
    expect(again.code).toBe(6);
    expect(again.stderr).toContain(`'quittance serve' (process ${server.child.pid}, since `);
    expect(demo.code).toBe(6);
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
    const made = await run('key', 'create', 'writer', '--role', 'supervisor');
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
  it('still asks which case is meant', () => namesBoth(desk()));
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

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
