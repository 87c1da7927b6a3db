/** `quittance portfolio create NAME`. */
import type { CommandAnswer } from '../../http/command-sender.js';
import { withLedger, type Cli } from '../cli.js';

export interface CreateOptions {
  readonly zone: string;
  readonly currency?: string;
  readonly title?: string;
  readonly creditor?: string;
  readonly jurisdictions?: readonly string[];
  readonly capacity?: string;
  readonly waterfall?: string;
  readonly interest?: string;
  readonly buckets?: string;
  readonly graceDays?: string;
  readonly toleranceBps?: string;
}

export async function portfolioCreate(cli: Cli, name: string, options: CreateOptions): Promise<void> {
  const { graceDays, toleranceBps, ...rest } = options;
  const body = { name, ...rest, promiseGraceDays: numeric(graceDays), promiseToleranceBps: numeric(toleranceBps) };
  await withLedger(cli, { what: 'portfolio create', creates: true }, async (door) => {
    const answer = await door.post<CommandAnswer>('/v1/portfolios', body);
    await cli.out.answer({ name, ...answer }, () => [`Created ${name} (${answer.stream}).`]);
  });
}

/** A number where it is one; else the text, for the ledger to refuse with a sentence that names the field. */
function numeric(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
