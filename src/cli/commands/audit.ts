/** `quittance audit …`. */
import type { Command } from 'commander';
import type { AuditExportOptions } from '../answers/audit-export.js';
import { example, reads, runs } from '../runs.js';

export function auditCommands(program: Command): void {
  const group = program
    .command('audit')
    .description('is the ledger what was sealed; and the file that proves it to others');
  const verify = group
    .command('verify')
    .description('make every leaf, chain, map of heads and root again from the facts, and compare them with the seal');
  example(verify, 'quittance audit verify', 'quittance audit verify --data ./data --json')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing differs, 4 nothing was sealed yet, 31 changed, 32 missing, 33 extra, 34 reordered\n' +
        '(the first of these that was found). It reads beside a server, and needs no lock.',
    )
    .action(runs(async (cli) => (await import('../answers/audit-verify.js')).auditVerify(cli)));
  exportCommand(group);
}

function exportCommand(group: Command): void {
  const command = group
    .command('export [ref]')
    .description('everything on a case, or on cases of a portfolio, in one file that verifies offline');
  example(
    reads(command)
      .requiredOption('-o, --output <file>', 'a new file; only its owner may read it')
      .option('--cases <file>', 'of the portfolio only these cases: one id or reference a line')
      .option('--redact <role>', 'leave out what this role may not see')
      .option('--fresh', 'seal everything recorded so far first')
      .option('--without <list>', 'leave out pdf, html or both: pdf,html')
      .option('--known-checkpoint <file>', 'a checkpoint that the reader keeps: the pack proves that it extends it')
      .option('--force', 'replace the file where there is one'),
    'quittance audit export S109961 -o S109961.zip --redact auditor',
    'quittance audit export --portfolio traffic-fines --cases chosen.txt -o fines.zip --without pdf,html',
  ).action(
    runs(async (cli, ref: string | undefined, options: AuditExportOptions) =>
      (await import('../answers/audit-export.js')).auditExport(cli, ref, options),
    ),
  );
}
