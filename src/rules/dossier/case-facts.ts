/** Facts of a case that a rule about duties looks at: of some types, up to a day, without records that were withdrawn. */
import type { AnyFact } from '../../ledger/fact.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { CaseFile } from './case-file.js';

const NONE: readonly AnyFact[] = [];

/** Event ids of the facts that a correction withdrew or replaced. */
function withdrawnBy(facts: readonly AnyFact[]): ReadonlySet<string> {
  const refs = facts.flatMap(({ type, ref }) => (type === 'RecordCorrected' && ref !== undefined ? [ref] : []));
  return new Set(refs);
}

/**
 * In the order in which they became known. Cheap where there are none: most cases have no fact of most kinds.
 * @param asOf facts with a later effective date are left out.
 */
export function factsUntil(file: CaseFile, types: ReadonlySet<string>, asOf: CivilDate): readonly AnyFact[] {
  const facts: readonly AnyFact[] = file.facts;
  let found: AnyFact[] | undefined;
  for (const fact of facts) if (types.has(fact.type) && fact.eff <= asOf) (found ??= []).push(fact);
  if (found === undefined) return NONE;
  const withdrawn = withdrawnBy(facts);
  return withdrawn.size === 0 ? found : found.filter(({ id }) => !withdrawn.has(id));
}

/** A member of a fact's data, whatever the fact. */
export function said(fact: AnyFact, name: string): unknown {
  return (fact.data as Readonly<Record<string, unknown>>)[name];
}

export function saidWord(fact: AnyFact, name: string): string | undefined {
  const value = said(fact, name);
  return typeof value === 'string' ? value : undefined;
}

interface Seen {
  scanned: number;
  found: boolean;
}

/**
 * Whether a case has any fact of some types: asked by rules for every contact, so each fact is looked at once. A case's
 * facts only ever grow; what is remembered is a memo, not a state.
 */
export function anyOf(isWanted: (type: string) => boolean): (file: CaseFile) => boolean {
  const memo = new WeakMap<CaseFile, Seen>();
  return (file) => {
    let seen = memo.get(file);
    if (!seen) memo.set(file, (seen = { scanned: 0, found: false }));
    const { facts } = file;
    while (!seen.found && seen.scanned < facts.length) {
      seen.found = isWanted((facts[seen.scanned] as AnyFact).type);
      seen.scanned += 1;
    }
    return seen.found;
  };
}
