/** `quittance clearance …`: may this person be contacted now, and if not, why and when? */
import type { Command } from 'commander';
import type { AskOptions } from '../answers/clearance.js';
import type { PageOptions } from '../answers/page.js';
import { example, runs } from '../runs.js';

const PARTY = 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11';
const CLEARANCE = '0c1ea001-5b1e-8c55-9d0e-6a3f5b7c9d11';

export function clearanceCommands(program: Command): void {
  const group = program.command('clearance').description('may I call now? If not: why, and when?');
  askCommand(group);
  const show = group.command('show <party> <id>').description('a decision: what was asked, what every rule said');
  example(show, `quittance clearance show ${PARTY} ${CLEARANCE}`).action(
    runs(async (cli, party: string, id: string) =>
      (await import('../answers/clearance.js')).clearanceShow(cli, party, id),
    ),
  );
  const replay = group
    .command('replay <party> <id>')
    .description('makes a decision again from what it names, and compares the two byte for byte');
  example(replay, `quittance clearance replay ${PARTY} ${CLEARANCE}`).action(
    runs(async (cli, party: string, id: string) =>
      (await import('../answers/clearance.js')).clearanceReplay(cli, party, id),
    ),
  );
  const list = group.command('list <party>').description('the clearances of a person, and what became of each');
  example(
    list
      .option('--permitted <bool>', 'true: only what was permitted; false: only what was blocked')
      .option('--as-of <date>', 'V: asked on this day or earlier (YYYY-MM-DD); today where left out')
      .option('--known-at <when>', 'K: what was known then (an instant, a date or an event id)')
      .option('--limit <rows>', 'rows on one page', '100')
      .option('--after <cursor>', 'the next page: what the page before printed'),
    `quittance clearance list ${PARTY} --permitted false`,
  ).action(
    runs(async (cli, party: string, options: PageOptions & { readonly permitted?: string }) =>
      (await import('../answers/clearance.js')).clearanceList(cli, party, options),
    ),
  );
}

function askCommand(group: Command): void {
  const ask = group
    .command('ask <party>')
    .description('asks all rules, and records the answer; a permit reserves its attempt');
  ask
    .requiredOption('--channel <channel>', 'phone, sms, email, letter, visit or chat')
    .option('--case <ref>', 'the case; every case of the person where left out')
    .option('--portfolio <name>', 'name or id of the portfolio in which the case is')
    .option('--purpose <code>', 'COLLECTION where left out')
    .option('--role <code>', 'in which role; as linked to the case where left out')
    .option('--point <id>', 'contact point of the party')
    .option('--mode <mode>', 'how a call is dialled: MANUAL, PREDICTIVE, PRERECORDED or AI')
    .option('--at <instant>', 'when it is to be made; now where left out')
    .option('--debts <ids...>', 'debts that it is about; all where left out')
    .option('--staff <ref>', 'who would make it')
    .option('--strict', 'exit with 3 where it is blocked');
  example(
    ask,
    `quittance clearance ask ${PARTY} --channel phone --case CC-000001`,
    `quittance clearance ask ${PARTY} --channel visit --at 2026-03-10T14:05:00+01:00 --strict --json`,
  ).action(
    runs(async (cli, party: string, options: AskOptions) =>
      (await import('../answers/clearance.js')).clearanceAsk(cli, party, options),
    ),
  );
}
