/** `quittance audit export`: whoever has the ledger makes the pack and writes the file; progress and result come back line by line. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ExportLine } from '../../audit-pack/export-line.js';
import { LEAVABLE, type PackMade, type PackProgress } from '../../audit-pack/request.js';
import { parseCheckpoint } from '../../seal/checkpoint.js';
import { parseNote } from '../../seal/note.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { ApiProblem } from '../ledger/api-problem.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { readSideCaughtUp } from '../ledger/read-side.js';
import { caseCalled, portfolioMeant } from '../ledger/references.js';
import { progressOf } from '../progress.js';
import type { ReadOptions } from '../runs.js';

export interface AuditExportOptions extends ReadOptions {
  readonly output: string;
  readonly cases?: string;
  readonly redact?: string;
  readonly fresh?: boolean;
  readonly force?: boolean;
  readonly without?: string;
  readonly knownCheckpoint?: string;
}

const STAGES: Readonly<Record<PackProgress['stage'], readonly [what: string, from: number, to: number]>> = {
  reading: ['cases read', 0, 0.2],
  chapters: ['cases told', 0.2, 0.5],
  proving: ['facts proven', 0.5, 0.8],
  writing: ['bytes written', 0.8, 1],
};

export async function auditExport(cli: Cli, ref: string | undefined, options: AuditExportOptions): Promise<void> {
  const { portfolio, cases, asOf, knownAt, redact, fresh, force = false } = options;
  if (ref !== undefined && cases !== undefined) {
    throw new CliError(EXIT.usage, 'Name one case, or a file of cases with --cases.');
  }
  if (ref === undefined && portfolio === undefined) {
    throw new CliError(EXIT.usage, 'Name a case, or a portfolio with --portfolio.');
  }
  const output = newFile(options.output, force);
  const terms = {
    ...{ asOf, knownAt, redact, fresh, force, output },
    without: leftOut(options.without),
    knownSize: sizeOf(options.knownCheckpoint),
  };
  const named = cases === undefined ? undefined : linesOf(cases);
  await withLedger(cli, { what: 'audit export' }, async (door) => {
    await readSideCaughtUp(door);
    const what =
      ref === undefined
        ? { portfolio: (await portfolioMeant(door, portfolio)).id, cases: named }
        : { case: await caseCalled(door, ref, portfolio) };
    const made = await followed(door, { ...terms, ...what });
    await cli.out.answer({ file: output, ...what, ...made }, () => lines(made, output));
  });
}

async function followed(door: LedgerDoor, body: object): Promise<PackMade> {
  const progress = await progressOf('Export');
  let made: PackMade | undefined;
  try {
    await door.follow('/local/exports', body, (document) => {
      const line = document as ExportLine;
      if ('problem' in line) throw new ApiProblem(line.problem);
      if ('made' in line) ({ made } = line);
      else show(line.progress);
    });
  } finally {
    progress.stop();
  }
  if (!made) throw new Error('the export ended without a result');
  return made;

  function show({ stage, done, total }: PackProgress): void {
    const [what, from, to] = STAGES[stage];
    const share = from + ((to - from) * done) / Math.max(1, total);
    progress.update(Math.round(1_000 * share), 1_000, `${done} of ${total} ${what}`);
  }
}

function newFile(path: string, force: boolean): string {
  const full = resolve(path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new CliError(EXIT.usage, `${full} is a folder. Name a file.`);
  if (found && !force) {
    throw new CliError(EXIT.usage, `${full} is there already. Name another file, or replace it with --force.`);
  }
  if (!existsSync(dirname(full))) throw new CliError(EXIT.usage, `There is no folder ${dirname(full)}.`);
  return full;
}

function leftOut(without: string | undefined): readonly string[] | undefined {
  const names = without?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !(LEAVABLE as readonly string[]).includes(name));
  if (unknown === undefined) return names;
  throw new CliError(EXIT.usage, `--without knows ${LEAVABLE.join(' and ')}, not '${unknown}'.`);
}

/** One id or reference a line; empty lines are left out. */
function linesOf(path: string): string[] {
  const lines = textOf(path, 'file of cases').split(/\r?\n/);
  const named = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (named.length === 0) throw new CliError(EXIT.usage, `${path} names no case: one id or reference a line.`);
  return named;
}

function sizeOf(path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  const text = textOf(path, 'checkpoint');
  try {
    return parseCheckpoint(parseNote(text).text).size;
  } catch (error) {
    throw new CliError(EXIT.usage, `${path} is no checkpoint: ${(error as Error).message}.`);
  }
}

function textOf(path: string, what: string): string {
  if (!existsSync(path)) throw new CliError(EXIT.usage, `There is no ${what} ${resolve(path)}.`);
  return readFileSync(path, 'utf8');
}

function lines(made: PackMade, file: string): string[] {
  const { events, streams, withheld, later, size, bytes, manifest, asOf, lastEvent } = made;
  const left = [
    ...(withheld === 0 ? [] : [`${withheld} bodies withheld: they are about cases that are not in it`]),
    ...(later === 0 ? [] : [`${later} later facts left out: --fresh seals them first`]),
  ];
  return [
    `${file}: ${events} facts of ${streams} streams, ${bytes} bytes`,
    `as of ${asOf}, known up to event ${lastEvent}; checkpoint of ${size} leaves`,
    ...left,
    `manifest ${manifest}`,
  ];
}
