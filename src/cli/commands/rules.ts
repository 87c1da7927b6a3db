/** `quittance rules …`: which rule packs decide, what they say, and packs of one's own. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';

export function rulesCommands(program: Command): void {
  const group = program.command('rules').description('rule packs: the law and house rules that clearances ask');
  const list = group.command('list').description('the packs: which decide, since when, which could');
  example(list, 'quittance rules list', 'quittance rules list --json').action(
    runs(async (cli) => (await import('../answers/rules.js')).rulesList(cli)),
  );
  const show = group
    .command('show <what>')
    .description('a rule by its id (US-F-1), or a pack with its rules (us, us@1)');
  example(
    show,
    'quittance rules show US-F-1',
    'quittance rules show us',
    'quittance --lang zh rules show US-F-1',
  ).action(runs(async (cli, what: string) => (await import('../answers/rules.js')).rulesShow(cli, what)));
  const test = group
    .command('test [pack]')
    .description(
      "runs the examples of a pack: a file, one that comes with the program, or the ledger's; all that come with it where left out",
    );
  example(test, 'quittance rules test', 'quittance rules test us', 'quittance rules test ./our-house.yaml').action(
    runs(async (cli, pack?: string) => (await import('../answers/rules-test.js')).rulesTest(cli, pack)),
  );
  changingCommands(group);
  const schema = group.command('schema').description('the JSON schema of a pack file, for editors');
  example(schema, 'quittance rules schema > rule-pack.schema.json').action(
    runs(async (cli) => (await import('../answers/rules-test.js')).rulesSchema(cli)),
  );
}

function changingCommands(group: Command): void {
  const activate = group
    .command('activate <pack>')
    .description('has a pack decide from now on: one that is known by name and version, or a file of your own');
  example(activate, 'quittance rules activate us@1', 'quittance rules activate ./our-house.yaml').action(
    runs(async (cli, pack: string) => (await import('../answers/rules-change.js')).rulesActivate(cli, pack)),
  );
  const deactivate = group
    .command('deactivate <pack>')
    .description('has a pack decide nothing from now on')
    .requiredOption('--reason <text>', 'why');
  example(deactivate, 'quittance rules deactivate us --reason "We left this market."').action(
    runs(async (cli, pack: string, { reason }: { readonly reason: string }) =>
      (await import('../answers/rules-change.js')).rulesDeactivate(cli, pack, reason),
    ),
  );
}
