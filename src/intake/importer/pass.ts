/** One pass of an import over one ledger, put together from its parts. */
import { basename, join } from 'node:path';
import type { Runtime } from '../../runtime.js';
import { CONTEXT_SCHEMA, Contexts } from './contexts.js';
import { Delivery } from './delivery.js';
import { Gate } from './gate.js';
import { Identities } from './identity.js';
import { Importer, type ImporterParts, type Watch } from './importer.js';
import type { ImportLedger } from './ledger.js';
import { LEFT_SCHEMA, LeftPostings } from './left.js';
import { INDEX_SCHEMA, LedgerIndex } from './ledger-index.js';
import type { ImportOptions, ImportResult } from './options.js';
import { Outcomes } from './outcomes.js';
import { Parties } from './parties.js';
import { PARTY_SCHEMA, PartyBook } from './party-book.js';
import { findHome, type Home } from './portfolio.js';
import { Rejects, REJECTS_SCHEMA } from './rejects.js';
import { RowReader } from './row-reader.js';
import { closeScratch, openScratch, type Scratch } from './scratch.js';
import { Sender } from './sender.js';
import type { Stage } from './stage.js';
import { Tally } from './tally.js';

const SCHEMA = CONTEXT_SCHEMA + PARTY_SCHEMA + INDEX_SCHEMA + REJECTS_SCHEMA + LEFT_SCHEMA;

export type PassResult = Omit<ImportResult, 'seconds'>;

/** Rows and facts so far, beside the bytes. */
export type PassWatch = (bytesRead: number, bytesTotal: number, tally: Readonly<Tally>) => void;

export async function runPass(
  runtime: Runtime,
  ledger: ImportLedger,
  { options, batch }: { readonly options: ImportOptions; readonly batch: string },
  watch: PassWatch,
): Promise<PassResult> {
  const scratch = openScratch(runtime.config.data, 'import-scratch.db', SCHEMA);
  try {
    const { mapping, by } = options;
    const file = basename(options.file);
    const home = await findHome(ledger, mapping, { name: options.portfolio, by, file });
    const stage = stageOf(ledger, options, home, batch);
    const parts = await assemble(stage, scratch, home, options.file);
    const { tally, rejects, unseen } = parts;
    const report: Watch = (read, total) => watch(read, total, tally);
    await new Importer(parts).run(options.file, report);
    const rejectsFile = rejects.finish(
      options.rejects ?? join(runtime.config.data, 'rejects', `${file}-${batch}.rejects.jsonl`),
    );
    const { rows, cases, facts, unchanged, changed, missing, ignored, rejected } = tally;
    const counts = { rows, cases, facts, unchanged, changed, missing, ignored, rejected };
    return { ...counts, rejectsFile, portfolio: home.name, neverSeen: rows === 0 ? [] : [...unseen].sort() };
  } finally {
    closeScratch(scratch);
  }
}

function stageOf(ledger: ImportLedger, options: ImportOptions, home: Home, batch: string): Stage {
  const { mapping, by, corrections = false } = options;
  return {
    ledger,
    mapping,
    portfolio: home.id,
    portfolioCurrency: home.currency,
    zone: mapping.zone === home.zone ? undefined : { by: 'mapping', name: mapping.zone },
    corrections,
    by,
    file: basename(options.file),
    batch,
  };
}

async function assemble(stage: Stage, scratch: Scratch, home: Home, file: string): Promise<ImporterParts> {
  const { ledger, mapping, by } = stage;
  const tally = new Tally();
  const gate = new Gate();
  const rejects = new Rejects(scratch, file, mapping.personal);
  const left = new LeftPostings(scratch);
  const index = home.existed
    ? await LedgerIndex.of(ledger, scratch, { mapping: mapping.name, portfolio: home.id, left })
    : undefined;
  const identities = new Identities(ledger.ports.ids, mapping.name, mapping.personal);
  const contexts = new Contexts(scratch, index && ((stream) => index.knownCase(stream)));
  const book = new PartyBook(scratch, ledger, home.existed);
  const outcomes = new Outcomes(tally, rejects, left);
  const parties = new Parties(stage, identities, book, outcomes);
  const delivery = new Delivery(ledger, outcomes, by);
  const seen = (stream: string, row: string): void => index?.seen(stream, row);
  return {
    stage,
    tally,
    gate,
    rejects,
    index,
    contexts,
    left,
    sender: new Sender(delivery, gate, outcomes),
    reader: new RowReader({ stage, identities, contexts, parties, tally, seen }),
    unseen: new Set(mapping.reads),
  };
}
