/** Tells a fact in plain sentences, with the personal values that its reader may see. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { DisclosePort } from '../../src/ledger/ports.js';
import { NOT_FOR_YOU, type Words } from '../read/words.js';
import { sentence, type Locale } from './sentences/index.js';

export interface Telling extends Words {
  readonly sentence: Readonly<Record<Locale, string>>;
}

/** @param discloses whether this reader sees personal values. */
export async function tell(
  vault: DisclosePort,
  fact: LedgerFact,
  currency: string | undefined,
  discloses: boolean,
): Promise<Telling> {
  const fields = discloses && fact._sd ? await vault.open(fact) : {};
  const restricted = discloses && (await vault.isRestricted(fact));
  const words = { fields, restricted, currency };
  const told = { en: sentence(fact, words, 'en'), zh: sentence(fact, words, 'zh') };
  if (!fact._sd) return { sentence: told };
  if (!discloses) return { sentence: told, ...NOT_FOR_YOU };
  return { sentence: told, words: fields, ...(restricted ? { restricted } : {}) };
}
