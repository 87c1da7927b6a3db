/** `quittance rules activate` and `rules deactivate`. */
import type { CommandAnswer } from '../../http/command-sender.js';
import { packName } from '../../rules/index.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { packFileText, packNamed } from './pack-file.js';
import { packOfFile } from './rules-test.js';

const DONE = {
  on: { en: 'decides from now on.', zh: '自现在起启用。' },
  off: { en: 'decides nothing from now on.', zh: '自现在起停用。' },
} as const;

/** What a name or file asks to activate, and how it is called. */
function meant(called: string): { readonly body: object; readonly name: string } {
  const named = packNamed(called);
  if (!named) return { name: packName(packOfFile(called)), body: { yaml: packFileText(called) } };
  if (named.version === undefined) {
    const message = `Say which version: quittance rules activate ${called}@1. 'quittance rules list' shows them.`;
    throw new CliError(EXIT.usage, message, { pack: called });
  }
  return { name: called, body: named };
}

export async function rulesActivate(cli: Cli, called: string): Promise<void> {
  const { body, name } = meant(called);
  await withLedger(cli, { what: 'rules activate' }, async (door) => {
    const answer = await door.post<CommandAnswer>('/v1/rule-packs/activations', body);
    await cli.out.answer({ pack: name, ...answer }, () => [`${name} ${DONE.on[cli.lang]}`]);
  });
}

export async function rulesDeactivate(cli: Cli, pack: string, reason: string): Promise<void> {
  await withLedger(cli, { what: 'rules deactivate' }, async (door) => {
    const path = `/v1/rule-packs/${encodeURIComponent(pack)}/deactivations`;
    const answer = await door.post<CommandAnswer>(path, { reason });
    await cli.out.answer({ pack, ...answer }, () => [`${pack} ${DONE.off[cli.lang]}`]);
  });
}
