/** The disclosures of a fact for somebody who checks its digests: opened, withheld, or shredded with their key. */
import { readMeta } from '../ledger/envelope.js';
import { openDisclosure, type SealedFact } from './sealed-value.js';
import type { Vault } from './vault.js';

export interface Undisclosed {
  readonly digest: string;
  /** 'withheld': the value is there and not shown to this reader; 'shredded': its key was destroyed. */
  readonly state: 'withheld' | 'shredded';
  /** Of a shredded value: the id of the key that was destroyed. */
  readonly key?: string;
}

export interface Disclosures {
  /** RFC 9901 disclosures, in the order of their digests. */
  readonly disclosures: readonly string[];
  /** The digests that have none, in order. */
  readonly undisclosed: readonly Undisclosed[];
}

const NONE: Disclosures = { disclosures: [], undisclosed: [] };

/**
 * What each digest of a body stands for. Values of a restricted subject are withheld from everybody.
 * @param discloses whether this reader sees personal values
 * @throws when a disclosure does not match the body's digests: the ledger was changed.
 */
export async function disclosuresOf(
  vault: Vault,
  fact: SealedFact & { readonly meta: string },
  discloses: boolean,
): Promise<Disclosures> {
  const digests = fact._sd ?? [];
  if (digests.length === 0) return NONE;
  /** The text by digest; undefined where this reader may not see it. */
  const opened = new Map<string, string | undefined>();
  /** Keys that are gone: which digest was under which, nobody can tell any more. */
  const gone: string[] = [];
  for (const { k, n, c } of readMeta(fact.meta).sd ?? []) {
    const key = await vault.keyById(k);
    if (!key) {
      gone.push(k);
      continue;
    }
    const { digest, text } = openDisclosure(key, fact, n, c);
    opened.set(digest, discloses && !(await vault.isClosed(key.subject)) ? text : undefined);
  }
  const without = (digest: string): Undisclosed =>
    opened.has(digest) ? { digest, state: 'withheld' } : { digest, state: 'shredded', key: gone.shift() };
  return {
    disclosures: digests.flatMap((digest) => opened.get(digest) ?? []),
    undisclosed: digests.flatMap((digest) => (opened.get(digest) === undefined ? [without(digest)] : [])),
  };
}
