// F4: the disk is full, first for each file of the ledger by itself, then for the whole folder, then at every single write.
// Commands answer 507 or are recorded, reads go on, and everything resumes by itself when there is room again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sessionOf } from './base.js';
import { sweepStore } from './disk-sweep.js';
import { auditOf, closedValues } from './office.js';
import { serve } from './served.js';
import { canTrace } from './strace.js';
import { withSmallDisk } from './small-disk.js';

/** Commands that are sent while there is no room: until some were refused, and where none has to be, so many. */
const TRIES = 400;
const TRIES_UNREFUSED = 60;
/** Files without which commands are recorded all the same. */
const BESIDE = ['seal.db', 'tiles', 'read.db'];
const PATIENCE_MS = 60_000;

/** @returns the exit code: 0 when nothing was lost and all resumed, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string', default: 'dist' },
      seed: { type: 'string', default: '1' },
      files: { type: 'string', default: Object.keys(LIMITS).join(',') },
      short: { type: 'boolean', default: false },
      sabotage: { type: 'string' },
    },
  });
  const sum = { files: 0, acked: 0, refused: 0, faults: [] };
  for (const file of values.files.split(',')) await oneFile(file, values, sum);
  const disk = values.short ? 'left out' : await wholeDisk(values, sum);
  const sweep = values.short || !canTrace() ? undefined : await sweepStore('full', values.from);
  sum.faults.push(...(sweep?.faults ?? []));
  for (const fault of sum.faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
  const writes = sweep ? `${sweep.runs} (acked ${sweep.acked}, no room ${sweep.refused})` : 'left out';
  process.stdout.write(
    `full: files ${sum.files}, small disk ${disk}, writes failed in turn ${writes}, acknowledged ${sum.acked}, ` +
      `answered 507 ${sum.refused}, faults ${sum.faults.length}, seed ${values.seed}\n`,
  );
  return sum.faults.length === 0 && sum.acked > 0 && sum.refused > 0 ? 0 : 1;
}

/** How each file is kept from growing, and how it is let go: by SQLite's own limit, and for tiles by their writer. */
const LIMITS = {
  'ledger.db': (runtime) => pages((pragma) => sessionOf(runtime).pragma(pragma)),
  'keys.db': ({ keys }) => pages((pragma) => keys.db.pragma(pragma, { simple: true })),
  'seal.db': ({ sealer }) => pages((pragma) => sealer.db.db.pragma(pragma, { simple: true })),
  'read.db': ({ readDb }) => pages((pragma) => readDb.writer.pragma(pragma, { simple: true })),
  tiles: ({ sealer: { tiles } }) => {
    const write = tiles.write.bind(tiles);
    tiles.write = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    return () => (tiles.write = write);
  },
};

function pages(pragma) {
  pragma(`max_page_count = ${Number(pragma('page_count'))}`);
  return () => pragma('max_page_count = 1000000');
}

async function oneFile(file, { from, sabotage }, sum) {
  const data = mkdtempSync(join(tmpdir(), 'quittance-full-'));
  const ledger = await serve({ data, from });
  const story = new Story(file, ledger, from, sum);
  try {
    await story.begin();
    const release = LIMITS[file](ledger.runtime);
    await story.whileFull();
    // The sabotage shows that the check can fail: the room never comes.
    if (sabotage !== 'no-room-again') release();
    await story.after();
    sum.files += 1;
  } finally {
    await ledger.close();
    rmSync(data, { recursive: true });
  }
}

/** The same with a disk of its own that a file fills up: everything lacks room at once. */
function wholeDisk({ from }, sum) {
  return withSmallDisk(async (disk) => {
    const ledger = await serve({ data: join(disk.folder, 'data'), from });
    const story = new Story('small disk', ledger, from, sum);
    try {
      await story.begin();
      disk.fill();
      await story.whileFull();
      disk.empty();
      await story.after();
    } finally {
      await ledger.close();
    }
  });
}

class Story {
  #acked = new Map();
  #sent = 0;

  constructor(what, ledger, from, sum) {
    Object.assign(this, { what, ledger, from, sum });
  }

  fault(text) {
    this.sum.faults.push(`${this.what}: ${text}`);
  }

