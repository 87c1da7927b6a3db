/** Parts that an earlier import recorded, found by the key of the row that they came from. */
import type { RememberedPart } from '../mapping/frame.js';
import { cmdOf } from './identity.js';
import type { CaseContext } from './contexts.js';
import type { RowReaderParts } from './row-reader.js';

/** Id of the part, where the ledger has a row of that key and what it recorded stands. */
export function earlierPart(
  { identities, stage }: Pick<RowReaderParts, 'identities' | 'stage'>,
  { context, key }: { readonly context: CaseContext; readonly key: readonly string[] },
  rowKey: readonly string[],
  { kind, rowPlaces }: RememberedPart,
): string | undefined {
  if (kind === undefined || rowPlaces.size === 0 || !context.known) return undefined;
  const row = identities.keyed(key, rowKey);
  const facts = context.known.rows.get(row);
  for (const place of rowPlaces) {
    const fact = facts?.get(place);
    if (fact && !fact.withdrawn) {
      return stage.ledger.ports.ids.part(kind, context.stream, cmdOf(row, place, fact.ordinal));
    }
  }
  return undefined;
}
