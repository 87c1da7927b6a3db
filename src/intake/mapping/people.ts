/** Fields about people that several commands of a mapping share: who is contacted, who a party is, how it is reached. */
import { may, must } from './field-spec.js';

export const MEDIA = ['phone', 'sms', 'email', 'letter', 'visit', 'chat'];
export const ROLES = [
  'DEBTOR',
  'JOINT_DEBTOR',
  'GUARANTOR',
  'CONTACT_PERSON',
  'REPRESENTATIVE',
  'ATTORNEY',
  'EMPLOYER',
];

/** Whom, how and about what: shared by every contact. */
export const WHOM = {
  direction: may(['OUTBOUND', 'INBOUND']),
  purpose: may('text'),
  reason: may('text'),
  party: may('party'),
  role: may('text'),
  point: may('part point'),
  debts: may('debt list'),
  staff: may('text'),
  agency: may('text'),
  clearance: may('text'),
};

/** What a contact point may say beside its medium and value. */
export const POINT_FIELDS = {
  label: may('text'),
  basis: may('text'),
  place: may(['HOME', 'WORK', 'OTHER']),
  reserved: may('boolean'),
};

export const PARTY_FIELDS = {
  name: must('text'),
  birthDate: may('date'),
  idNumber: may('text'),
  address: may('text'),
};
