/** From what was asked to the contact that rules judge: person, role, cases and debts filled in from what is known. */
import { OBLIGORS } from '../ledger/hold/index.js';
import type { AskedContact, ClearanceQuestion } from '../ledger/clearance/index.js';
import { isInstant, toInstant, toMillis, type Millis } from '../ledger/dates.js';
import { reaches } from '../ledger/party/index.js';
import { impossible, isRefusal, unknown, type Refusal } from '../ledger/refusal.js';
import { DEFAULT_PURPOSE, isObligorRole, kindOf, type Act, type CaseFile, type Dossier } from '../rules/index.js';

/** A planned time may lie so far behind: clocks of dialler and ledger differ, and the request takes its time. */
export const PLANNED_BEHIND_MINUTES = 5;
/** A permit reserves its attempt until its time: nobody reserves further ahead. */
export const PLANNED_AHEAD_DAYS_MAX = 31;
const MINUTE_MS = 60_000;

function plannedAt({ plannedAt: text }: AskedContact, now: Millis): Millis | Refusal {
  if (text === undefined) return now;
  if (!isInstant(text)) {
    return impossible(
      'bad-moment',
      `plannedAt '${text}' is no RFC 3339 instant such as 2026-03-10T14:05:00+01:00.`,
      'plannedAt',
    );
  }
  const at = toMillis(text);
  if (at < now - PLANNED_BEHIND_MINUTES * MINUTE_MS) {
    const message = `plannedAt ${text} has passed. A contact that was made is recorded, not cleared.`;
    return impossible('planned-in-past', message, 'plannedAt');
  }
  if (at > now + PLANNED_AHEAD_DAYS_MAX * 24 * 60 * MINUTE_MS) {
    const message = `plannedAt ${text} is more than ${PLANNED_AHEAD_DAYS_MAX} days ahead. Ask nearer to the time.`;
    return impossible('planned-too-far', message, 'plannedAt');
  }
  return at;
}

function caseNamed(dossier: Dossier, party: string, id: string): CaseFile[] | Refusal {
  const file = dossier.cases.get(id);
  if (!file) return unknown('unknown-case', `There is no case '${id}' in which the party takes part.`, 'case');
  if (!file.parties.has(party)) {
    return impossible('not-linked', `${party} takes no part in ${id}. Link the party to the case first.`, 'case');
  }
  return [file];
}

/** The cases that it is about: the one named, else those of the named debts, else all in which the person takes part. */
function casesOf(dossier: Dossier, party: string, { case: id, cases, debts }: AskedContact): CaseFile[] | Refusal {
  if (cases !== undefined) return cases.flatMap((one) => dossier.cases.get(one) ?? []);
  if (id !== undefined) return caseNamed(dossier, party, id);
  const all = [...dossier.cases.values()].filter((file) => file.parties.has(party));
  if (all.length === 0) {
    return impossible('no-case', 'The party takes part in no case: there is nothing to contact it about.', 'case');
  }
  return debts === undefined ? all : all.filter((file) => debts.some((debt) => file.debts.has(debt)));
}

function rolesIn({ parties }: CaseFile, party: string): readonly string[] {
  return parties.get(party) ?? [];
}

function owesIn(file: CaseFile, party: string): boolean {
  return rolesIn(file, party).some(isObligorRole);
}

/**
 * Who owes in one case and was only named in another is not told of the other: where nobody said which is meant, those in
 * which the person owes (or has the role that was named) are; where debts of both were named, nobody can say as what.
 */
function asOneRole(files: CaseFile[], party: string, { debts, role }: AskedContact): CaseFile[] | Refusal {
  const owed = files.filter((file) => owesIn(file, party));
  if (owed.length === 0 || owed.length === files.length) return files;
  // Where one case was named there is no other.
  if (debts === undefined) {
    const asNamed = files.filter((file) => role !== undefined && rolesIn(file, party).includes(role));
    return asNamed.length > 0 ? asNamed : owed;
  }
  const others = files.filter((file) => !owed.includes(file)).map((file) => file.id);
  const message = `The party owes in some of these cases, and not in ${others.join(', ')}. Ask about each on its own.`;
  return impossible('roles-differ', message, 'debts');
}

