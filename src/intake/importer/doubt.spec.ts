/** A correction withdraws nothing because of a file that could not be read, and ends what a withdrawn row had begun. */
import { CasePromisesHandler, CasePromisesQuery } from '../../../projections/promises/promises.query.js';
import { ReadSide } from '../../../projections/read/read-side.js';
import { csvMapping, ImportDesk, type Imported } from './import-desk.fixture.js';

const MAPPING = csvMapping(`
  - when: { field: what, is: debt }
    do: [{ record: RegisterDebt, with: { balances: { principal: { money: amount } } } }]
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } } }]
  - when: { field: what, is: promise }
    do: [{ record: MakePromise, with: { amount: { money: amount }, dueDate: { date: due } } }]
  - when: { field: what, is: dispute }
    do: [{ record: RaiseDispute, with: { ground: AMOUNT } }]
  - when: { field: what, is: closed }
    do: [{ record: CloseCase, with: { reason: WITHDRAWN } }]
  - when: { field: what, is: test }
    reject: test data must not be here
`).replace('row: {', "row: { key: '{id}',");
const HEAD = 'id,case,day,what,amount,due\n';
const DEBT = '1,A,2026-01-10,debt,100,\n';
const PAID = '2,A,2026-02-01,paid,30,\n';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

const again = (book: string): Promise<Imported> => desk.import(MAPPING, book, { corrections: true });

describe('a row that cannot be told is not taken for missing', () => {
  it.each([
    ['one column too many', '2,A,2026-02-01,paid,30,00,\n'],
    ['no case key', '2,,2026-02-01,paid,30,\n'],
    ['no row key', ',A,2026-02-01,paid,30,\n'],
    ['an activity that no rule takes', '2,A,2026-02-01,pays,30,\n'],
    ['a rule that rejects it', '2,A,2026-02-01,test,30,\n'],
  ])('%s: nothing is withdrawn, and the line says why', async (_what, bad) => {
    await desk.import(MAPPING, HEAD + DEBT + PAID);
    const result = await again(HEAD + DEBT + bad);
    expect(result).toMatchObject({ facts: 0, unchanged: 1, rejected: 1, missing: 1 });
    expect(result.lines.find(({ kind }) => kind === 'missing')?.detail).toContain('It was not withdrawn: 1 rejected');
    expect(await desk.types('A')).not.toContain('PaymentReversed');
  });

  it('a file of a header only withdraws nothing', async () => {
    await desk.import(MAPPING, HEAD + DEBT + PAID);
    const result = await again(HEAD);
    expect(result).toMatchObject({ rows: 0, facts: 0, missing: 2 });
    expect(result.lines[0]?.detail).toContain('Is it the right file?');
  });

  it('a row that is known and has a bad value is not missing, and others are withdrawn', async () => {
    await desk.import(MAPPING, `${HEAD}${DEBT}${PAID}3,A,2026-02-02,paid,5,\n`);
    expect(await again(`${HEAD}${DEBT}2,A,2026-02-01,paid,x,\n`)).toMatchObject({ rejected: 1, missing: 1 });
    expect(await desk.only('A', 'PaymentReversed')).toHaveLength(1);
  });

  it('says of a missing row in which file and where it stood', async () => {
    await desk.import(MAPPING, HEAD + DEBT + PAID, {}, 'january.csv');
    const { lines } = await desk.import(MAPPING, HEAD + DEBT, {}, 'february.csv');
    expect(lines).toMatchObject([{ kind: 'missing', file: 'january.csv', place: 'line 3' }]);
  });
});

describe('what goes on until something ends it is ended with the day on which it began', () => {
  const promises = async (): Promise<string[]> => {
    const { store, readDb, projector, clock } = desk.runtime;
    await projector.catchUp();
    const handler = new CasePromisesHandler(new ReadSide(store, readDb, projector, clock));
    const answer = await handler.execute(new CasePromisesQuery(desk.caseId('A'), {}));
    return answer.promises.map(({ outcome }) => outcome);
  };

  it('a promise of which the source changed the day is cancelled, not broken', async () => {
    const promise = (due: string): string => `${HEAD}${DEBT}${PAID}3,A,2026-01-15,promise,30,${due}\n`;
    await desk.import(MAPPING, promise('2026-01-20'));
    expect(await promises()).toEqual(['BROKEN']);
    expect(await again(promise('2026-02-01'))).toMatchObject({ rejected: 0, changed: 1 });
    expect(await promises()).toEqual(['CANCELLED', 'KEPT']);
  });

  it('a dispute no longer holds, and a closed case is open again', async () => {
    await desk.import(MAPPING, `${HEAD}${DEBT}3,A,2026-01-15,dispute,,\n4,A,2026-01-16,closed,,\n`);
    expect(await again(HEAD + DEBT)).toMatchObject({ missing: 2, rejected: 0 });
    expect(await desk.types('A')).toEqual(expect.arrayContaining(['DisputeWithdrawn', 'CaseReopened']));
    expect(await again(HEAD + DEBT)).toMatchObject({ facts: 0, missing: 0 });
  });
});

it('takes a later row of a case that does not say how the case was opened', async () => {
  const opened = MAPPING.replace("key: '{case}'", "key: '{case}', opened: { date: due }");
  expect(opened).not.toBe(MAPPING);
  const result = await desk.import(opened, `${HEAD}1,A,2026-01-10,debt,100,2026-01-05\n${PAID}`);
  expect(result).toMatchObject({ cases: 1, rejected: 0 });
  expect(await desk.only('A', 'PaymentReceived')).toHaveLength(1);
});
