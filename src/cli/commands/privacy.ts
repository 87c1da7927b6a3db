/** `quittance privacy …`. */
import type { Command } from 'commander';
import type { EraseOptions, ExportOptions, HoldOptions, LiftOptions, RestrictOptions } from '../answers/privacy.js';
import { example, runs } from '../runs.js';

const PARTY = 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11';
const ENTRY = '8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12';
const answers = () => import('../answers/privacy.js');

export function privacyCommands(program: Command): void {
  const group = program
    .command('privacy')
    .description("personal data: erase, keep from being erased, restrict, and export for the person's own use");
  const erase = group
    .command('erase <party>')
    .description('ask for an erasure, approve it as another person, or refuse it');
  example(
    erase
      .option('--requester <who>', 'SUBJECT, REPRESENTATIVE, REGULATOR, CREDITOR or COMPANY', 'SUBJECT')
      .option(
        '--basis <basis>',
        'REQUEST, PURPOSE_ENDED, RETENTION_EXPIRED, CONSENT_WITHDRAWN, UNLAWFUL or COURT_ORDER',
        'REQUEST',
      )
      .option('--text <words>', 'what was asked; sealed')
      .option('--approve <erasure>', 'approve this request: the keys are destroyed, or the refusal is recorded')
      .option('--refuse <erasure>', 'refuse this request')
      .option('--ground <ground>', 'LEGAL_HOLD, OPEN_CASE, RETENTION, LEGAL_CLAIM, NOT_IDENTIFIED or OTHER', 'OTHER')
      .option('--reason <text>', 'why it is refused'),
    `quittance privacy erase ${PARTY} --basis PURPOSE_ENDED`,
    `quittance privacy erase ${PARTY} --approve ${ENTRY}`,
  ).action(runs(async (cli, id: string, options: EraseOptions) => (await answers()).privacyErase(cli, id, options)));
  const hold = group
    .command('hold <party-or-case>')
    .description('place a legal hold, ask for its release, or release it');
  example(
    hold
      .option('--ground <ground>', 'LITIGATION, INVESTIGATION, REGULATOR, AUDIT or OTHER', 'OTHER')
      .option('--matter <reference>', 'the proceeding that it is for')
      .option('--release <hold>', 'ask that this hold be released')
      .option('--approve <hold>', 'release this hold, as another person asked')
      .option('--reason <text>', 'why it is placed, or may be released'),
    `quittance privacy hold ${PARTY} --ground LITIGATION --matter court-2026-118`,
    `quittance privacy hold ${PARTY} --release ${ENTRY} --reason 'judgment is final'`,
  ).action(runs(async (cli, id: string, options: HoldOptions) => (await answers()).privacyHold(cli, id, options)));
  const restrict = group.command('restrict <party>').description('stop every use of the data but keeping it');
  example(
    restrict
      .requiredOption(
        '--ground <ground>',
        'RETENTION_RUNS, DELETION_HARD, ACCURACY_DISPUTED, UNLAWFUL, CLAIM or OBJECTION',
      )
      .option('--reason <text>', 'why'),
    `quittance privacy restrict ${PARTY} --ground RETENTION_RUNS`,
  ).action(
    runs(async (cli, id: string, options: RestrictOptions) => (await answers()).privacyRestrict(cli, id, options)),
  );
  const lift = group.command('lift <party> <restriction>').description('lift a restriction');
  example(
    lift.requiredOption('--reason <text>', 'why it may be lifted'),
    `quittance privacy lift ${PARTY} ${ENTRY} --reason 'accuracy confirmed'`,
  ).action(
    runs(async (cli, id: string, restriction: string, options: LiftOptions) =>
      (await answers()).privacyLift(cli, id, restriction, options),
    ),
  );
  const data = group.command('export <party>').description('every personal value of a person, for that person');
  example(
    data.requiredOption('-o, --output <file>', 'a new file; only its owner may read it'),
    `quittance privacy export ${PARTY} -o personal-data.json`,
  ).action(runs(async (cli, id: string, options: ExportOptions) => (await answers()).privacyExport(cli, id, options)));
}
