/** An import killed at any moment and run again comes to the same ledger as one that was never killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AnyFact } from '../../src/ledger/fact.js';
import { addDays } from '../../src/ledger/dates.js';
import { shuffled } from '../support/shuffled.js';
import Database from '#sqlite';
import { loadMapping } from '../../src/intake/mapping/index.js';
import { csvMapping, ImportDesk } from '../../src/intake/importer/import-desk.fixture.js';

const PROCESS = fileURLToPath(new URL('./import-writer.js', import.meta.url));
const KILLS = 4;
const CASES = 800;
const UNSORTED_CASES = 8;

const MAPPING = csvMapping(
  `
  - when: { field: what, is: debt }
    do:
      - { record: RegisterDebt, with: { balances: { principal: { money: amount } } }, remember: debt, sealed: [iban] }
      - set: { total: { money: amount } }
  - when: { field: what, is: bearing }
    do:
      - { record: RegisterDebt, with: { balances: { principal: { money: amount } } } }
      - { record: SetInterestTerms, with: { rate: '3', period: { constant: year } } }
  - when: { field: what, is: total }
    do:
      - record: AssessCharge
        with: { debt: { part: debt }, component: fee, amount: { minus: [{ money: amount }, { running: total }] } }
      - set: { total: { money: amount } }
  - when: { field: what, is: paid }
    do:
      - { record: RecordPayment, with: { amount: { money: amount } } }
      - note: { topic: paid }
  - ignore: nothing to record
`,
  `
running: { total: money }
parties:
  - { name: debtor, key: '{who}', role: DEBTOR, with: { name: '{name}' }, points: [{ medium: phone, value: { field: iban } }] }
`,
);

/** Cases in blocks and cases mixed with others; bad rows, equal rows, parties of several cases. */
function book(): string {
  const rows: string[] = [];
  const mixed: string[] = [];
  for (let i = 0; i < CASES; i++) {
    const to = i % 3 === 0 ? mixed : rows;
    const who = `P${i % 700},Person ${i % 700},IT60X${i % 700}`;
    to.push(`C${i},2020-01-10,debt,100.00,${who}`, `C${i},2020-02-10,total,112.50,${who}`);
    to.push(`C${i},2020-03-01,paid,${i % 50}.10,${who}`, `C${i},2020-03-01,paid,${i % 50}.10,${who}`);
    if (i % 40 === 0) to.push(`C${i},2020-02-30,paid,1,${who}`, `C${i},2020-03-02,paid,-1,${who}`, `C${i},,,,,,`);
  }
  // Cases with interest whose payments come unsorted: what they change is posted at the end.
  for (let i = 0; i < UNSORTED_CASES; i++) {
    const who = `P${i},Person ${i},IT60X${i}`;
    rows.push(`U${i},2015-01-10,bearing,90000.00,${who}`);
    for (const n of shuffled(50)) rows.push(`U${i},${addDays('2015-02-01', 30 * n)},paid,${1000 + n}.00,${who}`);
  }
  mixed.sort((a, b) => (a.slice(a.indexOf(',')) < b.slice(b.indexOf(',')) ? -1 : 1));
  return `case,day,what,amount,who,name,iban\n${[...rows, ...mixed].join('\n')}\n`;
}

/** What must be equal: everything but salts, event ids and times of recording. Facts that name another name its place. */
async function contents(desk: ImportDesk): Promise<Map<string, unknown[]>> {
  const facts = await desk.everything();
  const place = new Map(facts.map(({ id, stream, revision }) => [id, `${stream}@${revision}`]));
  const streams = new Map<string, unknown[]>();
  for (const fact of facts) {
    const list = streams.get(fact.stream) ?? [];
    list.push(await essence(desk, fact, place));
    streams.set(fact.stream, list);
  }
  return new Map([...streams].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function essence(desk: ImportDesk, fact: AnyFact, place: ReadonlyMap<string, string>): Promise<unknown> {
  const { type, at, eff, zone, by, src, cmd, data, revision } = fact;
  const named = [fact.ref, fact.cause].map((id) => (id === undefined ? undefined : place.get(id)));
  // The portfolio itself is created when it is created.
  if (type === 'PortfolioCreated') return { revision, type, zone, by, src, cmd, data };
  return { revision, type, at, eff, zone, by, src, cmd, data, named, opened: await desk.opened(fact) };
}

/** Runs an import in its own process, and kills it soon after its ledger holds so many facts, if it is given any. */
async function runProcess(data: string, file: string, mapping: string, killAt?: number): Promise<void> {
  const child = spawn(process.execPath, ['--no-warnings', PROCESS, data, file, mapping], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = once(child, 'exit') as Promise<[number | null, string | null]>;
  await Promise.race([once(child.stdout, 'data'), over]);
  child.stdout.resume();
  if (killAt !== undefined) {
    // By what is done, not by the clock: how fast it is on this machine, and at this moment, nobody knows.
    while (child.exitCode === null && child.signalCode === null && factsIn(data) < killAt) await pause(1);
    await pause(Math.random() * 10);
    child.kill('SIGKILL');
  }
  const [code, signal] = await over;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the import ended with ${code}`);
}

/** Facts in a ledger that another process writes, or wrote. */
function factsIn(data: string): number {
  const db = new Database(join(data, 'ledger.db'), { readonly: true });
  try {
    return (db.prepare('SELECT count(*) AS n FROM events').get() as { n: number }).n;
  } finally {
    db.close();
  }
}

it('is equal in references, order, payloads, sources, sealed values and answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-kill-'));
  const whole = await ImportDesk.open(join(folder, 'whole'));
  const file = join(folder, 'book.csv');
  const mapping = join(folder, 'test.yaml');
  writeFileSync(file, book());
  writeFileSync(mapping, MAPPING);
  // The same secrets give the same ids. Keys without a ledger would be refused: an empty one goes with them.
  const killed = join(folder, 'killed', 'data');
  mkdirSync(killed, { recursive: true });
  await whole.runtime.close();
  for (const name of ['ledger.db', 'keys.db', 'master.key']) copyFileSync(join(whole.data, name), join(killed, name));
  await whole.start();
  const result = await whole.importFile(loadMapping(mapping), file);
  expect(result).toMatchObject({
    cases: CASES + UNSORTED_CASES,
    rejected: 2 * Math.ceil(CASES / 40),
    ignored: Math.ceil(CASES / 40),
  });

  // Later and later, from the first facts to more than half of them: some kill is sure to come in the middle.
  const left: number[] = [];
  for (let i = 0; i < KILLS; i++) {
    await runProcess(killed, file, mapping, Math.ceil(((i + Math.random()) / KILLS) * result.facts * 0.6));
    left.push(factsIn(killed));
  }
  await runProcess(killed, file, mapping);
  const again = await ImportDesk.open(join(folder, 'killed'));
  try {
    // It was killed in the middle of it.
    const all = factsIn(killed);
    expect(left.some((facts) => facts > 0 && facts < all)).toBe(true);
    const [expected, actual] = [await contents(whole), await contents(again)];
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [stream, facts] of expected) expect(actual.get(stream)).toEqual(facts);
    expect(await again.totals()).toEqual(await whole.totals());
    expect(await again.importFile(loadMapping(mapping), file)).toMatchObject({ facts: 0, changed: 0, missing: 0 });
  } finally {
    await again.close();
    await whole.close();
  }
});
