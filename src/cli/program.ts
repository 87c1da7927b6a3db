/** The command line: every noun with its verbs. Only what is needed to read it is loaded here. */
import { Command, Option } from 'commander';
import { accessCommands } from './commands/access.js';
import { auditCommands } from './commands/audit.js';
import { backupCommands } from './commands/backup.js';
import { caseCommands } from './commands/case.js';
import { clearanceCommands } from './commands/clearance.js';
import { configCommands } from './commands/config.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { eventCommands } from './commands/events.js';
import { findingsCommands } from './commands/findings.js';
import { importCommand } from './commands/import.js';
import { keyCommands } from './commands/key.js';
import { keysCommands } from './commands/keys.js';
import { partyCommands } from './commands/party.js';
import { planCommands } from './commands/plan.js';
import { portfolioCommands } from './commands/portfolio.js';
import { projectionCommands } from './commands/projection.js';
import { privacyCommands } from './commands/privacy.js';
import { reportingCommands } from './commands/reporting.js';
import { registerCommands } from './commands/register.js';
import { reportCommands } from './commands/report.js';
import { rulesCommands } from './commands/rules.js';
import { serveCommand } from './commands/serve.js';
import { storeCommands } from './commands/store.js';
import { verifyCommand } from './commands/verify.js';
import { worklistCommand } from './commands/worklist.js';
import { promiseCommands } from './commands/promise.js';
import { settlementCommands } from './commands/settlement.js';
import { sealCommands } from './commands/seal.js';
import { witnessCommands } from './commands/witness.js';
import { packageVersion } from './version.js';

const EXIT_CODES = `
Exit codes: 0 ok, 1 fault, 2 usage or bad input, 3 rows rejected, 4 not found, 5 ambiguous reference,
6 ledger in use, 7 disk full; 'verify': 20 + the first step that fails;
'audit verify': 31 changed, 32 missing, 33 extra, 34 reordered.`;

export function buildProgram(): Command {
  const program = new Command('quittance')
    .description('An event-sourced ledger for debt collection.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .option('--data <folder>', 'folder of the ledger (QUITTANCE_DATA)')
    .option('--json', 'one JSON document on stdout, everything else on stderr')
    .addOption(new Option('--lang <language>', 'language of printed answers (QUITTANCE_LANG)').choices(['en', 'zh']))
    .addHelpText('after', EXIT_CODES);
  serveCommand(program);
  demoCommand(program);
  importCommand(program);
  caseCommands(program);
  partyCommands(program);
  promiseCommands(program);
  planCommands(program);
  settlementCommands(program);
  portfolioCommands(program);
  reportCommands(program);
  findingsCommands(program);
  projectionCommands(program);
  worklistCommand(program);
  registerCommands(program);
  clearanceCommands(program);
  rulesCommands(program);
  privacyCommands(program);
  eventCommands(program);
  keyCommands(program);
  keysCommands(program);
  accessCommands(program);
  configCommands(program);
  doctorCommand(program);
  auditCommands(program);
  sealCommands(program);
  witnessCommands(program);
  backupCommands(program);
  storeCommands(program);
  reportingCommands(program);
  verifyCommand(program);
  settle(program);
  return program;
}

/** Settings that commander does not hand down: errors are thrown, help names the global options. */
function settle(command: Command): void {
  command.exitOverride().configureHelp({ showGlobalOptions: true, sortSubcommands: false });
  command.configureOutput({ outputError: () => undefined });
  for (const child of command.commands) settle(child);
}
