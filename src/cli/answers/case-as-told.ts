/** `quittance case as-told REF --at T`: the screen of a case at a minute, as known then. */
import type { AsTold } from '../../../projections/as-told/as-told.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import { headLine } from '../text/head.js';
import { pairLines } from '../text/table.js';
import { dateText, momentText, readersZone } from '../text/when.js';
import { word, type Language, type Word } from '../text/words.js';
import { componentPairs } from './case-balance.js';

export interface AsToldOptions {
  readonly at: string;
  readonly portfolio?: string;
}

export async function caseAsTold(cli: Cli, ref: string, { at, portfolio }: AsToldOptions): Promise<void> {
  await withLedger(cli, { what: 'case as-told' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const screen = await door.get<AsTold>(`/v1/cases/${id}/as-told`, { at });
    await cli.out.answer(screen, () => lines(screen, cli.lang));
  });
}

type Pair = readonly [name: string, value: string | number | null];

function lines(screen: AsTold, lang: Language): string[] {
  const { balance, currency, ref, portfolio } = screen;
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  const { open, broken } = screen.promises;
  return [
    ...pairLines([
      [word('screenAt', lang), `${momentText(screen.at, lang)} ${readersZone()}`],
      [word('case', lang), ref === null ? screen.case : `${ref} (${screen.case})`],
      [word('portfolio', lang), portfolio.name ?? portfolio.id],
      [word('product', lang), screen.product],
      [word('stage', lang), screen.stage],
      [word('assignee', lang), screen.assignee],
      [word('flags', lang), flagsText(screen, lang)],
      [word('net', lang), money(balance.net)],
      [word('held', lang), money(balance.held)],
      ...componentPairs({ components: balance.components, currency }, lang),
      ...duePairs(screen, lang),
      ...contactPairs(screen, lang),
      [word('complaints', lang), `${screen.openComplaints} ${word('open', lang)}`],
      [word('promises', lang), `${open} ${word('open', lang)}, ${broken} ${word('broken', lang)}`],
      [word('openPromise', lang), promiseText(screen, lang)],
    ]),
    '',
    headLine(screen, lang, true),
  ];
}

const FLAGS = {
  closed: 'closed',
  recalled: 'recalled',
  disputed: 'disputed',
  held: 'isHeld',
  contactStopped: 'isContactStopped',
  placed: 'isPlaced',
  chargedOff: 'isChargedOff',
} as const satisfies Record<keyof AsTold['flags'], Word>;

function flagsText({ flags }: AsTold, lang: Language): string {
  const set = Object.entries(FLAGS).filter(([flag]) => flags[flag as keyof AsTold['flags']]);
  return set.length === 0 ? word('none', lang) : set.map(([, name]) => word(name, lang)).join(', ');
}

function duePairs({ oldestDue, daysPastDue, overdue, nextDue, currency }: AsTold, lang: Language): Pair[] {
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  return [
    [word('oldestDue', lang), oldestDue === null ? null : dateText(oldestDue, lang)],
    [word('daysPastDue', lang), daysPastDue],
    [word('overdue', lang), oldestDue === null ? null : money(overdue)],
    [word('nextDue', lang), nextDue === null ? null : `${dateText(nextDue.date, lang)}: ${money(nextDue.amount)}`],
  ];
}

function contactPairs({ contacts }: AsTold, lang: Language): Pair[] {
  const { byChannel, conversations, last } = contacts;
  const counted = (today: number, sevenDays: number): string =>
    `${today} ${word('today', lang)}, ${sevenDays} ${word('sevenDays', lang)}`;
  const channels = byChannel.map(({ channel, direction, today, sevenDays }): Pair => {
    const name = `${codeText('channel', channel, lang) ?? channel}, ${codeText('direction', direction, lang) ?? direction}`;
    return [`  ${name}`, counted(today, sevenDays)];
  });
  return [
    [word('contacts', lang), channels.length === 0 ? counted(0, 0) : ' '],
    ...channels,
    [word('conversations', lang), counted(conversations.today, conversations.sevenDays)],
    [word('lastContact', lang), last === null ? null : lastText(last, lang)],
  ];
}

function lastText({ at, channel, outcome, staff }: NonNullable<AsTold['contacts']['last']>, lang: Language): string {
  const result = outcome === null ? [] : [codeText('contactOutcome', outcome, lang) ?? outcome];
  const how = codeText('channel', channel, lang) ?? channel;
  return [momentText(at, lang), how, ...result, ...(staff === null ? [] : [staff])].join(', ');
}

function promiseText({ openPromise, currency }: AsTold, lang: Language): string | null {
  if (openPromise === null) return null;
  const { amount, due } = openPromise;
  return `${moneyText(amount, currency ?? undefined, lang)}, ${word('due', lang)} ${dateText(due, lang)}`;
}
