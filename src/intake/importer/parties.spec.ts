/** Parties of a book: registered once, linked on both sides, their values sealed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyText } from '../mapping/compile/key.js';
import { csvMapping, ImportDesk } from './import-desk.fixture.js';
import type { SqliteKeys } from '../../privacy/sqlite-keys.js';

const MAPPING = csvMapping(
  `
  - when: { field: what, is: debt }
    do:
      - record: RegisterDebt
        with: { balances: { principal: { money: amount } } }
        sealed: [employer]
  - when: { field: what, is: call }
    do:
      - record: RecordContact
        with: { channel: phone, party: { party: debtor }, point: { part: mobile }, feedback: { field: said } }
`,
  `
parties:
  - name: debtor
    key: '{customer}'
    role: DEBTOR
    language: it-IT
    with: { name: '{first} {last}', birthDate: { date: born, format: DD.MM.YYYY }, address: '{street}' }
    points:
      - { medium: phone, value: { field: mobile }, label: mobile, place: HOME, reserved: true, remember: mobile }
      - { medium: email, value: { field: mail } }
`,
);
const HEAD = 'case,day,what,amount,customer,first,last,born,street,mobile,mail,employer,said\n';
const ADA = 'K1,Ada,Lovelace,10.12.1985,Via Segreta 7,+39055123,ada@secret.example';
const BOOK = `${HEAD}A,2026-01-10,debt,100,${ADA},Analytical Engines,
A,2026-01-12,call,,${ADA},,will pay on friday
B,2026-01-11,debt,50,${ADA},,
C,2026-01-11,debt,9,,,,,,,,,
`;

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

const partyId = (key: string): string => {
  const { ids } = desk.runtime;
  return ids.stream('party', [ids.stream('portfolio', ['book']), key]);
};

it('registers a party once and links it to its cases on both sides', async () => {
  const result = await desk.import(MAPPING, BOOK);
  expect(result).toMatchObject({ rows: 4, cases: 3, rejected: 0, changed: 0 });
  const party = await desk.stream(partyId('K1'));
  expect(party).toMatchObject([
    { type: 'PartyRegistered', eff: '2026-01-10', data: { kind: 'PERSON', ref: 'K1', language: 'it-IT' } },
    { type: 'ContactPointAdded', data: { medium: 'phone', label: 'mobile', place: 'HOME', reserved: true } },
    { type: 'ContactPointAdded', data: { medium: 'email' } },
    { type: 'CaseLinked', data: { case: desk.caseId('A'), role: 'DEBTOR' } },
    { type: 'CaseLinked', data: { case: desk.caseId('B') } },
  ]);
  expect(await desk.types('A')).toEqual([
    'CaseOpened',
    'PartyLinked',
    'DebtRegistered',
    'ContactAttempted',
    'ContactOutcomeRecorded',
  ]);
  expect(await desk.types('C')).toEqual(['CaseOpened', 'DebtRegistered']);
  expect((await desk.only('A', 'ContactAttempted'))[0]?.data).toMatchObject({
    party: partyId('K1'),
    point: (party[1]?.data as { point?: string }).point,
  });
});

it('seals personal values under the key of the party', async () => {
  await desk.import(MAPPING, BOOK);
  const [registered, mobile] = await desk.stream(partyId('K1'));
  expect(await desk.opened(registered)).toEqual({
    name: 'Ada Lovelace',
    birthDate: '1985-12-10',
    address: 'Via Segreta 7',
  });
  expect(await desk.opened(mobile)).toEqual({ value: '+39055123' });
  expect(await desk.opened((await desk.only('A', 'DebtRegistered'))[0])).toEqual({ employer: 'Analytical Engines' });
  expect(await desk.opened((await desk.only('A', 'ContactOutcomeRecorded'))[0])).toEqual({
    feedback: 'will pay on friday',
  });
  const { n } = (desk.runtime.keys as SqliteKeys).db.prepare('SELECT count(*) AS n FROM subject_keys').get() as {
    n: number;
  };
  expect(n).toBe(1);
});

it('leaves no personal value in any file of the data folder', async () => {
  await desk.import(
    MAPPING,
    `${BOOK}D,2026-02-30,debt,1,K2,Bob,Segreto,01.01.1990,Via Segreta 8,+39055999,bob@secret.example,,\n`,
  );
  await desk.totals();
  for (const name of readdirSync(desk.data, { recursive: true }) as string[]) {
    if (!/\.(db|db-wal|jsonl)$/.test(name)) continue;
    const bytes = readFileSync(join(desk.data, name)).toString('latin1');
    expect([name, /Lovelace|Segret|\+39055|secret\.example|Analytical|friday/.exec(bytes)?.[0]]).toEqual([
      name,
      undefined,
    ]);
  }
});

it('adds nothing when the book comes again', async () => {
  await desk.import(MAPPING, BOOK);
  const before = await desk.everything();
  expect(await desk.import(MAPPING, BOOK)).toMatchObject({ facts: 0, unchanged: 4, changed: 0, missing: 0 });
  expect(await desk.everything()).toEqual(before);
});

it('does not know a row by its personal fields', async () => {
  await desk.import(MAPPING, BOOK);
  const moved = BOOK.replace('Analytical Engines', 'Difference Engines');
  // The row is the same one, and what it seals is another: changed.
  expect(await desk.import(MAPPING, moved)).toMatchObject({ facts: 0, unchanged: 3, changed: 1, missing: 0 });
});

describe('other values for a party', () => {
  const moved = BOOK.replaceAll('+39055123', '+39055777');

  it('are listed and add nothing', async () => {
    await desk.import(MAPPING, BOOK);
    const result = await desk.import(MAPPING, moved);
    expect(result).toMatchObject({ facts: 0, missing: 0, rejected: 0 });
    expect(result.lines).toMatchObject([{ reason: 'changed', detail: expect.stringContaining('contact point') }]);
    expect(JSON.stringify(result.lines)).not.toContain('39055');
  });

  it('replace a contact point when corrections are asked for, once', async () => {
    await desk.import(MAPPING, BOOK);
    await desk.import(MAPPING, moved, { corrections: true });
    const party = await desk.stream(partyId('K1'));
    expect(party.slice(5)).toMatchObject([
      { type: 'ContactPointInvalidated', data: { point: (party[1]?.data as { point?: string }).point } },
      { type: 'ContactPointAdded', data: { medium: 'phone' } },
    ]);
    expect(await desk.opened(party[6])).toEqual({ value: '+39055777' });
    const again = await desk.import(MAPPING, moved, { corrections: true });
    expect(again).toMatchObject({ facts: 0, changed: 0, rejected: 0 });
  });

  it('of a name are listed and never change the registration', async () => {
    await desk.import(MAPPING, BOOK);
    const result = await desk.import(MAPPING, BOOK.replaceAll('Lovelace', 'Byron'), { corrections: true });
    expect(result).toMatchObject({ facts: 0 });
    expect(result.lines[0]).toMatchObject({ reason: 'changed', detail: expect.stringContaining('registered') });
  });

  it('inside one file are listed: the first row stands', async () => {
    const result = await desk.import(MAPPING, BOOK.replace(/(B,.*)Lovelace/, '$1Byron'));
    expect(result).toMatchObject({ rejected: 0, changed: 1 });
    expect(result.lines).toMatchObject([{ place: 'line 4', reason: 'changed' }]);
    expect(await desk.types('B')).toContain('DebtRegistered');
  });
});

it('rejects the row whose party is refused, and takes the party with the next row that tells it well', async () => {
  const future = BOOK.replace('A,2026-01-10', 'A,2027-01-10');
  const result = await desk.import(MAPPING, future);
  expect(result).toMatchObject({ rejected: 1 });
  expect(result.lines).toMatchObject([{ place: 'line 2', field: 'occurredAt' }]);
  expect((await desk.stream(partyId('K1')))[0]).toMatchObject({ type: 'PartyRegistered' });
  expect(await desk.types('A')).toEqual(['CaseOpened', 'PartyLinked', 'ContactAttempted', 'ContactOutcomeRecorded']);
  expect(await desk.import(MAPPING, future)).toMatchObject({ facts: 0, rejected: 1, changed: 0, unchanged: 3 });
});

it('takes several parties of a case, and one of several parts for its key', async () => {
  const two = csvMapping(
    '  - do: [{ record: RegisterDebt, with: { balances: { principal: { money: amount } } } }]',
    `
parties:
  - { name: debtor, key: ['{branch}', '{debtor}'], role: DEBTOR, with: { name: { field: debtor } }, ref: false }
  - name: guarantor
    key: ['{branch}', '{guarantor}']
    when: { field: guarantor, present: true }
    role: { field: role, map: { G: GUARANTOR, J: JOINT_DEBTOR } }
    kind: ORGANISATION
    with: { name: { field: guarantor } }
    ref: false
`,
  );
  await desk.import(
    two,
    'case,day,amount,branch,debtor,guarantor,role\nA,2026-01-10,1,N/1,Ada,Bank,G\nA,2026-01-11,2,N/1,Ada,,\n',
  );
  expect((await desk.only('A', 'PartyLinked')).map(({ data }) => data)).toEqual([
    { party: partyId(keyText(['N/1', 'Ada'])), role: 'DEBTOR' },
    { party: partyId('N//1/Bank'), role: 'GUARANTOR' },
  ]);
});
