/** `quittance key create|list|revoke`. */
import type { ApiKey } from '../../access/api-keys.js';
import { withLedger, type Cli } from '../cli.js';
import { tableLines } from '../text/table.js';
import { momentText } from '../text/when.js';
import { word } from '../text/words.js';

export interface CreateKeyOptions {
  readonly name?: string;
  readonly role: string;
}

export async function keyCreate(cli: Cli, { name = 'cli', role }: CreateKeyOptions): Promise<void> {
  await withLedger(cli, { what: 'key create', creates: true }, async (door) => {
    const made = await door.postOnce<{ readonly key: ApiKey; readonly text: string }>('/v1/keys', { name, role });
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
          { head: word('id', lang), cell: ({ id }) => id },
          { head: word('name', lang), cell: ({ name }) => name },
          { head: word('role', lang), cell: ({ role }) => role },
          { head: word('created', lang), cell: ({ created }) => momentText(created, lang) },
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
