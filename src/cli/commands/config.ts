/** `quittance config show`: every setting, where it comes from and what it means; secrets are masked. */
import type { Command } from 'commander';
import { SETTINGS, type Config } from '../../config.js';
import type { Cli } from '../cli.js';
import { example, runs } from '../runs.js';
import { tableLines } from '../text/table.js';
import { word } from '../text/words.js';

const MASK = '********';

export function configCommands(program: Command): void {
  const group = program.command('config').description('settings');
  const show = group.command('show').description('every setting, its value, its default and what it means');
  example(show, 'quittance config show').action(runs((cli) => configShow(cli)));
}

async function configShow({ config, out, lang }: Cli): Promise<void> {
  const settings = (Object.keys(SETTINGS) as (keyof Config)[]).map((key) => {
    const { name, default: standard, meaning } = SETTINGS[key];
    const secret = 'secret' in SETTINGS[key] && config[key] !== '';
    const value = typeof config[key] === 'object' ? config[key].join() : config[key];
    return { name, value: secret ? MASK : value, default: standard, meaning };
  });
  await out.answer({ settings }, () =>
    tableLines(
      [
        { head: word('setting', lang), cell: ({ name }) => name },
        { head: word('value', lang), cell: ({ value }) => value },
        { head: word('standard', lang), cell: (setting) => setting.default },
        { head: word('meaning', lang), cell: ({ meaning }) => meaning },
      ],
      settings,
    ),
  );
}
