/** `quittance demo`: loads the sample book, says what it did and what to try, and serves. */
import { relative } from 'node:path';
import type { Cli } from '../cli.js';
import { addressOf, type ServeOptions } from '../address.js';
import { openToServe, serveHost } from '../serve.js';
import { bookCases } from './book/index.js';
import { loadBook, type LoadedBook } from './load-book.js';

export interface DemoOptions extends ServeOptions {
  readonly serve: boolean;
}

export async function demo(cli: Cli, options: DemoOptions): Promise<void> {
  const address = addressOf(cli, options);
  const host = await openToServe(cli, 'demo');
  try {
    const loaded = await loadBook(host.runtime);
    const { out, config } = cli;
    if (!out.json) await out.write([...report(loaded), '', ...commandsToTry(config.data)].join('\n'));
    if (options.serve) return await serveHost(cli, host, address);
    await host.runtime.sealer.sealNow({ heads: true });
    if (out.json) await out.answer({ data: config.data, ...loaded }, () => []);
  } finally {
    await host.closeWhenIdle();
  }
}

function report({ portfolios, cases, facts, seconds, today }: LoadedBook): string[] {
  if (facts === 0) return [`The sample book of ${today} is here already: ${portfolios} portfolios, ${cases} cases.`];
  const what = `${portfolios} portfolios, ${cases} cases, ${facts} facts in ${seconds.toFixed(1)} s`;
  return [`Loaded the sample book: ${what}. Everybody in it is invented.`];
}

/** Three commands that work as they are printed, in the folder in which the demo was started. */
function commandsToTry(data: string): string[] {
  const [first] = bookCases();
  if (!first) throw new Error('the sample book has no case');
  const folder = quoted(relative(process.cwd(), data) || '.');
  const lines = [
    `npx quittance portfolio totals --portfolio ${first.portfolio} --data ${folder}`,
    `npx quittance case list --portfolio ${first.portfolio} --sort -net --limit 10 --data ${folder}`,
    `npx quittance case history ${first.ref} --data ${folder}`,
  ];
  return ['Try, in another terminal or afterwards:', ...lines.map((line) => `  ${line}`)];
}

function quoted(text: string): string {
  return /^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
