/**
 * Everything personal that the ledger holds of one person, for that person (PIPL 45, GDPR 15 and 20): each value with the
 * fact that it stands in, its purpose, its source and when it came. A restriction does not close it to the person.
 */
import type { AnyFact, Source } from '../ledger/fact.js';
import type { Moment } from '../ledger/dates.js';
import { readMeta } from '../ledger/envelope.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { subjectsOf, type ReadFacts } from './party-subjects.js';
import { PURPOSE, type Vault } from './vault.js';

export interface PersonalValue {
  readonly field: string;
  /** Null where it was erased. */
  readonly value: string | null;
  /** Event id, type and stream of the fact that it stands in. */
  readonly event: string;
  readonly type: string;
  readonly stream: string;
  /** What it may be used for: its key has no other use. */
  readonly purpose: string;
  /** Who recorded it, on whose behalf, and from where. */
  readonly by: string;
  readonly obo?: string;
  readonly source?: Source;
  /** When it happened, and when the ledger knew it. */
  readonly at: Moment;
  readonly recordedAt: string;
}

export interface PersonalData {
  readonly party: string;
  /** The cases that it takes part in, with its roles: who else may have said something about it. */
  readonly cases: readonly { readonly case: string; readonly role: string }[];
  /** When the last of its facts was recorded: the answer holds what was known then. */
  readonly knownAt: string;
  readonly values: readonly PersonalValue[];
}

/** Values of one fact that lie under one of these subjects' keys. */
async function valuesIn(
  vault: Vault,
  fact: AnyFact,
  party: string,
  subjects: ReadonlySet<string>,
): Promise<PersonalValue[]> {
  const sealed = readMeta(fact.meta).sd ?? [];
  const keys = await Promise.all(sealed.map(({ k }) => vault.keyById(k)));
  // Whose a key was that is gone, nobody can tell; on the party's own stream it was the party's.
  const own = sealed.filter((_one, i) => {
    const subject = keys[i]?.subject;
    return subject === undefined ? fact.stream === party : subjects.has(subject);
  });
  if (own.length === 0) return [];
  const opened = await vault.openForSubject(fact, subjects);
  const { id: event, type, stream, by, obo, src: source, at, rec: recordedAt } = fact;
  return own.map(({ n: field }) => {
    const value = opened[field] ?? null;
    return { field, value, event, type, stream, purpose: PURPOSE, by, obo, source, at, recordedAt };
  });
}

/** @returns undefined where there is no such party. */
export async function personalDataOf(party: string, vault: Vault, read: ReadFacts): Promise<PersonalData | undefined> {
  const own = await read(party);
  const last = own.at(-1);
  if (!last) return undefined;
  const links = own.flatMap((fact) => (fact.type === 'CaseLinked' ? [fact.data] : []));
  const streams = [...new Set(links.map(({ case: id }) => id))];
  const facts: LedgerFact[] = [...own];
  for (const id of streams) facts.push(...(await read(id)));
  const subjects = new Set(await subjectsOf(party, own, read));
  const sealed = facts.filter(({ _sd }) => _sd !== undefined).sort((a, b) => a.position - b.position);
  const values: PersonalValue[] = [];
  for (const fact of sealed) values.push(...(await valuesIn(vault, fact, party, subjects)));
  const knownAt = facts.reduce((latest, { rec }) => (rec > latest ? rec : latest), last.rec);
  return { party, cases: links.map(({ case: id, role }) => ({ case: id, role })), knownAt, values };
}
