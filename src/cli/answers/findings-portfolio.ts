/** `quittance findings portfolio NAME`: the compliance report, part by part, so that one sees how far it is. */
import { exportTable } from '../../../projections/export/columns.js';
import { COMPLIANCE_COLUMNS, notEvaluated } from '../../../projections/findings/findings.export.js';
import { withPart, type ComplianceReport, type RuleLine } from '../../../projections/findings/report.calc.js';
import { withLedger, type Cli } from '../cli.js';
import type { LedgerDoor, Parameters } from '../ledger/ledger-door.js';
import { portfolioCalled } from '../ledger/references.js';
import { progressOf } from '../progress.js';
import { wantsFile, writeTable, type FileOptions } from '../table-file.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

/** Cases of one part: about a second's work. */
const PART_CASES = 5_000;

export interface PortfolioFindingsOptions extends FileOptions {
  readonly from: string;
  readonly to: string;
  readonly asOf?: string;
  readonly knownAt?: string;
}

export async function portfolioFindings(cli: Cli, name: string, options: PortfolioFindingsOptions): Promise<void> {
  const { from, to, asOf, knownAt } = options;
  await withLedger(cli, { what: 'findings portfolio' }, async (door) => {
    const { id } = await portfolioCalled(door, name);
    const answer = await wholeReport(door, `/v1/portfolios/${id}/compliance`, { from, to, asOf, knownAt });
    if (wantsFile(options)) {
      const rows = answer.rules.map((line) => ({ head: answer, line }));
      await writeTable(cli, options, exportTable(COMPLIANCE_COLUMNS, rows));
      return;
    }
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

/** All parts as of the first one's V and last event, added up. */
async function wholeReport(door: LedgerDoor, path: string, ask: Parameters): Promise<ComplianceReport> {
  const progress = await progressOf('Findings');
  try {
    let report = await door.get<ComplianceReport>(path, { ...ask, cases: PART_CASES });
    const cut = { asOf: report.asOf, knownAt: report.lastEvent ?? undefined };
    for (let { next } = report; next !== null;) {
      progress.update(report.cases, report.casesInAll, `${report.cases} of ${report.casesInAll} cases`);
      const part = await door.get<ComplianceReport>(path, { ...ask, ...cut, cases: PART_CASES, after: next });
      report = withPart(report, part);
      next = part.next;
    }
    return report;
  } finally {
    progress.stop();
  }
}

function lines(answer: ComplianceReport, lang: Language, cut: boolean): string[] {
  const { contacts, clearances, conduct, rules } = answer;
  const table = tableLines<RuleLine>(
    [
      { head: word('rule', lang), cell: ({ rule }) => rule },
      { head: word('what', lang), cell: ({ title }) => title[lang] },
      { head: word('judged', lang), align: 'right', cell: (line) => line.contacts.judged || null },
      { head: word('breachesThen', lang), align: 'right', cell: (line) => line.contacts.breachesAsKnown || null },
      { head: word('breachesNow', lang), align: 'right', cell: (line) => line.contacts.breachesAsNowKnown || null },
      { head: word('notEvaluated', lang), align: 'right', cell: (line) => notEvaluated(line) || null },
      { head: word('dutiesDue', lang), align: 'right', cell: ({ duties }) => duties['DUTY_DUE'] },
      { head: word('dutiesMet', lang), align: 'right', cell: ({ duties }) => duties['DUTY_MET'] },
      { head: word('dutiesMissed', lang), align: 'right', cell: ({ duties }) => duties['DUTY_MISSED'] },
    ],
    rules,
  );
  const rate = clearances.blockRate.bps;
  return [
    `${answer.name}: ${word('period', lang)} ${answer.from} – ${answer.to}`,
    '',
    ...pairLines([
      [word('cases', lang), answer.cases],
      [word('contacts', lang), contacts.outbound],
      [word('breachesThen', lang), contacts.breachesAsKnown],
      [word('breachesNow', lang), contacts.breachesAsNowKnown],
      [word('uncleared', lang), contacts.clearance['uncleared'] ?? 0],
      [word('permitted', lang), clearances.permitted],
      [word('blocked', lang), clearances.blocked],
      [word('blockRate', lang), rate === null ? null : `${(rate / 100).toFixed(2)} %`],
      [word('complaints', lang), conduct.complaints],
      [word('conflicts', lang), conduct.conflicts],
    ]),
    '',
    ...(rules.length === 0 ? [word('none', lang)] : table),
    '',
    headLine(answer, lang, cut),
  ];
}
