/** `quittance case difference REF`: what two answers disagree on, fact by fact and figure by figure. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { CaseDifference, UnsharedFact } from '../../../projections/difference/case-difference.query.js';
import type { FigureChange } from '../../../projections/difference/difference.calc.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { DifferenceOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines } from '../text/table.js';
import { momentText } from '../text/when.js';
import { plainLine } from '../text/width.js';
import { word, type Language, type Word } from '../text/words.js';

export async function caseDifference(cli: Cli, ref: string, options: DifferenceOptions): Promise<void> {
  const { portfolio, ...when } = options;
  await withLedger(cli, { what: 'case difference' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CaseDifference>(`/v1/cases/${id}/difference`, { ...when });
    await cli.out.answer(answer, () => lines(answer, cli.lang, options.against !== undefined));
  });
}

function lines(answer: CaseDifference, lang: Language, cutsAgainst: boolean): string[] {
  const { ref, case: id, facts, figures, asOf, against } = answer;
  const numbers = new Map(facts.map((fact, i) => [fact.id, i + 1]));
  return [
    `${word('case', lang)} ${plainLine(ref === null ? id : `${ref} (${id})`)}`,
    '',
    ...facts.flatMap((fact, i) => factLines(fact, i + 1, lang)),
    ...(facts.length === 0 ? [] : ['']),
    ...(figures.length === 0 ? [word('same', lang)] : figureLines(answer, numbers, lang)),
    '',
    headLine(answer, lang, true),
    `${word('against', lang)}: ${headLine({ ...against, asOf }, lang, cutsAgainst)}`,
  ];
}

function factLines({ at, rec, lateDays, sentence }: UnsharedFact, number: number, lang: Language): string[] {
  const late = lateDays === 0 ? '' : ` (${lateDays} ${word('lateBy', lang)})`;
  const times = `${momentText(at, lang)}; ${word('recorded', lang)} ${momentText(rec, lang)}${late}`;
  return [`#${number}  ${times}`, `    ${plainLine(sentence[lang])}`];
}

function figureLines(
  { figures, currency }: CaseDifference,
  numbers: ReadonlyMap<string, number>,
  lang: Language,
): string[] {
  const shown = (value: number | string | null, change: FigureChange): string | null => {
    if (typeof value !== 'number') return value === null ? null : stateText(change, value, lang);
    return isMoney(change) ? moneyText(value, currency ?? undefined, lang) : String(value);
  };
  return tableLines(
    [
      { head: word('figure', lang), cell: (change: FigureChange) => nameOf(change, lang) },
      { head: word('before', lang), align: 'right', cell: (change) => shown(change.before, change) },
      { head: word('after', lang), align: 'right', cell: (change) => shown(change.after, change) },
      { head: word('difference', lang), align: 'right', cell: (change) => shown(change.delta, change) },
      {
        head: word('causes', lang),
        cell: ({ causes }) =>
          causes.map(({ event }) => (numbers.has(event) ? `#${numbers.get(event)}` : event)).join(' '),
      },
    ],
    figures,
  );
}

const MONEY = new Set(['net', 'held', 'component']);

function isMoney({ figure }: FigureChange): boolean {
  return MONEY.has(figure);
}

const NAMES: Readonly<Record<string, Word>> = {
  net: 'net',
  held: 'held',
  contacts: 'contacts',
  complaints: 'complaints',
  disputes: 'disputes',
  placements: 'placements',
  stage: 'stage',
  assignee: 'assignee',
  promise: 'promiseOf',
  complaint: 'complaintOf',
  'complaint-due': 'complaintDue',
  dispute: 'disputeOf',
  'dispute-hold': 'disputeHold',
};

function nameOf({ figure, of }: FigureChange, lang: Language): string {
  if (figure === 'component') return `  ${codeText('component', of ?? '', lang) ?? of}`;
  const name = NAMES[figure];
  const text = name === undefined ? figure : word(name, lang);
  return of === null ? text : `${text} ${of.slice(0, 8)}`;
}

function stateText({ figure }: FigureChange, value: string, lang: Language): string {
  return (figure === 'promise' ? codeText('promiseOutcome', value, lang) : undefined) ?? value;
}
