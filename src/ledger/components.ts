/** The components of a debt: what the money is owed for (domain/model.md 4.5, after Fineract's vocabulary). */

export const COMPONENTS = [
  'principal',
  'interest',
  'fee',
  'penalty',
  'cost',
  'judgment-debt',
  'doubled-interest',
  'refund-recoverable',
] as const;

export type Component = (typeof COMPONENTS)[number];

/** Components that a charge may name. `refund-recoverable` arises only from reversing money already refunded. */
export const CHARGEABLE = COMPONENTS.filter((c) => c !== 'refund-recoverable');

export function isComponent(text: string): text is Component {
  return (COMPONENTS as readonly string[]).includes(text);
}

export type Balances = Partial<Record<Component, number>>;
