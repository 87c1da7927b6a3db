/** In which role a person was contacted. Rules go by it: a word that is no role must not take a contact out of them. */
import { OBLIGORS } from '../../ledger/hold/index.js';
import type { CaseFile } from './case-file.js';

/** Roles of those whom no case links: they owe nothing and are told nothing. */
const OUTSIDE = ['COURT', 'AUTHORITY', 'CREDITOR', 'CREDIT_BUREAU', 'COLLECTOR_ATTORNEY'];
const OTHERS = ['CONTACT_PERSON', 'REPRESENTATIVE', 'ATTORNEY', 'EMPLOYER', 'SPOUSE'];
const ROLES: readonly string[] = [...OBLIGORS, ...OTHERS, ...OUTSIDE];

interface Whom {
  readonly party?: string;
  /** As it was said; somebody may have misspelt it. */
  readonly role?: string;
}

/**
 * The role as said where it is one and the case does not say otherwise, else as linked - the one that binds most where there
 * are several -, else the debtor's where nobody was named. Undefined where nobody can tell.
 */
export function roleIn(file: CaseFile | undefined, { party, role }: Whom): string | undefined {
  const said = role
    ?.trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  const isRole = said !== undefined && ROLES.includes(said);
  const linked: readonly string[] = (party === undefined ? undefined : file?.parties.get(party)) ?? [];
  const owing = OBLIGORS.find((one) => linked.includes(one));
  if (isRole && (linked.length === 0 || linked.includes(said) || owing === undefined)) return said;
  if (linked.length > 0) return owing ?? linked[0];
  return party === undefined && role === undefined ? 'DEBTOR' : undefined;
}
