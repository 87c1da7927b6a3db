/**
 * The readable half of an audit pack over the sample book: in every case all ways to the balance meet, its silences hold no
 * contact, and it is the same to the byte when it is made again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absences, beginOf, outboundContacts } from '../../projections/audit-pack/chapters/absences.js';
import { disagreements } from '../../projections/audit-pack/ledger/reconciliation.js';
import { statementSince } from '../../projections/audit-pack/ledger/statement.js';
import { readableFiles } from '../../projections/audit-pack/readable-files.js';
import { openScene, type Sources } from '../../projections/audit-pack/scene.js';
import { silences } from '../../projections/audit-pack/silence.calc.js';
import { CaseBalanceHandler, CaseBalanceQuery } from '../../projections/balances/balances.query.js';
import { CaseListHandler, CaseListQuery } from '../../projections/cases/case-list.query.js';
import { ReadSide } from '../../projections/read/read-side.js';
import { loadBook } from '../../src/cli/demo/load-book.js';
import { readConfig } from '../../src/config.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-packs-'));
let runtime: Runtime;
let sources: Sources;
let cases: readonly string[];

beforeAll(async () => {
  runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
  await loadBook(runtime);
  runtime.projector.start();
  await runtime.projector.reached(await runtime.store.head(), 120_000);
  const read = new ReadSide(runtime.store, runtime.readDb, runtime.projector, runtime.clock);
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
    const scene = await openScene(sources, id, {});
    const when = { asOf: scene.head.asOf, knownAt: scene.head.lastEvent as string };
    const { net } = await new CaseBalanceHandler(sources.read).execute(new CaseBalanceQuery(id, when));
    const { opening, lines, closing } = statementSince(scene);
    expect([id, lines.reduce((sum, { amount }) => sum + amount, opening), closing]).toEqual([id, net, net]);
    expect([id, disagreements(scene)]).toEqual([id, []]);
    if (net !== 0) owing += 1;

    const outbound = outboundContacts(scene);
    const until = scene.until;
    for (const { from, to } of silences(outbound, beginOf(scene, outbound), until)) {
      expect(outbound.filter((contact) => contact.from > from && contact.from < to)).toEqual([]);
    }
    expect(absences(scene).blocks.length).toBeGreaterThan(3);
  }
  expect(owing).toBeGreaterThan(50);
}, 240_000);

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
