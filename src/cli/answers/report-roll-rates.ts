/** `quittance report roll-rates`: where the accounts of each bucket went between two days. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import type { Outcome } from '../../../projections/delinquency/roll-rates.calc.js';
import type { BucketRoll, RollRates } from '../../../projections/delinquency/roll-rates.query.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioMeant } from '../ledger/references.js';
import { headLine } from '../text/head.js';
import { shareText } from '../text/share.js';
import { tableLines, type Column } from '../text/table.js';
import { word, type Language, type Word } from '../text/words.js';

export interface RollRatesOptions {
  readonly from: string;
  readonly to: string;
  readonly portfolio?: string;
  readonly knownAt?: string;
  readonly table?: string;
}

const OUTCOME_WORDS: Readonly<Record<Outcome, Word>> = {
  cured: 'cured',
  'roll-back': 'rollBack',
  stabilised: 'stabilised',
  'roll-forward': 'rollForward',
  'paid-off': 'paidOff',
  'charged-off': 'chargedOff',
  unknown: 'unknownRoll',
};

export async function reportRollRates(cli: Cli, options: RollRatesOptions): Promise<void> {
  const { from, to, knownAt, table } = options;
  await withLedger(cli, { what: 'report roll-rates' }, async (door) => {
    const { id: portfolio } = await portfolioMeant(door, options.portfolio);
    const answer = await door.get<RollRates>('/v1/roll-rates', { portfolio, from, to, knownAt, table });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: RollRates, lang: Language, cut: boolean): string[] {
  const { name, from, to, table, currencies } = answer;
  return [
    `${name}: ${word('period', lang)} ${from} – ${to}, ${word('bucketTable', lang)} ${table.name}`,
    '',
    ...(currencies.length === 0 ? [word('none', lang), ''] : []),
    ...currencies.flatMap(({ currency, buckets }) => [...tableLines(columns(currency, lang), buckets), '']),
    headLine(answer, lang, cut),
  ];
}

/** Of the accounts of a bucket, how many went where and which part of them; and the net flow of money. */
function columns(currency: string | null, lang: Language): Column<BucketRoll>[] {
  const outcomes = Object.entries(OUTCOME_WORDS) as [Outcome, Word][];
  return [
    { head: word('bucket', lang), cell: ({ bucket }) => bucket },
    { head: word('accounts', lang), align: 'right', cell: ({ accounts }) => accounts },
    {
      head: word('owing', lang),
      align: 'right',
      cell: ({ balance }) => moneyText(balance, currency ?? undefined, lang),
    },
    ...outcomes.map(([outcome, head]): Column<BucketRoll> => ({
      head: word(head, lang),
      align: 'right',
      cell: (row) => outcomeText(row, outcome),
    })),
    { head: word('flow', lang), align: 'right', cell: ({ flow }) => flow && shareText(flow.bps) },
  ];
}

function outcomeText({ outcomes }: BucketRoll, outcome: Outcome): string | null {
  const found = outcomes.find((each) => each.outcome === outcome);
  return found && found.accounts > 0 ? `${found.accounts} (${shareText(found.shareBps) ?? ''})` : null;
}
