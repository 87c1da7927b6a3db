/** `quittance case retention REF`: until when each record must be kept, by which rule, and from when it may be erased. */
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { CaseRetention } from '../../../projections/findings/case-retention.query.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

type Row = CaseRetention['records'][number];

/** A code of this answer in words. */
function said(code: string, lang: Language): string {
  return codeText('retention', code, lang) ?? code;
}

function keepText({ keep }: Row, lang: Language): string | undefined {
  if (keep === null) return undefined;
  return keep.until === null ? said('NO_END_KNOWN', lang) : dateText(keep.until, lang);
}

function eraseText({ eraseFrom, notYet }: Row, lang: Language): string | undefined {
  if (eraseFrom !== null) return dateText(eraseFrom, lang);
  return notYet === null ? undefined : said(notYet, lang);
}

function columns(lang: Language): Column<Row>[] {
  return [
    { head: word('record', lang), cell: ({ kind }) => said(kind, lang) },
    { head: word('date', lang), cell: ({ on }) => dateText(on, lang) },
    { head: word('keepUntil', lang), cell: (row) => keepText(row, lang) },
    { head: word('rule', lang), cell: ({ keep }) => keep?.rule },
    { head: word('source', lang), cell: ({ keep }) => keep?.citation },
    { head: word('from', lang), cell: ({ keep }) => keep && dateText(keep.from, lang) },
    { head: word('eraseFrom', lang), cell: (row) => eraseText(row, lang) },
    { head: word('state', lang), cell: ({ state }) => said(state, lang) },
    { head: word('against', lang), cell: ({ erase }) => erase && `${erase.rule} ${erase.citation}` },
    { head: word('event', lang), cell: ({ keep, event }) => keep?.set ?? event },
  ];
}

export async function caseRetention(cli: Cli, ref: string, { portfolio, ...query }: ReadOptions): Promise<void> {
  const { lang } = cli;
  await withLedger(cli, { what: 'case retention' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CaseRetention>(`/v1/cases/${id}/retention`, { ...query });
    const lines = (): string[] => [
      ...tableLines(columns(lang), answer.records),
      '',
      headLine(answer, lang, query.knownAt !== undefined),
    ];
    await cli.out.answer(answer, lines);
  });
}
