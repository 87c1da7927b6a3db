/** What the fields of a command take from a row. */

/** What a field takes. A list of texts: one of these. `part debt`: the id of a remembered debt. */
export type FieldKind =
  | 'text'
  | 'amount'
  | 'delta'
  | 'count'
  | 'date'
  | 'instant'
  | 'boolean'
  | 'currency'
  | 'balances'
  | 'conversation'
  | 'texts'
  | 'text list'
  | 'debt list'
  | 'party'
  | `part ${string}`
  | readonly string[];

export interface FieldSpec<R extends boolean = boolean> {
  readonly kind: FieldKind;
  readonly required: R;
}

export const must = (kind: FieldKind): FieldSpec<true> => ({ kind, required: true });
export const may = (kind: FieldKind): FieldSpec<false> => ({ kind, required: false });
