/** By what a limit counts: the person, the person and each debt, or the contact point. */
import type { Act } from '../dossier/attempt.js';

export const COUNTED_BY = ['PERSON', 'PERSON_DEBT', 'POINT'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

/** Who it is; where no party is known, whoever has that role in the case. */
export function personOf({ party, role, cases }: Act): string {
  return party ?? `${cases[0] ?? ''} ${role ?? 'DEBTOR'}`;
}

/** The keys under which an act counts: one for each debt, where debts count. None: what it counts by is not known. */
export function keysOf(act: Act, by: CountedBy): readonly string[] {
  switch (by) {
    case 'PERSON':
      return [personOf(act)];
    case 'PERSON_DEBT':
      // A call about no known debt counts for the case.
      return (act.debts.length === 0 ? act.cases : act.debts).map((debt) => `${personOf(act)} ${debt}`);
    case 'POINT':
      return act.point === undefined ? [] : [act.point];
  }
}

/** The debt that a key of `PERSON_DEBT` is about. */
export function debtOfKey(key: string): string {
  return key.slice(key.lastIndexOf(' ') + 1);
}
