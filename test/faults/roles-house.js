// A house of many processes for the fault test of roles: a store on a server, PostgreSQL, processes that answer and
// processes that work. Everything is its own and is thrown away.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const STAND_IN = fileURLToPath(new URL('../support/kurrent/serve.js', import.meta.url));
const SABOTAGE = new URL('./roles-sabotage.js', import.meta.url).href;
const STARTED_MS = 120_000;

export class House {
  folder = mkdtempSync(join(tmpdir(), 'quittance-roles-'));
  /** Processes by name. */
  processes = new Map();
  secrets = {
    QUITTANCE_ID_SECRET: randomBytes(32).toString('base64'),
    QUITTANCE_MAC_SECRET: randomBytes(32).toString('base64'),
    QUITTANCE_MASTER_KEY: randomBytes(32).toString('base64'),
  };

  /** @param {{ bin: string, leaseSeconds: number, sabotage?: string }} options */
  constructor(options) {
    this.options = options;
  }

  async open() {
    await import(new URL('./ts-hook.js', import.meta.url).href);
    const { testPostgres } = await import(new URL('../support/postgres.ts', import.meta.url).href);
    this.server = await testPostgres();
    const store = spawn(process.execPath, ['--no-warnings', STAND_IN], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.store = { child: store, url: await said(store, /^ready (.*)$/m) };
    this.db = new pg.Pool({ connectionString: this.server.url, max: 4 });
    this.db.on('error', () => undefined);
    return this;
  }

  /** Starts a process, or starts it again over its own folder. */
  async start(name, roles, more = {}, { hooks = [], bin = this.options.bin } = {}) {
    const { leaseSeconds, sabotage, lanes = 1 } = this.options;
    const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('QUITTANCE_')));
    const settings = {
      QUITTANCE_DATA: join(this.folder, name),
      QUITTANCE_STORE: this.store.url,
      QUITTANCE_READ_DB: this.server.url,
      QUITTANCE_KEYS: this.server.url,
      QUITTANCE_ROLES: roles,
      QUITTANCE_LEASE_SECONDS: String(leaseSeconds),
      QUITTANCE_LANES: String(lanes),
      QUITTANCE_LOG: process.env.FAULTS_LOG ?? 'error',
      QUITTANCE_ORIGIN: 'faults.example/roles',
      ...this.secrets,
      ...more,
    };
    const hook = sabotage === 'no-fence' ? ['--import', SABOTAGE] : [];
    const child = spawn(process.execPath, ['--no-warnings', ...hook, ...hooks, bin, 'serve', '--port', '0', '--json'], {
      cwd: this.folder,
      env: { ...own, ...settings },
      stdio: ['ignore', 'pipe', process.env.FAULTS_LOG ? 'inherit' : 'pipe'],
    });
    child.stderr?.on('data', (text) => (this.lastWords = `${this.lastWords ?? ''}${text}`.slice(-4_000)));
    const made = { name, roles, child, url: '' };
    this.processes.set(name, made);
    const ready = await said(child, /(\{[\s\S]*?\n\})/);
    const answer = JSON.parse(ready);
    made.url = answer.ready;
    this.key ??= answer.key;
    return made;
  }

  signal(name, signal) {
    this.processes.get(name).child.kill(signal);
  }

  /** The processes that have leases now: role → { holder, fence, name }. */
  async leases() {
    const { rows } = await this.db.query(
      'SELECT name AS role, holder, fence::int AS fence, expires > clock_timestamp() AS held FROM ops.leases',
    );
    const named = (holder) =>
      [...this.processes.values()].find(({ child }) => holder.split(':')[1] === String(child.pid));
    return new Map(rows.map((row) => [row.role, { ...row, name: row.held ? named(row.holder)?.name : undefined }]));
  }

  async close() {
    const children = [...this.processes.values()].map(({ child }) => child);
    if (this.store) children.push(this.store.child);
    for (const child of children) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    await this.db?.end();
    await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a process says on stdout, or an error with its end. */
function said(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    const late = setTimeout(() => reject(new Error(`it does not start: ${text}`)), STARTED_MS);
    child.stdout.setEncoding('utf8').on('data', (some) => {
      text += some;
      const found = pattern.exec(text);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`it ended with ${code ?? signal} before it was ready: ${text}`));
    });
  });
}
