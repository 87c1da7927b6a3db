/** What the settings say of those who vouch for the seal: witnesses and a time-stamping authority. */
import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from './config.js';
import { FormatError } from './seal/format-error.js';
import { readWitnessPolicy, NO_WITNESSES, type WitnessPolicy } from './sealer/witnesses/witness-policy.js';
import { certificatesOfPem } from './seal/timestamp/pem.js';
import type { Authority } from './sealer/anchors/anchor-desk.js';

/** Throws ConfigError. */
export function witnessesOf({ witnesses }: Pick<Config, 'witnesses'>): WitnessPolicy {
  if (witnesses === '') return NO_WITNESSES;
  const inline = /^\s*(?:witness|group|quorum|log)\s/.test(witnesses);
  const text = inline ? witnesses.replaceAll(';', '\n') : fileOf('QUITTANCE_WITNESSES', witnesses);
  return read('QUITTANCE_WITNESSES', () => readWitnessPolicy(text));
}

/** Undefined where none is configured. Throws ConfigError. */
export function authorityOf({ tsaUrl, tsaCa }: Pick<Config, 'tsaUrl' | 'tsaCa'>): Authority | undefined {
  if (tsaUrl === '' && tsaCa === '') return undefined;
  if (tsaUrl === '' || tsaCa === '') {
    throw new ConfigError('QUITTANCE_TSA_URL and QUITTANCE_TSA_CA belong together: set both, or none.');
  }
  const pem = fileOf('QUITTANCE_TSA_CA', tsaCa);
  return { url: tsaUrl, pem, certificates: read('QUITTANCE_TSA_CA', () => certificatesOfPem(pem)) };
}

function fileOf(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${setting}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
}

function read<T>(setting: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormatError) throw new ConfigError(`${setting}: ${error.message}.`);
    throw error;
  }
}
