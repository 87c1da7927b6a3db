// Findings over a whole book with all packs on: facts a second, from the store to the compliance report. The traffic fines where they
// are at hand, else a made book of their shape. Its portfolio states every jurisdiction that a pack is about, so that each rule is asked.
// The report is made in a fresh process: its figures are not those of the import.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PORTFOLIO, load, newLedger, openRuntime, readConfig } from './kit.js';
import { bookFile } from './import.js';

const { ReadSide } = await load('projections/read/read-side.js');
const { ComplianceHandler, ComplianceQuery } = await load('projections/findings/compliance.query.js');
const { shippedPacks } = await load('src/clearance/index.js');
const { loadMapping, runImport } = await load('src/intake/index.js');

const NAME = 'traffic-fines';

/** Everything that a pack asks of a portfolio: the strictest that there is. */
function strictest() {
  const areas = shippedPacks().flatMap(({ pack }) => [pack.jurisdiction, ...(pack.includes ?? [])]);
  return {
    jurisdictions: [...new Set(areas)].filter((area) => area !== '*'),
    capacity: 'AGENCY',
    creditorKind: 'BANK',
    product: 'credit-card',
  };
}

/** @param path of the log, or undefined */
export async function findingsBench(path, quick) {
  const { runtime, folder, close } = await newLedger();
  const { transactor, ids, projector } = runtime;
  await transactor.run(PORTFOLIO, ids.stream('portfolio', [NAME]), {
    command: { type: 'CreatePortfolio', name: NAME, zone: 'Europe/Rome', currency: 'EUR', ...strictest() },
    cmd: 'create',
    by: 'local:bench',
  });
  const { book } = await bookFile(folder, path, quick);
  await runImport(runtime, { file: book, mapping: loadMapping(NAME + '-xes'), by: 'local:bench' });
  await projector.catchUp();
  await runtime.close();
  const child = fileURLToPath(new URL('./findings-child.js', import.meta.url));
  const result = spawnSync(process.execPath, [child, folder], { encoding: 'utf8' });
  await close();
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}

/** The report over the ledger in a folder: what it says of the book, how fast it was made, and the process's peak memory. */
export async function reportOn(folder) {
  const runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
  const { store, readDb, projector, clock, clearance } = runtime;
  await projector.catchUp();
  const read = new ReadSide(store, readDb, projector, clock);
  const ask = { portfolio: NAME, from: '2000-01-01', to: '2020-12-31', when: {} };
  const handler = new ComplianceHandler(read, clearance.ruleBook);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const { cases, facts, contacts, rules } = await handler.execute(new ComplianceQuery(ask));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await runtime.close();
  const mb = Math.round(process.resourceUsage().maxRSS / 1024);
  const cpuMicros = (user + system) / facts;
  return { cases, facts, perSecond: facts / seconds, cpuMicros, contacts: contacts.outbound, rules: rules.length, mb };
}
