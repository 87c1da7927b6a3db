/** docs/operations.md names nothing that is not there: commands, options, metrics, settings, alerts. */
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { buildProgram } from '../../src/cli/program.js';
import { SETTINGS } from '../../src/config.js';
import { metrics, metricsIn, series } from './house.js';

const PAGE = readFileSync('docs/operations.md', 'utf8');

/** The words of each `quittance …` of the page, up to a comment. */
const NAMED = [...PAGE.matchAll(/(?:`|^)quittance ([^`#\n]*)/gm)].map(([, words = '']) => words.trim().split(/\s+/));

/** What is left of the words once the command is found; undefined where there is none. */
function rest(words: readonly string[]): { readonly command: Command; readonly words: readonly string[] } {
  let command = buildProgram();
  let at = 0;
  for (;;) {
    const next = command.commands.find((each) => each.name() === words[at]);
    if (!next) return { command, words: words.slice(at) };
    command = next;
    at += 1;
  }
}

it('names commands that exist, with options that they take', () => {
  expect(NAMED.length).toBeGreaterThan(20);
  for (const named of NAMED.filter(([first]) => first !== '…')) {
    const { command, words } = rest(named);
    const where = named.join(' ');
    expect([where, command.name()]).not.toEqual([where, 'quittance']);
    const own = [command, ...(command.parent ? [command.parent] : [])].flatMap(({ options }) =>
      options.map(({ long }) => long),
    );
    for (const option of words.filter((word) => word.startsWith('--'))) {
      expect([where, option, [...own, '--data', '--json'].includes(option)]).toEqual([where, option, true]);
    }
  }
});

it('names metrics and settings that exist', async () => {
  const known = new Set((await metrics()).flatMap((each) => [each.name, ...series(each)]));
  const named = metricsIn(PAGE);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const settings = new Set<string>(Object.values(SETTINGS).map(({ name }) => name));
  expect((PAGE.match(/QUITTANCE_[A-Z_]+/g) ?? []).filter((name) => !settings.has(name))).toEqual([]);
});

it('says of each trouble how it shows, what to run and what to expect', () => {
  const sections = PAGE.split(/^## /m).slice(2);
  expect(sections).toHaveLength(12);
  for (const section of sections) {
    for (const part of ['**Shows as**', '**Run**', '**Expect**']) expect(section).toContain(part);
  }
});
