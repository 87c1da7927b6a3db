/** `quittance reporting setup|grant|revoke|list`. */
import type { Reader } from '../../../projections/reporting/readers.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { tableLines } from '../text/table.js';
import { momentText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface RevokeOptions {
  readonly portfolio?: readonly string[];
}

export interface GrantOptions extends RevokeOptions {
  readonly all?: boolean;
}

export async function reportingSetup(cli: Cli): Promise<void> {
  await withLedger(cli, { what: 'reporting setup' }, async (door) => {
    const answer = await door.post<{ readonly views: readonly string[] }>('/local/reporting/setup', {});
    cli.out.note('docs/reporting-sql.md describes them. Grant them to logins that the database has.');
    await cli.out.answer(answer, () => answer.views.map((name) => `report.${name}`));
  });
}

export async function reportingGrant(cli: Cli, login: string, { portfolio, all }: GrantOptions): Promise<void> {
  if ((portfolio === undefined) === (all !== true)) {
    throw new CliError(EXIT.usage, 'Name portfolios with --portfolio, or say --all.');
  }
  await withLedger(cli, { what: 'reporting grant' }, async (door) => {
    const reader = await door.post<Reader>('/local/reporting/grants', { login, portfolios: portfolio, all });
    await cli.out.answer(reader, () => lines([reader], cli.lang));
  });
}

export async function reportingRevoke(cli: Cli, login: string, { portfolio }: RevokeOptions): Promise<void> {
  await withLedger(cli, { what: 'reporting revoke' }, async (door) => {
    const body = { login, portfolios: portfolio };
    const answer = await door.post<{ readonly revoked: string }>('/local/reporting/revocations', body);
    await cli.out.answer(answer, () => [`Revoked ${answer.revoked}.`]);
  });
}

export async function reportingList(cli: Cli): Promise<void> {
  await withLedger(cli, { what: 'reporting list' }, async (door) => {
    const list = await door.get<{ readonly readers: readonly Reader[] }>('/local/reporting');
    await cli.out.answer(list, () => lines(list.readers, cli.lang));
  });
}

function lines(readers: readonly Reader[], lang: Language): string[] {
  if (readers.length === 0) return [word('none', lang)];
  return tableLines(
    [
      { head: word('name', lang), cell: ({ login }) => login ?? '–' },
      { head: word('portfolio', lang), cell: ({ portfolios }) => portfolios?.join(' ') ?? '*' },
      { head: word('created', lang), cell: ({ since }) => momentText(since, lang) },
      { head: word('by', lang), cell: ({ grantedBy }) => grantedBy },
    ],
    readers,
  );
}
