// Findings over a whole book with all packs on: facts a second, from the store to the compliance report. The traffic fines where they
// are at hand, else a made book of their shape. Its portfolio states every jurisdiction that a pack is about, so that each rule is asked.
import { PORTFOLIO, load, newLedger } from './kit.js';
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
  const ledger = await newLedger();
  const { runtime, folder } = ledger;
  const { transactor, ids, store, readDb, projector, clock, clearance } = runtime;
  await transactor.run(PORTFOLIO, ids.stream('portfolio', [NAME]), {
    command: { type: 'CreatePortfolio', name: NAME, zone: 'Europe/Rome', currency: 'EUR', ...strictest() },
    cmd: 'create',
    by: 'local:bench',
  });
  const { book } = await bookFile(folder, path, quick);
  await runImport(runtime, { file: book, mapping: loadMapping(NAME + '-xes'), by: 'local:bench' });
  await projector.catchUp();
  const read = new ReadSide(store, readDb, projector, clock);
  const ask = { portfolio: NAME, from: '2000-01-01', to: '2020-12-31', when: {} };
  const handler = new ComplianceHandler(read, clearance.ruleBook);
  globalThis.gc?.();
  const start = performance.now();
  const report = await handler.execute(new ComplianceQuery(ask));
  const seconds = (performance.now() - start) / 1000;
  const mb = Math.round(process.memoryUsage().rss / 2 ** 20);
  await ledger.close();
  const { cases, facts, contacts, rules } = report;
  return { cases, facts, perSecond: facts / seconds, contacts: contacts.outbound, rules: rules.length, mb };
}
