/** In which role a person was contacted: a word that is no role takes nobody out of a rule. */
import type { PartyRole } from '../../ledger/case/index.js';
import type { CaseFile } from './case-file.js';
import { roleIn } from './role.js';

function linked(...roles: PartyRole[]): CaseFile {
  return { parties: new Map([['party-1', roles]]) } as unknown as CaseFile;
}

it.each([
  ['as said, where the case says so too', linked('GUARANTOR', 'DEBTOR'), 'GUARANTOR', 'GUARANTOR'],
  ['as linked, where a word is no role', linked('DEBTOR'), 'BOSS', 'DEBTOR'],
  ['as said, however it is written', linked('JOINT_DEBTOR'), 'joint debtor', 'JOINT_DEBTOR'],
  ['as linked, where a debtor was called something else', linked('DEBTOR'), 'ATTORNEY', 'DEBTOR'],
  ['as the one that binds most, where nothing was said', linked('CONTACT_PERSON', 'DEBTOR'), undefined, 'DEBTOR'],
  ['as said, of somebody who owes nothing', linked('CONTACT_PERSON'), 'EMPLOYER', 'EMPLOYER'],
  ['as said, of somebody whom no case links', linked(), 'COURT', 'COURT'],
  ['not at all, where nobody can tell', linked(), 'BOSS', undefined],
])('a person is contacted %s', (_what, file, role, wanted) => {
  expect(roleIn(file, { party: 'party-1', role })).toBe(wanted);
});

it('whoever is not named is the debtor', () => {
  expect(roleIn(linked('DEBTOR'), {})).toBe('DEBTOR');
  expect(roleIn(linked('DEBTOR'), { role: 'BOSS' })).toBeUndefined();
});
