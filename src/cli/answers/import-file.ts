/** `quittance import FILE`: whoever has the ledger reads the file; its progress and its result come back line by line. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportLine } from '../../intake/import-line.js';
import type { ImportProgress, ImportResult } from '../../intake/importer/options.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT, type ExitCode } from '../exit.js';
import { ApiProblem } from '../ledger/api-problem.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { readSideCaughtUp } from '../ledger/read-side.js';
import { progressOf } from '../progress.js';
import { pairLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export interface ImportCliOptions {
  readonly mapping: string;
  readonly portfolio?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly corrections?: boolean;
  readonly rejects?: string;
}

export async function importFile(cli: Cli, file: string, options: ImportCliOptions): Promise<ExitCode> {
  const { mapping, rejects, dryRun = false, strict = false, corrections = false, portfolio } = options;
  const body = {
    file: existing(file, 'file'),
    mapping: isPath(mapping) ? existing(mapping, 'mapping file') : mapping,
    ...{ portfolio, dryRun, strict, corrections },
    // A relative path means the folder of whoever typed it, not that of the process that has the ledger.
    rejects: rejects === undefined ? undefined : resolve(rejects),
  };
  return withLedger(cli, { what: 'import', creates: true, follow: false }, async (door) => {
    const result = await followed(door, body);
    if (result.neverSeen.length > 0) {
      cli.out.note(
        `No row has ${result.neverSeen.join(', ')}, which the mapping reads. Is it misspelt, or left out by the source?`,
      );
    }
    await cli.out.answer(result, () => lines(result, dryRun, cli.lang));
    if (door.hosts && !dryRun) {
      // The next question would have to wait for it.
      door.followReadSide();
      await readSideCaughtUp(door);
    }
    return result.rejected > 0 ? EXIT.rejected : EXIT.ok;
  });
}

function existing(path: string, what: string): string {
  const full = resolve(path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (!found) throw new CliError(EXIT.usage, `There is no ${what} ${full}.`, { path: full });
  if (found.isDirectory()) throw new CliError(EXIT.usage, `${full} is a folder, not a ${what}.`, { path: full });
  return full;
}

/** A name of a shipped mapping has neither a folder nor an ending. */
function isPath(mapping: string): boolean {
  return /[/\\]|\.(?:ya?ml|json)$/i.test(mapping);
}

async function followed(door: LedgerDoor, body: object): Promise<ImportResult> {
  const progress = await progressOf('Import');
  const note = ({ rows, facts, validating }: ImportProgress): string =>
    `${rows} rows, ${facts} facts${validating ? ', validating' : ''}`;
  let result: ImportResult | undefined;
  try {
    await door.follow('/local/imports', body, (document) => {
      const line = document as ImportLine;
      if ('problem' in line) throw new ApiProblem(line.problem);
      if ('result' in line) result = line.result;
      else progress.update(line.progress.bytesRead, line.progress.bytesTotal, note(line.progress));
    });
  } finally {
    progress.stop();
  }
  if (!result) throw new Error('the import ended without a result');
  return result;
}

function lines(result: ImportResult, dryRun: boolean, lang: Language): string[] {
  const { rows, cases, facts, unchanged, changed, missing, ignored, rejected } = result;
  const some = (count: number): number | null => (count === 0 ? null : count);
  return [
    ...(dryRun ? ['Nothing was recorded (--dry-run).'] : []),
    ...pairLines([
      [word('portfolio', lang), result.portfolio],
      [word('rows', lang), rows],
      [word('cases', lang), cases],
      [word('newFacts', lang), facts],
      [word('unchanged', lang), some(unchanged)],
      [word('changed', lang), some(changed)],
      [word('missing', lang), some(missing)],
      [word('ignored', lang), some(ignored)],
      [word('rejected', lang), some(rejected)],
      [word('rejectsFile', lang), result.rejectsFile],
      [word('seconds', lang), result.seconds.toFixed(1)],
    ]),
  ];
}
