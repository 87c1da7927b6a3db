/**
 * The readable half of an audit pack over the sample book: in every case all ways to the balance meet, its silences hold no
 * contact, and it is the same to the byte when it is made again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginOf, outboundContacts } from '../../projections/audit-pack/chapters/absences.js';
import { disagreements } from '../../projections/audit-pack/ledger/reconciliation.js';
import { statementSince } from '../../projections/audit-pack/ledger/statement.js';
import { readableFiles } from '../../projections/audit-pack/readable-files.js';
import { openScene, type Sources } from '../../projections/audit-pack/scene.js';
import { silences } from '../../projections/audit-pack/silence.calc.js';
import { CaseBalanceHandler, CaseBalanceQuery } from '../../projections/balances/balances.query.js';
import { CaseListHandler, CaseListQuery } from '../../projections/cases/case-list.query.js';
import { caseHistory } from '../../projections/read/case-history.js';
import { ReadSide } from '../../projections/read/read-side.js';
import { loadBook } from '../../src/cli/demo/load-book.js';
import { evolveCase, newCase } from '../../src/ledger/case-state.js';
import { readConfig } from '../../src/config.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-packs-'));
let runtime: Runtime;
let sources: Sources;
let readSide: ReadSide;
let cases: readonly string[];

beforeAll(async () => {
  runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
  await loadBook(runtime);
  runtime.projector.start();
  await runtime.projector.reached(await runtime.store.head(), 120_000);
  const read = new ReadSide(runtime.store, runtime.readDb, runtime.projector, runtime.clock);
  readSide = read;
  sources = { read, rules: runtime.clearance.ruleBook, vault: runtime.vault };
  const list = await new CaseListHandler(read).execute(new CaseListQuery({ limit: 1_000 }, {}));
  cases = list.cases.map(({ id }) => id);
}, 240_000);
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

it('reconciles every case of the sample book: opening and lines are the balance that is asked for', async () => {
  expect(cases).toHaveLength(300);
  let owing = 0;
  for (const id of cases) {
    const { head, ...history } = await caseHistory(sources.read, id, {});
    const state = history.facts.reduce(evolveCase, newCase(id));
    const scene = { head, history: { head, ...history }, state };
    const { net } = await new CaseBalanceHandler(readSide).execute(new CaseBalanceQuery(id, { asOf: head.asOf }));
    const { opening, lines, closing } = statementSince(scene);
    expect([id, lines.reduce((sum, { amount }) => sum + amount, opening), closing]).toEqual([id, net, net]);
    expect([id, disagreements(scene)]).toEqual([id, []]);
    if (net !== 0) owing += 1;
  }
  expect(owing).toBeGreaterThan(50);
}, 120_000);

it('states silence only between contacts, up to the next one', async () => {
  let contacts = 0;
  for (const id of cases.filter((_id, i) => i % 10 === 0)) {
    const scene = await openScene(sources, id, {});
    const outbound = outboundContacts(scene);
    contacts += outbound.length;
    const begin = beginOf(scene, outbound);
    const found = silences(outbound, begin, scene.until);
    for (const { from, to } of found) expect(outbound.filter((one) => one.from > from && one.from < to)).toEqual([]);
    // Where a silence ends, a contact begins or the known time does.
    const ends = new Set([...outbound.map(({ from }) => from), scene.until]);
    expect(found.filter(({ to }) => !ends.has(to))).toEqual([]);
  }
  expect(contacts).toBeGreaterThan(30);
}, 120_000);

it('gives the same bytes again', async () => {
  const bytes = async (id: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const file of readableFiles(sources, id, { without: ['pdf'], asOf: '2026-10-01' })) {
      found.push(`${file.path} ${Buffer.from(file.bytes).toString('base64')}`);
    }
    return found;
  };
  for (const id of cases.filter((_id, i) => i % 60 === 0)) expect(await bytes(id)).toEqual(await bytes(id));
}, 120_000);
