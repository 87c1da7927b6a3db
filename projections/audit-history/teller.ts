/** Tells a fact in plain sentences, with the personal values that its reader may see. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { DisclosePort } from '../../src/ledger/ports.js';
import { sentence, type Locale } from './sentences/index.js';

export interface Telling {
  readonly sentence: Readonly<Record<Locale, string>>;
  /** Personal values: opened, null where erased; absent where this reader may not see them. */
  readonly words?: Readonly<Record<string, string | null>>;
  /** The values are there, and processing is restricted: nobody opens them. */
  readonly restricted?: true;
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
  if (!fact._sd || !discloses) return { sentence: told };
  return { sentence: told, words: fields, ...(restricted ? { restricted } : {}) };
}