function debtsOf(files: readonly CaseFile[], named: readonly string[] | undefined): string[] | Refusal {
  const all = files.flatMap((file) => [...file.debts.keys()]);
  if (named === undefined) return all;
  const missing = named.find((debt) => !all.includes(debt));
  if (missing === undefined) return [...new Set(named)];
  return unknown('unknown-debt', `No case of the party that is meant has a debt '${missing}'.`, 'debts');
}

/** In these nobody takes part in a case: whoever does not owe may be asked about in them. */
const OUTSIDE_ROLES = ['COURT', 'AUTHORITY', 'CREDITOR', 'CREDIT_BUREAU', 'COLLECTOR_ATTORNEY'];

/** What the person is there: the role named, where the cases give it, else what binds most of its roles. */
function roleOf(files: readonly CaseFile[], party: string, named: string | undefined): string | undefined | Refusal {
  const roles: string[] = files.flatMap((file) => rolesIn(file, party));
  const owing = OBLIGORS.find((role) => roles.includes(role));
  if (named === undefined) return owing ?? roles[0];
  if (roles.includes(named) || (owing === undefined && OUTSIDE_ROLES.includes(named))) return named;
  // Rules go by the role: in one that is not theirs a limit would not count, or a third person be dunned.
  const message = `The party takes part as ${[...new Set(roles)].join(', ')}, not as ${named}.`;
  return impossible('role-not-linked', message, 'role');
}

function wrongMedium(point: string, channel: string, medium: string): Refusal {
  const message = `The contact point '${point}' is for ${medium}: ${channel} does not reach it. Name another, or none.`;
  return impossible('point-of-other-medium', message, 'point');
}

function pointRefusal(dossier: Dossier, party: string, { point, channel }: AskedContact): Refusal | undefined {
  if (point === undefined) return undefined;
  const file = dossier.parties.get(party)?.points.get(point);
  if (file) return reaches(channel, file.medium) ? undefined : wrongMedium(point, channel, file.medium);
  return unknown('unknown-point', `The party has no contact point '${point}'.`, 'point');
}

/** The contact as rules see it, or why there is no such contact. */
export function actOf({ contact, party, facts, now }: ClearanceQuestion, dossier: Dossier): Act | Refusal {
  if (facts.length === 0) return unknown('unknown-party', `There is no party ${party}. Register it first.`, 'party');
  const at = plannedAt(contact, now);
  if (typeof at !== 'number') return at;
  if (contact.debts?.length === 0) {
    return impossible('no-debts', 'debts names no debt. Leave it out to ask about all debts of the person.', 'debts');
  }
  const found = casesOf(dossier, party, contact);
  if (isRefusal(found)) return found;
  const files = contact.cases === undefined ? asOneRole(found, party, contact) : found;
  if (isRefusal(files)) return files;
  const debts = debtsOf(files, contact.debts);
  if (isRefusal(debts)) return debts;
  const { channel, purpose = DEFAULT_PURPOSE, point, mode, staff, agency, reason } = contact;
  // A decision that is made again names its cases: what it was asked stands.
  const again = contact.cases !== undefined;
  const noPoint = again ? undefined : pointRefusal(dossier, party, contact);
  if (noPoint) return noPoint;
  const role = again ? contact.role : roleOf(files, party, contact.role);
  if (isRefusal(role)) return role;
  const cases = files.map(({ id }) => id).sort();
  const whom = { channel, direction: 'OUTBOUND' as const, purpose, party, role, point, debts, cases };
  return { ...whom, at, kind: kindOf(channel), mode, staff, agency, reason };
}

/** The planned time as it is recorded. */
export function plannedText(act: Act): string {
  return toInstant(act.at);
}
