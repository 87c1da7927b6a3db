/** `quittance party show`. */
import type { PartyView } from '../../../projections/parties/party-view.query.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export async function partyShow(cli: Cli, id: string, { asOf, knownAt }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'party show' }, async (door) => {
    const view = await door.get<PartyView>(`/v1/parties/${encodeURIComponent(id)}`, { asOf, knownAt });
    await cli.out.answer(view, () => lines(view, cli.lang, knownAt !== undefined));
  });
}

function lines(view: PartyView, lang: Language, cut: boolean): string[] {
  const about: readonly [string, string | null | undefined][] = [
    [word('id', lang), view.party],
    [word('ref', lang), view.ref],
    [word('name', lang), view.words?.['name']],
  ];
  const said = about.filter(([, value]) => value !== null && value !== undefined);
  return [
    ...said.map(([name, value]) => `${name}: ${value}`),
    ...section(view.cases, [
      { head: word('case', lang), cell: ({ case: caseId }) => caseId },
      { head: word('role', lang), cell: ({ role }) => codeText('role', role, lang) ?? role },
      { head: word('since', lang), cell: ({ since }) => dateText(since, lang) },
    ]),
    ...section(view.points, [
      { head: word('type', lang), cell: ({ medium }) => medium },
      { head: word('value', lang), cell: ({ words }) => words?.['value'] ?? null },
      { head: word('since', lang), cell: ({ since }) => dateText(since, lang) },
      { head: word('valid', lang), cell: ({ valid }) => word(valid ? 'yes' : 'no', lang) },
      { head: word('reason', lang), cell: ({ reason, basis }) => reason ?? basis },
    ]),
    ...section(view.open, [
      { head: word('register', lang), cell: ({ register }) => register },
      { head: word('since', lang), cell: ({ since }) => dateText(since, lang) },
      { head: word('value', lang), cell: ({ fields }) => Object.entries(fields).flat().map(String).join(' ') },
    ]),
    '',
    headLine(view, lang, cut),
  ];
}

function section<R>(rows: readonly R[], columns: readonly Column<R>[]): string[] {
  return rows.length === 0 ? [] : ['', ...tableLines(columns, rows)];
}
