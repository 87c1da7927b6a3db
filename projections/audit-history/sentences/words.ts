/** What a sentence needs beside the fact: opened personal values and the case's currency. */
import { readMeta } from '../../../src/ledger/envelope.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { quoted } from './plain.js';

export type Locale = 'en' | 'zh';

export interface Words {
  /**
   * The fact's personal values by field, as `Vault.open` gives them: `null` where the key was destroyed (erased),
   * undefined or absent where this reader may not see it (sealed).
   */
  readonly fields: Readonly<Record<string, string | null | undefined>>;
  /** The values are there, and their subject's processing is restricted: nobody opens them. */
  readonly restricted?: boolean;
  /** Currency of the case, ISO 4217, for facts that name none. */
  readonly currency?: string;
}

const ERASED: Readonly<Record<Locale, string>> = { en: '[erased]', zh: '[已删除]' };
const RESTRICTED: Readonly<Record<Locale, string>> = { en: '[restricted]', zh: '[限制处理]' };
const SEALED: Readonly<Record<Locale, string>> = { en: '[sealed]', zh: '[已密封]' };

/** A personal value as this reader may see it. */
export function wordsText({ fields, restricted }: Words, field: string, locale: Locale): string {
  const value = fields[field];
  if (value === undefined) return SEALED[locale];
  if (value !== null) return quoted(value);
  return (restricted === true ? RESTRICTED : ERASED)[locale];
}

/**
 * Whether the fact has a value in an optional personal field: the sealed disclosures name their fields, to every
 * reader. Where the disclosures were left behind, only their digests are known: then it may have one, and that counts.
 */
export function carries(fact: LedgerFact, { fields }: Words, field: string): boolean {
  if (Object.hasOwn(fields, field)) return true;
  if (!fact._sd || fact._sd.length === 0) return false;
  const sealed = fact.meta === '' ? undefined : readMeta(fact.meta).sd;
  return sealed ? sealed.some(({ n }) => n === field) : true;
}