  async begin() {
    await this.ledger.post('portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' }, 'portfolio');
    await this.register();
    await this.settled();
  }

  /** A new person: a fact, a key, a leaf, tiles and rows. */
  async register() {
    const n = this.#sent++;
    const body = { portfolio: 'main', kind: 'PERSON', ref: `P-${n}`, name: `Person ${n} ${'x'.repeat(300)}` };
    const { status, body: answer } = await this.ledger.post('parties', body, `party-${n}`);
    if (status === 201) {
      this.#acked.set(answer.stream, body.name);
      this.sum.acked += 1;
    } else if (status === 507) this.sum.refused += 1;
    else this.fault(`a command is answered with ${status} ${JSON.stringify(answer).slice(0, 300)}`);
    return status;
  }

  async whileFull() {
    const isBeside = BESIDE.includes(this.what);
    const complaints = this.#complaints();
    let refused = 0;
    for (let i = 0; i < (isBeside ? TRIES_UNREFUSED : TRIES) && refused < 3; i++) {
      if ((await this.register()) === 507) refused += 1;
    }
    if (isBeside === refused > 0) this.fault(`${refused} commands were refused while there was no room`);
    if (isBeside) await this.#until(() => complaints() > 0, 'nothing was told of the want of room');
    for (const [stream, name] of this.#acked) await this.reads(stream, name, !isBeside);
    const { status } = await this.ledger.get('portfolios');
    if (status !== 200) this.fault(`a read without personal values is answered with ${status}`);
  }

  /** How often the sealer or the read side have met the want of room. */
  #complaints() {
    const { sealer, readDb } = this.ledger.runtime;
    let alarms = 0;
    if (this.what !== 'read.db') sealer.work.alarm = () => (alarms += 1);
    else {
      const page = readDb.page.bind(readDb);
      readDb.page = (work) => page(work).catch((error) => Promise.reject(((alarms += 1), error)));
    }
    return () => alarms;
  }

  async #until(condition, otherwise) {
    const deadline = Date.now() + PATIENCE_MS;
    while (!condition()) {
      if (Date.now() > deadline) return this.fault(otherwise);
      await sleep(20);
    }
  }

  /**
   * What was acknowledged can be read, also while there is no room. Who reads a person is a fact of its own: without room for it
   * nothing personal is given out, and that is said.
   */
  async reads(stream, name, mayLackRoom = false) {
    const { status, body } = await this.ledger.get(`parties/${stream}`);
    if (mayLackRoom && status === 503 && String(body.type).endsWith(':access-not-recorded')) return;
    if (status !== 200 || !JSON.stringify(body).includes(name)) this.fault(`${stream} reads as ${status}`);
  }

  /** There is room: by itself everything goes on, and nothing that was acknowledged is missing. */
  async after() {
    if ((await this.register()) !== 201) this.fault('a command is refused although there is room again');
    await this.settled();
    for (const [stream, name] of this.#acked) await this.reads(stream, name);
    const { runtime } = this.ledger;
    if (!(await runtime.sealer.sealNow({ heads: true }))) this.fault(`the sealer: ${runtime.sealer.stopped?.message}`);
    else for (const found of (await auditOf(this.ledger, this.from)).found) this.fault(found);
    for (const found of await closedValues(this.ledger, this.from)) this.fault(`no key for ${found}`);
  }

  /** Waits until all is sealed and every projection stands at the head. */
  async settled() {
    const { runtime } = this.ledger;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const head = await runtime.store.head();
      const behind = runtime.projector.tracks.filter((each) => each.position < head || each.state === 'failed');
      const unsealed = runtime.sealer.size > (runtime.sealer.published?.size ?? 0) || runtime.sealer.position < head;
      if (behind.length === 0 && !unsealed) return;
      if (Date.now() > deadline || behind.some(({ state }) => state === 'failed')) {
        const first = behind[0] && `${behind[0].name} is ${behind[0].state}: ${behind[0].failure?.message}`;
        return this.fault(`does not resume: ${behind.length} projections behind (${first}), unsealed ${unsealed}`);
      }
      await sleep(20);
    }
  }
}
