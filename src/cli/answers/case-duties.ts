/** `quittance case holds|deadlines|reversals REF`: what stops collection, what must be done by when, what was paid and came back. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { CaseDeadlines, DeadlineView } from '../../../projections/deadlines/deadlines.query.js';
import type { CaseHolds } from '../../../projections/holds/holds.query.js';
import type { AnswerHead } from '../../../projections/read/cut.js';
import type { ReversalView } from '../../../projections/reversals/reversals.calc.js';
import type { CaseReversals } from '../../../projections/reversals/reversals.query.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { reasonText } from '../text/rule-words.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { matterText } from '../text/why.js';
import { word, type Language, type Word } from '../text/words.js';

export interface CaseDeadlinesOptions extends ReadOptions {
  readonly until?: string;
}

interface Shown<A, R> {
  /** `holds`: the last part of the route, and of the command. */
  readonly name: 'holds' | 'deadlines' | 'reversals';
  readonly rows: (answer: A) => readonly R[];
  readonly columns: (answer: A, lang: Language) => readonly Column<R>[];
}

async function show<A extends AnswerHead, R>(
  cli: Cli,
  ref: string,
  { portfolio, ...query }: ReadOptions,
  { name, rows, columns }: Shown<A, R>,
): Promise<void> {
  const { lang } = cli;
  await withLedger(cli, { what: `case ${name}` }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<A>(`/v1/cases/${id}/${name}`, { ...query });
    const lines = (): string[] => {
      const all = rows(answer);
      const table = all.length === 0 ? [word('none', lang)] : tableLines(columns(answer, lang), all);
      return [...table, '', headLine(answer, lang, query.knownAt !== undefined)];
    };
    await cli.out.answer(answer, lines);
  });
}

type Hold = CaseHolds['holds'][number];

function column<R>(name: Word, lang: Language, cell: Column<R>['cell'], align?: 'right'): Column<R> {
  return { head: word(name, lang), cell, align };
}

function day(text: string | null, lang: Language): string | null {
  return text === null ? null : dateText(text, lang);
}

export function caseHolds(cli: Cli, ref: string, options: ReadOptions): Promise<void> {
  return show<CaseHolds, Hold>(cli, ref, options, {
    name: 'holds',
    rows: ({ holds }) => holds,
    columns: (_answer, lang) => [
      column('what', lang, ({ source }) => codeText('heldBy', source, lang) ?? source),
      column('reason', lang, ({ why }) => why),
      column('holds', lang, ({ stops }) => stops.join(' ')),
      column('debts', lang, ({ debts }) => debts?.join(' ')),
      column('amount', lang, ({ amount }) => amount, 'right'),
      column('since', lang, ({ since }) => day(since, lang)),
      column('valid', lang, ({ until }) => day(until, lang)),
      column('event', lang, ({ event }) => event),
    ],
  });
}

export function caseDeadlines(cli: Cli, ref: string, options: CaseDeadlinesOptions): Promise<void> {
  return show<CaseDeadlines, DeadlineView>(cli, ref, options, {
    name: 'deadlines',
    rows: ({ deadlines }) => deadlines,
    columns: (_answer, lang) => [
      column('due', lang, ({ due }) => day(due, lang)),
      column('state', lang, ({ status }) => codeText('deadlineState', status, lang) ?? status),
      column('what', lang, ({ source, what }) => matterText(source, what, lang)),
      column('reason', lang, ({ reason }) => (reason === null ? null : reasonText(reason, lang))),
      column('rule', lang, ({ rule }) => rule),
      column('event', lang, ({ event }) => event),
    ],
  });
}

export function caseReversals(cli: Cli, ref: string, options: ReadOptions): Promise<void> {
  return show<CaseReversals, ReversalView>(cli, ref, options, {
    name: 'reversals',
    rows: ({ reversals }) => reversals,
    columns: ({ currency }, lang) => {
      const money = (amount: number | undefined): string | null =>
        amount === undefined ? null : moneyText(amount, currency ?? undefined, lang);
      return [
        column('date', lang, ({ reversedOn }) => day(reversedOn, lang)),
        column('paid', lang, ({ paidOn }) => day(paidOn, lang)),
        column('amount', lang, ({ amount }) => money(amount), 'right'),
        column('reason', lang, ({ reason }) => codeText('reversalReason', reason, lang) ?? reason),
        // What is owed on the days on which the two bases differ, if it counts from the payment's day or from its own.
        column('before', lang, ({ differences }) => money(differences[0]?.originalDate.net), 'right'),
        column('after', lang, ({ differences }) => money(differences[0]?.reversalDate.net), 'right'),
        column('event', lang, ({ event }) => event),
      ];
    },
  });
}
