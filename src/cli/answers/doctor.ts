/** `quittance doctor`: looks at the house from outside, then asks whoever has the ledger open. */
import { hasLedger } from '../../store-place.js';
import { acquireLedgerLock } from '../../store/sqlite/lock.js';
import { withLedger, type Cli } from '../cli.js';
import { fail, ok, type Finding } from '../doctor/finding.js';
import { checkDisk, checkFiles, checkFolder, checkKeysFile, checkNode } from '../doctor/house.js';
import { EXIT, type ExitCode } from '../exit.js';
import { endingOf } from '../failure.js';
import { holderText, noLedger } from '../ledger/connect.js';
import { readSideCaughtUp } from '../ledger/read-side.js';
import type { LedgerFindings } from '../local/doctor.controller.js';
import { padded } from '../text/width.js';

export async function doctor(cli: Cli): Promise<ExitCode> {
  const { data } = cli.config;
  if (!hasLedger(cli.config)) throw noLedger(cli.config);
  // The lock makes the folder where facts and keys are elsewhere and there is none yet.
  const lock = checkLock(data);
  const findings = [checkNode(), checkFolder(data), checkDisk(data), lock];
  const keys = cli.config.keys === '' ? checkKeysFile(data) : undefined;
  // Opening the ledger would begin a new keys.db in the place of the lost one.
  findings.push(...(keys ? [keys] : await openLedger(cli)));
  // After it was opened: until then what a killed process left in the log is not yet in the file.
  findings.push(...checkFiles(data));
  const healthy = findings.every(({ health }) => health !== 'fail');
  await cli.out.answer({ healthy, findings }, () => lines(findings));
  return healthy ? EXIT.ok : EXIT.fault;
}

function checkLock(folder: string): Finding {
  const lock = acquireLedgerLock(folder, { what: 'doctor' });
  if ('heldBy' in lock) return ok('Lock', `held by ${holderText(lock.heldBy)}`);
  lock.release();
  return ok('Lock', 'free');
}

async function openLedger(cli: Cli): Promise<readonly Finding[]> {
  try {
    return await withLedger(cli, { what: 'doctor' }, async (door) => {
      await readSideCaughtUp(door);
      return (await door.get<LedgerFindings>('/local/doctor')).findings;
    });
  } catch (error) {
    return [
      fail('Ledger', `does not open: ${endingOf(error).message}`, 'Do what the line says; the checks below say more.'),
    ];
  }
}

function lines(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings.flatMap(({ check, health, found, advice }) => {
    const line = `${padded(health, 4)}  ${padded(check, width)}  ${found}`;
    return advice === undefined ? [line] : [line, `${' '.repeat(width + 8)}${advice}`];
  });
}
