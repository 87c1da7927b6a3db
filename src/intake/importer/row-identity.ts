/** Knows a row again: by the key that the mapping declares, or by its content and its ordinal among equal rows. */
import type { Mapping } from '../mapping/index.js';
import type { Fields, Frame, RowProblem } from '../mapping/frame.js';
import type { CaseContext } from './contexts.js';
import { quickHash } from './hash.js';
import type { Identities } from './identity.js';

/** A row's `i:…`; that another row of the file said the same or something else under its key; or why it has no key. */
export type RowIdentity =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'twice'; readonly same: boolean }
  | { readonly kind: 'none'; readonly problem: RowProblem };

export function identify(
  identities: Identities,
  { rowKey }: Mapping,
  frame: Frame,
  { context, key }: { readonly context: CaseContext; readonly key: readonly string[] },
): RowIdentity {
  if (!rowKey) return { kind: 'id', id: newAmongEqual(identities, frame.fields, context, key) };
  const own = rowKey.evaluate(frame);
  if (!own) {
    const missing = { field: rowKey.missing(frame), reason: 'absent, but it is the key of the row' };
    return { kind: 'none', problem: frame.problem ?? missing };
  }
  const id = identities.keyed(key, own);
  const hash = quickHash(identities.content(frame.fields));
  const earlier = context.keys?.get(id);
  if (earlier !== undefined) return { kind: 'twice', same: earlier === hash };
  (context.keys ??= new Map()).set(id, hash);
  return { kind: 'id', id };
}

/** The id of the row and its ordinal among equal rows of its case. Few rows have an equal one. */
function newAmongEqual(identities: Identities, fields: Fields, context: CaseContext, key: readonly string[]): string {
  const first = identities.byContent(key, fields, 0);
  const ordinals = (context.ordinals ??= new Map<string, number>());
  const ordinal = ordinals.get(first) ?? 0;
  ordinals.set(first, ordinal + 1);
  return ordinal === 0 ? first : identities.byContent(key, fields, ordinal);
}
