import { searchedIn, searchedValue } from './searched.calc.js';

it.each([
  ['phone', '+39 055 123-4567', '390551234567'],
  ['phone', '0039 (055) 1234567', '390551234567'],
  ['phone', '138 0013 8000', '13800138000'],
  ['name', 'Rosa  BIANCHI', 'bianchi rosa'],
  ['name', 'Bianchi, Rosa', 'bianchi rosa'],
  ['name', 'Ｒｏｓａ Bianchi', 'bianchi rosa'],
  ['name', '张伟', '张伟'],
  ['idNumber', 'bnc rso-80b69 a662x', 'BNCRSO80B69A662X'],
  ['email', ' Rosa@Example.ORG ', 'rosa@example.org'],
] as const)('%s %j is compared as %j', (kind, text, form) => {
  expect(searchedValue(kind, text)).toEqual({ kind, text: form });
});

it.each(['', ' ', '-', '...'])('%j is nothing to look for', (text) => {
  expect(searchedValue('name', text)).toBeUndefined();
  expect(searchedValue('phone', text)).toBeUndefined();
});

it('a party is looked for by name and identity number, a point by its number or mail address', () => {
  const fields = { name: 'Rosa Bianchi', idNumber: 'X1', address: 'Via Roma 1', birthDate: '1980-01-01' };
  const found = searchedIn({ type: 'PartyRegistered', data: {} }, fields);
  expect(found.map(({ kind }) => kind)).toEqual(['name', 'idNumber']);
  const point = (medium: string) => searchedIn({ type: 'ContactPointAdded', data: { medium } }, { value: '+39 055 1' });
  expect(['phone', 'sms', 'email', 'letter', 'visit'].map((medium) => point(medium)[0]?.kind)).toEqual([
    'phone',
    'phone',
    'email',
    undefined,
    undefined,
  ]);
  expect(searchedIn({ type: 'CaseNoteAdded', data: {} }, { text: 'x' })).toEqual([]);
  expect(searchedIn({ type: 'PartyRegistered', data: {} }, { name: null })).toEqual([]);
});
