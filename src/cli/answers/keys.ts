/** `quittance key create|list|rotate|revoke`. */
import type { ApiKey, MadeKey } from '../../access/api-keys.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { tableLines } from '../text/table.js';
import { momentText } from '../text/when.js';
import { word } from '../text/words.js';

export interface CreateKeyOptions {
  readonly name?: string;
  readonly role: string;
  /** Names or ids with commas between. */
  readonly portfolio?: string;
  readonly expires?: string;
  readonly personalData?: boolean;
}

export interface RotateKeyOptions {
  /** `24h`, `7d`. */
  readonly overlap?: string;
}

export async function keyCreate(cli: Cli, options: CreateKeyOptions): Promise<void> {
  const { name = 'cli', role, portfolio, expires, personalData } = options;
  const portfolios = portfolio?.split(',').map((each) => each.trim());
  const body = { name, role, portfolios, expires, personalData };
  await withLedger(cli, { what: 'key create', creates: true }, async (door) => {
    const made = await door.postOnce<MadeKey>('/v1/keys', body);
    cli.out.note('The key is shown only now. Keep it where secrets are kept.');
    await cli.out.answer({ ...made.key, key: made.text }, () => [made.text]);
  });
}

export async function keyList(cli: Cli): Promise<void> {
  const { lang } = cli;
  await withLedger(cli, { what: 'key list' }, async (door) => {
    const list = await door.get<{ readonly keys: readonly ApiKey[] }>('/v1/keys');
    await cli.out.answer(list, () => {
      if (list.keys.length === 0) return [word('none', lang)];
      return tableLines(
        [
          { head: word('id', lang), cell: ({ prefix }) => prefix },
          { head: word('name', lang), cell: ({ name }) => name },
          { head: word('role', lang), cell: ({ role }) => role },
          { head: word('created', lang), cell: ({ created }) => momentText(created, lang) },
          { head: word('keyExpires', lang), cell: ({ expires }) => expires && momentText(expires, lang) },
          { head: word('lastUsed', lang), cell: ({ lastUsed }) => lastUsed },
          { head: word('bound', lang), cell: ({ portfolios }) => portfolios && String(portfolios.length) },
          { head: word('revoked', lang), cell: ({ revoked }) => revoked && momentText(revoked, lang) },
        ],
        list.keys,
      );
    });
  });
}

export async function keyRevoke(cli: Cli, id: string): Promise<void> {
  await withLedger(cli, { what: 'key revoke' }, async (door) => {
    const answer = await door.post<{ readonly revoked: string }>(`/v1/keys/${encodeURIComponent(id)}/revocations`, {});
    await cli.out.answer(answer, () => [`Revoked ${answer.revoked}.`]);
  });
}

export async function keyRotate(cli: Cli, id: string, { overlap }: RotateKeyOptions): Promise<void> {
  const overlapHours = overlap === undefined ? undefined : hoursOf(overlap);
  await withLedger(cli, { what: 'key rotate' }, async (door) => {
    const path = `/v1/keys/${encodeURIComponent(id)}/rotations`;
    const made = await door.postOnce<MadeKey>(path, { overlapHours });
    const { oldUntil } = made.key;
    cli.out.note('The key is shown only now. Keep it where secrets are kept.');
    cli.out.note(
      oldUntil === null ? 'The old one is over.' : `The old one is valid until ${momentText(oldUntil, cli.lang)}.`,
    );
    await cli.out.answer({ ...made.key, key: made.text }, () => [made.text]);
  });
}

/** Whole hours of `36h` or `7d`. */
function hoursOf(text: string): number {
  const match = /^(\d{1,4})([hd])$/.exec(text);
  if (match) return Number(match[1]) * (match[2] === 'd' ? 24 : 1);
  throw new CliError(EXIT.usage, `--overlap is a number of hours or days, such as 24h or 7d; it was '${text}'.`);
}
