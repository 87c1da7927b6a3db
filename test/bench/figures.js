// The totals, the ageing and the collection report of a whole book at a past (V, K): the traffic fines where they are at hand, else a made
// book. Medians of single answers, after one that warms up.
import { bookFile } from './import.js';
import { load, median, newLedger } from './kit.js';

const { ReadSide } = await load('projections/read/read-side.js');
const { AgeingHandler, AgeingQuery } = await load('projections/delinquency/ageing.query.js');
const { PortfolioTotalsHandler, PortfolioTotalsQuery } = await load('projections/portfolio/totals.query.js');
const { CollectionReportHandler, CollectionReportQuery } = await load('projections/reports/collection.query.js');
const { loadMapping, runImport } = await load('src/intake/index.js');

const ROUNDS = 7;
const PORTFOLIO = 'traffic-fines';

async function milliseconds(ask) {
  await ask();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** @param path of the log, or undefined */
export async function figuresBench(path, quick) {
  const ledger = await newLedger();
  const { store, readDb, projector, clock } = ledger.runtime;
  const { book } = await bookFile(ledger.folder, path, quick);
  const { cases } = await runImport(ledger.runtime, {
    file: book,
    mapping: loadMapping(PORTFOLIO + '-xes'),
    by: 'local:bench',
  });
  await projector.catchUp();
  const read = new ReadSide(store, readDb, projector, clock);
  const knownAt = new Date(clock.now()).toISOString();
  // A K at which all is known, so that both columns of the report cost what they can.
  const ask = { portfolio: PORTFOLIO, from: '2006-01-01', to: '2006-12-31', knownAt };
  const report = await milliseconds(() => new CollectionReportHandler(read).execute(new CollectionReportQuery(ask)));
  const when = { asOf: '2006-12-31', knownAt };
  const ageing = await milliseconds(() => new AgeingHandler(read).execute(new AgeingQuery(PORTFOLIO, when)));
  const totals = {};
  // A day with half of the book behind it, and one with all of it.
  for (const asOf of ['2005-12-31', '2013-12-31']) {
    const query = new PortfolioTotalsQuery(PORTFOLIO, { asOf, knownAt });
    totals[asOf] = await milliseconds(() => new PortfolioTotalsHandler(read).execute(query));
  }
  await ledger.close();
  return { cases, report, ageing, totals };
}
