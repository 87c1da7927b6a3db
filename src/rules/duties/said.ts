/** A case's facts as duties read them: those that stand on a day, with their fields by name. */
import type { CivilDate } from '../../ledger/dates.js';
import type { CaseFile } from '../dossier/case-file.js';

/** A fact with its payload as fields: a table of rules names facts and fields, so that the program need not. */
export interface Said {
  readonly id: string;
  readonly type: string;
  readonly eff: CivilDate;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Facts of some types up to a day, by effective date; of one day, as they became known. Withdrawn records are none. */
export function saidUpTo(file: CaseFile, types: ReadonlySet<string>, day: CivilDate): Said[] {
  const found: Said[] = [];
  let withdrawn: Set<string> | undefined;
  for (const { id, type, eff, data, ref } of file.facts) {
    if (type === 'RecordCorrected' && ref !== undefined) (withdrawn ??= new Set()).add(ref);
    if (eff <= day && types.has(type)) found.push({ id, type, eff, fields: data as object as Said['fields'] });
  }
  const standing = withdrawn ? found.filter(({ id }) => !withdrawn.has(id)) : found;
  return standing.sort((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : 0));
}

/** A field that holds text; empty where it was left out. */
export function textOf({ fields }: Said, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** A field that holds a whole number; zero where it was left out. */
export function numberOf({ fields }: Said, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : 0;
}
