/** A real ledger in a temporary folder, books written into it, and what an import made of them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortfolioTotalsHandler, PortfolioTotalsQuery } from '../../../projections/portfolio/totals.query.js';
import type { CurrencyTotals } from '../../../projections/portfolio/totals.query.js';
import { ReadSide } from '../../../projections/read/read-side.js';
import { readConfig } from '../../config.js';
import { toMillis } from '../../ledger/dates.js';
import { decode } from '../../ledger/envelope.js';
import type { AnyFact } from '../../ledger/fact.js';
import { openRuntime, type Runtime } from '../../runtime.js';
import { readMapping, type Mapping } from '../mapping/index.js';
import type { ImportOptions, ImportResult } from './options.js';
import { runImport } from './run-import.js';

export interface RejectLine {
  readonly file: string;
  readonly place: string;
  readonly kind: string;
  readonly field?: string;
  readonly value?: string;
  readonly reason: string;
  readonly detail?: string;
}

export interface Imported extends ImportResult {
  readonly lines: readonly RejectLine[];
}

/** A fact in short: what happened, when, and with which data. */
export interface Told {
  readonly type: string;
  readonly eff: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type More = Partial<Omit<ImportOptions, 'file' | 'mapping'>>;

export class ImportDesk {
  runtime!: Runtime;
  now = toMillis('2026-03-31T12:00:00Z');

  private constructor(readonly folder: string) {}

  static async open(folder = mkdtempSync(join(tmpdir(), 'quittance-import-'))): Promise<ImportDesk> {
    const desk = new ImportDesk(folder);
    await desk.start();
    return desk;
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  async start(): Promise<void> {
    this.runtime = await openRuntime(readConfig({ QUITTANCE_DATA: this.data }), { now: () => this.now });
  }

  async close(): Promise<void> {
    await this.runtime.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a book and imports it. */
  import(mapping: string | Mapping, content: string | Buffer, more: More = {}, name = 'book.txt'): Promise<Imported> {
    const file = join(this.folder, name);
    writeFileSync(file, content);
    return this.importFile(mapping, file, more);
  }

  async importFile(mapping: string | Mapping, file: string, more: More = {}): Promise<Imported> {
    const compiled = typeof mapping === 'string' ? readMapping('test.yaml', mapping) : mapping;
    const result = await runImport(this.runtime, { file, mapping: compiled, by: 'local:test', ...more });
    return { ...result, lines: linesOf(result.rejectsFile) };
  }

  caseId(ref: string, portfolio = 'book'): string {
    const { ids } = this.runtime;
    return ids.stream('case', [ids.stream('portfolio', [portfolio]), ref]);
  }

  async facts(ref: string, portfolio?: string): Promise<AnyFact[]> {
    return this.stream(this.caseId(ref, portfolio));
  }

  async stream(stream: string): Promise<AnyFact[]> {
    return (await this.runtime.store.readStream(stream, 0, 4096)).map(decode);
  }

  /** The facts of a case without what every fact has. */
  async told(ref: string, portfolio?: string): Promise<Told[]> {
    return (await this.facts(ref, portfolio)).map(({ type, eff, data }) => ({ type, eff, data: { ...data } }));
  }

  async types(ref: string, portfolio?: string): Promise<string[]> {
    return (await this.facts(ref, portfolio)).map(({ type }) => type);
  }

  /** The facts of a type in a case. */
  async only(ref: string, type: string): Promise<AnyFact[]> {
    return (await this.facts(ref)).filter((fact) => fact.type === type);
  }

  /** Every fact of the ledger, in store order. */
  async everything(): Promise<AnyFact[]> {
    const facts: AnyFact[] = [];
    for (let position = 0; ;) {
      const page = await this.runtime.store.readAll(position, 4096);
      facts.push(...page.map(decode));
      position = page.at(-1)?.position ?? position;
      if (page.length < 4096) return facts;
    }
  }

  async totals(asOf = '2026-03-31', portfolio = 'book'): Promise<readonly CurrencyTotals[]> {
    const { store, readDb, projector, clock } = this.runtime;
    await projector.catchUp();
    const handler = new PortfolioTotalsHandler(new ReadSide(store, readDb, projector, clock));
    return (await handler.execute(new PortfolioTotalsQuery(portfolio, { asOf }))).totals;
  }

  /** Opened personal values of a fact. */
  async opened(fact: AnyFact | undefined): Promise<Readonly<Record<string, string | null>>> {
    if (!fact) throw new Error('there is no such fact');
    return this.runtime.vault.open(fact);
  }
}

function linesOf(file: string | null): RejectLine[] {
  if (file === null || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RejectLine);
}

/** The beginning of most test mappings: a CSV with a case key and a date. */
export function csvMapping(rows: string, more = ''): string {
  return `
mapping: test
version: 1
source: { format: csv }
portfolio: { name: book, zone: Europe/Rome, currency: EUR }
case: { key: '{case}' }
row: { date: { date: day } }
${more}
rows:
${rows}
`;
}
