/** Parts that a case remembers under keys of the source: which payment was returned, which debt was paid. */
import { readMapping } from '../mapping/index.js';
import { Contexts, CONTEXT_SCHEMA } from './contexts.js';
import { csvMapping, ImportDesk } from './import-desk.fixture.js';
import { closeScratch, openScratch } from './scratch.js';

const RULES = `
  - when: { field: what, is: debt }
    do:
      - record: RegisterDebt
        with: { ref: '{id}', balances: { principal: { money: amount } } }
        remember: debt
        key: '{id}'
  - when: { field: what, is: paid }
    do:
      - record: RecordPayment
        with: { amount: { money: amount }, directedTo: { part: debt, key: '{of}' } }
        remember: payment
        key: '{id}'
  - when: { all: [{ field: what, is: back }, { part: payment, key: '{of}', present: true }] }
    do: [{ record: ReversePayment, with: { payment: { part: payment, key: '{of}' }, reason: NSF } }]
  - when: { field: what, is: back }
    ignore: returned what was never paid
`;
const BY_ROW = csvMapping(RULES).replace('row: {', "row: { key: '{id}',");
const BY_CONTENT = csvMapping(RULES);
const HEAD = 'id,case,day,what,amount,of\n';
const FIRST = `${HEAD}D1,A,2026-01-10,debt,100,\nD2,A,2026-01-11,debt,50,\nP1,A,2026-02-01,paid,30,D2\nP2,A,2026-02-02,paid,20,D1\n`;
const RETURNED = 'X1,A,2026-02-05,back,,P1\n';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

const refusals = (rules: string): string => {
  try {
    readMapping('test.yaml', csvMapping(rules));
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

it('keys survive a stay in the scratch file', async () => {
  const scratch = openScratch(desk.folder, 'import-scratch.db', CONTEXT_SCHEMA);
  const contexts = new Contexts(scratch, undefined, 2);
  const first = await contexts.load('case-1', () => []);
  first.keyed = new Map([['0 P1', 'payment-1']]);
  for (const other of ['case-2', 'case-3', 'case-4']) await contexts.load(other, () => []);
  expect(contexts.get('case-1')).toBeUndefined();
  expect((await contexts.load('case-1', () => [])).keyed).toEqual(new Map([['0 P1', 'payment-1']]));
  closeScratch(scratch);
});

describe('a part that is remembered under a key', () => {
  it('is the one that a later row names, however many came between', async () => {
    expect(await desk.import(BY_CONTENT, FIRST + RETURNED)).toMatchObject({ rows: 5, rejected: 0, ignored: 0 });
    expect(await desk.only('A', 'PaymentReversed')).toMatchObject([{ data: { amount: 3000, paidOn: '2026-02-01' } }]);
  });

  it('is found in what an earlier file brought, where its key is its row’s', async () => {
    const monthly = BY_ROW.replace('format: csv', 'format: csv, holds: additions');
    await desk.import(monthly, FIRST);
    expect(await desk.import(monthly, HEAD + RETURNED)).toMatchObject({ rows: 1, facts: 1, rejected: 0, missing: 0 });
    expect(await desk.only('A', 'PaymentReversed')).toMatchObject([{ data: { amount: 3000 } }]);
  });

  it('comes to the same where the same book comes again with more', async () => {
    await desk.import(BY_ROW, FIRST);
    expect(await desk.import(BY_ROW, FIRST + RETURNED)).toMatchObject({ unchanged: 4, facts: 1, changed: 0 });
    expect(await desk.import(BY_ROW, FIRST + RETURNED)).toMatchObject({ unchanged: 5, facts: 0 });
  });

  it('is absent for a condition that asks, and rejects the row that needs it', async () => {
    const unknown = `${HEAD}X9,A,2026-02-05,back,,P9\nP3,A,2026-02-06,paid,1,D9\n`;
    const result = await desk.import(BY_CONTENT, FIRST + unknown.slice(HEAD.length));
    expect(result).toMatchObject({ ignored: 1, rejected: 1 });
    expect(result.lines).toMatchObject([
      { kind: 'ignored', reason: 'returned what was never paid' },
      { kind: 'rejected', field: 'of', value: 'D9', reason: 'no debt is remembered under this key' },
    ]);
  });

  it('is forgotten with the row that was rejected', async () => {
    const rules = RULES.replace(
      "key: '{id}'\n  - when: { field: what, is: paid }",
      "key: '{id}'\n      - { record: AddNote, with: { text: '{note}' } }\n  - when: { field: what, is: paid }",
    );
    const book = 'id,case,day,what,amount,of,note\nD1,A,2026-01-10,debt,100,,\nP1,A,2026-02-01,paid,30,D1,\n';
    const result = await desk.import(csvMapping(rules), book);
    expect(result.lines).toMatchObject([{ field: 'note' }, { field: 'of', value: 'D1' }]);
  });

  it.each([
    ['key without remember', "[{ record: AddNote, with: { text: x }, key: '{id}' }]", /key stands beside remember/],
    [
      'a reference under keys that no step gives',
      "[{ record: RegisterDebt, with: { balances: { principal: '1' } }, remember: d }, { record: ChargeOffDebt, with: { debt: { part: d, key: '{id}' }, amount: '1' } }]",
      /no step remembers 'd' under a key/,
    ],
    [
      'a constant as key',
      "[{ record: RegisterDebt, with: { balances: { principal: '1' } }, remember: d, key: id }]",
      /this is a constant; for the field write "\{id\}"/,
    ],
    [
      'key beside another subject',
      "[{ when: { field: a, key: '{id}', is: b }, record: AddNote, with: { text: x } }]",
      /key cannot stand beside field/,
    ],
  ])('refuses %s', (_what, steps, message) => {
    expect(refusals(`\n  - do: ${steps}\n`)).toMatch(message);
  });
});
