/** Who takes part in a case: each is registered with the ways to reach him or her, then linked to the case and back. */
import type { PartyRole } from '../../../ledger/case/index.js';
import type { ContactMedium } from '../../../ledger/party/index.js';
import type { Diary, Member } from './diary.js';
import type { Person } from './place.js';

/** The first letter of a person's reference says why he or she is in the book. */
const LETTER: Readonly<Record<PartyRole, string>> = {
  DEBTOR: 'D',
  JOINT_DEBTOR: 'J',
  GUARANTOR: 'G',
  CONTACT_PERSON: 'C',
  REPRESENTATIVE: 'R',
  ATTORNEY: 'A',
  EMPLOYER: 'E',
};

const BASIS: Readonly<Partial<Record<ContactMedium, string>>> = { phone: 'CONTRACT', email: 'CONSENT' };

/** Registers a person with phone, e-mail and address, and the time zone in which the address lies. */
export function register(diary: Diary, role: PartyRole, person: Person): Member {
  const { place } = diary.setting;
  const ref = `${LETTER[role]}-${diary.ref.slice(-6)}`;
  const { kind, name, birthDate, idNumber, address } = person;
  const portfolio = { idOf: `portfolio:${place.portfolio.name}` };
  const { language } = place;
  const party = diary.tellOf(ref, {
    type: 'RegisterParty',
    ...{ portfolio, kind, ref, language, name, birthDate, idNumber, address },
  });
  const member: Member = { ref, party, role, points: {} };
  diary.cast.push(member);
  addPoint(diary, member, 'phone', person.phone);
  if (person.email !== undefined) addPoint(diary, member, 'email', person.email);
  addPoint(diary, member, 'letter', address);
  diary.tellZone(ref, place.portfolio.zone);
  return member;
}

/** A way to reach a person; it takes the place of an older one of its kind. */
export function addPoint(diary: Diary, member: Member, medium: ContactMedium, value: string, label?: string): void {
  const basis = BASIS[medium];
  // Everybody is written to at home, as was agreed when the account was opened.
  const agreed = medium === 'letter' ? ({ place: 'HOME', reserved: true } as const) : {};
  member.points[medium] = diary.tellOf(member.ref, { type: 'AddContactPoint', medium, value, basis, label, ...agreed });
}

/** The link is written to the party first, then to the case. */
export function link(diary: Diary, member: Member): void {
  const { party, role } = member;
  diary.tellOf(member.ref, { type: 'LinkCase', case: { idOf: `case:${diary.ref}` }, role });
  diary.tell({ type: 'LinkParty', party, role });
}

/** The last person who joined the case in a role; the debtor where nobody did. */
export function memberOf(diary: Diary, role: PartyRole): Member {
  const found = diary.cast.findLast((member) => member.role === role) ?? diary.cast[0];
  if (!found) throw new Error(`${diary.ref}: nobody takes part yet`);
  return found;
}
