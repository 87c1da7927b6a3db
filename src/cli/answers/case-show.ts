/** `quittance case show REF`. */
import type { CaseView } from '../../../projections/cases/case-view.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled, portfolios } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language, type Word } from '../text/words.js';
import { componentPairs } from './case-balance.js';

export async function caseShow(cli: Cli, ref: string, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'case show' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const view = await door.get<CaseView>(`/v1/cases/${id}`, { asOf, knownAt });
    if (cli.out.json) return cli.out.answer(view, () => []);
    const home = (await portfolios(door)).find((item) => item.id === view.portfolio);
    await cli.out.answer(view, () => lines(view, home?.name ?? view.portfolio, cli.lang, knownAt !== undefined));
  });
}

function lines(view: CaseView, portfolio: string, lang: Language, cut: boolean): string[] {
  const { balance, currency, promises, complaints, disputes } = view;
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  const counted = (...counts: readonly (readonly [Word | undefined, number])[]): string =>
    counts.map(([name, count]) => (name === undefined ? `${count}` : `${count} ${word(name, lang)}`)).join(', ');
  return [
    ...pairLines([
      [word('case', lang), view.ref === null ? view.id : `${view.ref} (${view.id})`],
      [word('portfolio', lang), portfolio],
      [word('product', lang), view.product],
      [word('opened', lang), `${dateText(view.opened, lang)} (${view.zone})`],
      [word('stage', lang), view.stage],
      [word('assignee', lang), view.assignee],
      ...view.parties.map(
        ({ party, roles }, i) => [i === 0 ? word('parties', lang) : '', partyText(party, roles, lang)] as const,
      ),
      [word('net', lang), money(balance.net)],
      [word('held', lang), money(balance.held)],
      ...componentPairs({ components: balance.components, currency }, lang),
      [word('promises', lang), counted(['open', promises.open], ['kept', promises.kept], ['broken', promises.broken])],
      [word('plans', lang), plansText(view, lang)],
      [word('holds', lang), view.holds.length === 0 ? null : holdsText(view, lang)],
      [word('contacts', lang), view.contacts],
      [word('complaints', lang), counted([undefined, complaints.total], ['open', complaints.open])],
      [word('disputes', lang), counted([undefined, disputes.total], ['holding', disputes.holding])],
      [word('placed', lang), word(view.placed ? 'yes' : 'no', lang)],
      [word('legal', lang), view.legalActions],
      [word('facts', lang), view.facts],
    ]),
    '',
    headLine(view, lang, cut),
  ];
}

/** Nothing where the case has no plan in force. */
function plansText({ plans }: CaseView, lang: Language): string | null {
  const kinds = ['active', 'broken', 'completed'] as const;
  const counts = kinds.filter((kind) => plans[kind] > 0).map((kind) => `${plans[kind]} ${word(kind, lang)}`);
  return counts.length === 0 ? null : counts.join(', ');
}

function holdsText({ holds }: CaseView, lang: Language): string {
  return holds
    .map(({ source, since }) => `${codeText('holdSource', source, lang)} (${dateText(since, lang)})`)
    .join(', ');
}

function partyText(party: string, roles: readonly string[], lang: Language): string {
  return `${party} (${roles.map((role) => codeText('role', role, lang) ?? role).join(', ')})`;
}
