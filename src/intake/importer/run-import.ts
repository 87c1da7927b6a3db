/** Brings a book from outside into the ledger. */
import { PortfolioPolicies } from '../../ledger/portfolio/index.js';
import { Transactor } from '../../ledger/transact.js';
import { Entropy } from '../../privacy/random.js';
import type { Runtime } from '../../runtime.js';
import { openSource } from '../sources/index.js';
import { batchOf } from './batch.js';
import type { ImportLedger } from './ledger.js';
import { ImportError, type ImportOptions, type ImportProgress, type ImportResult } from './options.js';
import { runPass, type PassResult, type PassWatch } from './pass.js';
import { clearScratch } from './scratch.js';
import { openTrial } from './trial.js';

/**
 * Most rows of a case stand together, but a small book may be sorted by time: then a case comes again after all others, and to read
 * it anew for each row costs more than the garbage of cases kept for nothing (some 1 kB a fact of a book sorted by case).
 */
const STREAMS_CACHED = 512;
/** Facts of these together, some 50 MB: two cases of 50,000. Far fewer than a server keeps, as an import holds rows besides. */
const FACTS_CACHED = 100_000;
const CACHED = { streamsCached: STREAMS_CACHED, factsCached: FACTS_CACHED };
/** How often progress is told, at most. */
const PROGRESS_MS = 100;

/** Data folders with an import under way in this process; the ledger's lock keeps other processes out. */
const busy = new Set<string>();

/**
 * Runs an import. Killed at any moment and run again it comes to the same ledger.
 *
 * @throws SourceError where the file cannot be opened or read
 * @throws ImportError where the ledger cannot write, or another import is under way
 */
export async function runImport(
  runtime: Runtime,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportResult> {
  const folder = runtime.config.data;
  if (busy.has(folder)) {
    throw new ImportError('in-progress', 'Another import into this ledger is under way. Wait until it is done.');
  }
  busy.add(folder);
  try {
    const started = performance.now();
    clearScratch(folder);
    const result = await run(runtime, options, onProgress);
    return { ...result, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    throw isDiskFull(error)
      ? new ImportError('no-room', `The disk is full: make room and run the import again.`)
      : error;
  } finally {
    busy.delete(folder);
  }
}

async function run(
  runtime: Runtime,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<PassResult> {
  const { file, mapping, dryRun = false, strict = false } = options;
  // Says at once what is wrong with the file or its options, before it is read for its digest.
  openSource(file, mapping.source);
  const job = { options, batch: await batchOf(file, mapping.digest) };
  if (dryRun || strict) {
    const trial = openTrial(runtime);
    try {
      const result = await runPass(runtime, trial.ledger, job, reporter(onProgress, true));
      if (dryRun) return result;
      if (result.rejected > 0) return { ...result, facts: 0 };
    } finally {
      trial.close();
    }
  }
  return runPass(runtime, ledgerOf(runtime), job, reporter(onProgress, false));
}

function ledgerOf({ store, clock, ids, vault }: Runtime): ImportLedger {
  const ports = { clock, ids, entropy: new Entropy(), conceal: vault, policies: new PortfolioPolicies(store) };
  return { store, transactor: new Transactor(store, ports, CACHED), ports };
}

/** Tells progress now and then, and at the end. */
function reporter(onProgress: (progress: ImportProgress) => void, validating: boolean): PassWatch {
  let last = -Infinity;
  return (bytesRead, bytesTotal, { rows, facts }) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && bytesRead < bytesTotal) return;
    last = now;
    onProgress({ bytesRead, bytesTotal, rows, facts, validating });
  };
}

function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 'SQLITE_FULL' || code === 'ENOSPC';
}
