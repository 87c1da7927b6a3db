/**
 * The sample ledger of the program of this moment, made once and copied for each test that begins with it: loading the
 * book is what `quittance demo` is tested for elsewhere.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { compiledCheckout } from '../support/compiled.js';
import type { Installation } from './cli-installation.js';

/** Puts the sample ledger of today, as `quittance demo --no-serve` makes it, into a folder that is not there yet. */
export async function sampleLedger(home: Installation, folder: string): Promise<void> {
  const kept = `${await compiledCheckout()}.sample-${new Date().toISOString().slice(0, 10)}`;
  if (!existsSync(kept)) {
    const made = `${kept}.${randomUUID()}`;
    expect(await home.run(['demo', '--no-serve', '--data', made])).toMatchObject({ code: 0 });
    try {
      renameSync(made, kept);
    } catch (error) {
      // Another process was first: its ledger is of the same program.
      rmSync(made, { recursive: true, force: true });
      if (!existsSync(kept)) throw error;
    }
  }
  cpSync(kept, folder, { recursive: true });
}
