/** `quittance case history REF`: the chronicle for people, both times, with the balance after each fact. */
import type { AuditHistory, ToldEntry } from '../../../projections/audit-history/audit-history.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { padded, plainLine } from '../text/width.js';
import { dateText, momentText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export async function caseHistory(cli: Cli, ref: string, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'case history' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const history = await door.get<AuditHistory>(`/v1/cases/${id}/history`, { asOf, knownAt });
    await cli.out.answer(history, () => lines(history, cli.lang, knownAt !== undefined));
  });
}

function lines(history: AuditHistory, lang: Language, cut: boolean): string[] {
  const { entries, ref, case: id } = history;
  const numbers = new Map(entries.map((entry, i) => [entry.id, i + 1]));
  const digits = String(entries.length).length;
  return [
    `${word('case', lang)} ${plainLine(ref === null ? id : `${ref} (${id})`)}`,
    '',
    ...entries.flatMap((entry, i) => {
      const number = padded(String(i + 1), digits, 'right');
      const indent = ' '.repeat(digits + 2);
      const [first, ...rest] = entryLines(entry, history, numbers, lang);
      return [`${number}  ${first}`, ...rest.map((line) => indent + line)];
    }),
    '',
    headLine(history, lang, cut),
  ];
}

function entryLines(
  entry: ToldEntry,
  { currency }: AuditHistory,
  numbers: ReadonlyMap<string, number>,
  lang: Language,
): string[] {
  const { at, eff, rec, by, balance } = entry;
  const effective = at.slice(0, 10) === eff ? '' : ` (${word('effective', lang)} ${dateText(eff, lang)})`;
  const times = `${momentText(at, lang)}${effective}; ${word('recorded', lang)} ${momentText(rec, lang)}`;
  const after = `${word('balance', lang)} ${moneyText(balance.after, currency ?? undefined, lang)}`;
  const marks = marksOf(entry, numbers, lang);
  return [
    `${times}; ${word('by', lang)} ${plainLine(by)}; ${after}`,
    plainLine(entry.sentence[lang]),
    ...(marks.length === 0 ? [] : [`[${marks.join('; ')}]`]),
  ];
}

/** Late facts, flags, and what corrects what, by its number in this history. */
function marksOf(
  { flags, corrects, correctedBy }: ToldEntry,
  numbers: ReadonlyMap<string, number>,
  lang: Language,
): string[] {
  const named = (id: string): string => (numbers.has(id) ? `#${numbers.get(id)}` : id);
  const marks = flags.map((flag) =>
    flag === 'late-entry' ? word('late', lang) : (codeText('flag', flag, lang) ?? flag),
  );
  if (corrects !== undefined) marks.push(`${word('corrects', lang)} ${named(corrects)}`);
  if (correctedBy.length > 0) marks.push(`${word('corrected', lang)} ${correctedBy.map(named).join(', ')}`);
  return marks;
}
