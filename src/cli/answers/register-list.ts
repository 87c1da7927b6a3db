/** `quittance register …`. */
import type { RegisterCard } from '../../../projections/registers/catalogue.js';
import type { RegisterRow } from '../../../projections/registers/register-list.query.js';
import type { ListPage } from '../../../projections/read/list.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface RegisterListOptions extends ReadOptions {
  readonly stage?: string;
  readonly dueTo?: string;
  readonly limit: string;
  readonly after?: string;
}

export async function registerNames(cli: Cli): Promise<void> {
  await withLedger(cli, { what: 'register names' }, async (door) => {
    const answer = await door.get<{ registers: readonly RegisterCard[] }>('/v1/registers', {});
    const columns: Column<RegisterCard>[] = [
      { head: word('register', cli.lang), cell: ({ register }) => register },
      { head: word('stream', cli.lang), cell: ({ stream }) => stream },
      { head: word('meaning', cli.lang), cell: ({ asks }) => asks },
    ];
    await cli.out.answer(answer, () => tableLines(columns, answer.registers));
  });
}

export async function registerList(cli: Cli, register: string, options: RegisterListOptions): Promise<void> {
  const { portfolio, ...query } = options;
  await withLedger(cli, { what: 'register list' }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const path = `/v1/registers/${encodeURIComponent(register)}`;
    const page = await door.get<ListPage<RegisterRow>>(path, { ...query, portfolio: within?.id });
    await cli.out.answer(page, () => lines(page, cli.lang, options.knownAt !== undefined));
  });
}

function lines(page: ListPage<RegisterRow>, lang: Language, cut: boolean): string[] {
  const rows = page.rows.length === 0 ? [word('none', lang)] : tableLines(columns(lang), page.rows);
  const more = page.next === null ? [] : [`${word('more', lang)}: --after ${page.next}`];
  return [...rows, '', ...more, headLine(page, lang, cut)];
}

function columns(lang: Language): Column<RegisterRow>[] {
  return [
    { head: word('ref', lang), cell: ({ ref, stream }) => ref ?? stream },
    { head: word('opened', lang), cell: ({ since }) => dateText(since, lang) },
    { head: word('stage', lang), cell: ({ stage }) => stage },
    { head: word('due', lang), cell: ({ due }) => (due === null ? null : dateText(due, lang)) },
    { head: word('type', lang), cell: ({ last }) => last },
    { head: word('value', lang), cell: ({ fields }) => said(fields) },
  ];
}

/** What the entry says, shortly; due dates stand in a column of their own. */
function said(fields: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(fields).filter(([name]) => name !== 'due');
  return parts.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : String(value)}`).join('; ');
}
