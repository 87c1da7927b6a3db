/** `quittance findings case REF`. */
import { exportTable } from '../../../projections/export/columns.js';
import type { CaseFindings } from '../../../projections/findings/case-findings.query.js';
import { dayOfRow, FINDING_COLUMNS, toldOf } from '../../../projections/findings/findings.export.js';
import type { FindingRow } from '../../../projections/findings/rows.calc.js';
import { withLedger, type Cli } from '../cli.js';
import type { LedgerDoor, Parameters } from '../ledger/ledger-door.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { exportRows, wantsFile, type FileOptions } from '../table-file.js';
import { headLine } from '../text/head.js';
import { tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

/** Rows asked for at once. */
const PAGE = 1_000;

export interface CaseFindingsOptions extends ReadOptions, FileOptions {
  readonly rule?: string;
  readonly outcome?: string;
  readonly basis?: string;
}

export async function caseFindings(cli: Cli, ref: string, options: CaseFindingsOptions): Promise<void> {
  const { asOf, knownAt, portfolio, rule, outcome, basis } = options;
  await withLedger(cli, { what: 'findings case' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await everyPage(door, `/v1/cases/${id}/findings`, { asOf, knownAt, rule, outcome, basis });
    if (wantsFile(options)) {
      const rows = answer.rows.map((row) => ({ head: answer, row }));
      const table = exportTable(FINDING_COLUMNS, rows);
      await exportRows(cli, door, options, { table, of: { what: 'case-findings', streams: [id], asOf, knownAt } });
      return;
    }
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

/** All pages as of the first one's V and last event: what comes in between does not shift them. */
async function everyPage(door: LedgerDoor, path: string, ask: Parameters): Promise<CaseFindings> {
  const first = await door.get<CaseFindings>(path, { ...ask, limit: PAGE });
  const rows: FindingRow[] = [...first.rows];
  const cut = { asOf: first.asOf, knownAt: first.lastEvent ?? undefined };
  for (let { next } = first; next !== null;) {
    const page = await door.get<CaseFindings>(path, { ...ask, ...cut, limit: PAGE, after: next });
    rows.push(...page.rows);
    next = page.next;
  }
  return { ...first, rows, next: null };
}

function outcomeText(row: FindingRow, basis: 'asKnown' | 'asNowKnown'): string | undefined {
  const { outcome, reason } = toldOf(row, basis);
  return reason ? `${outcome} (${reason})` : outcome;
}

function thenText(row: FindingRow): string | undefined {
  const nothing = row.kind === 'CONTACT' ? row.nothingThen : undefined;
  return row.kind === 'CLEARANCE' ? undefined : (outcomeText(row, 'asKnown') ?? nothing);
}

function lines(answer: CaseFindings, lang: Language, cut: boolean): string[] {
  const table = tableLines<FindingRow>(
    [
      { head: word('date', lang), cell: dayOfRow },
      { head: word('rule', lang), cell: ({ rule }) => rule },
      { head: word('knownThen', lang), cell: thenText },
      { head: word('knownNow', lang), cell: (row) => outcomeText(row, 'asNowKnown') },
      {
        head: word('lateFacts', lang),
        cell: (row) => (row.kind === 'CONTACT' ? row.lateFacts.join(' ') : undefined),
      },
      { head: word('event', lang), cell: ({ event }) => event },
    ],
    answer.rows,
  );
  return [...(answer.rows.length === 0 ? [word('none', lang)] : table), '', headLine(answer, lang, cut)];
}
