/** The same book again: grown, changed, with rows gone; and what is corrected when that is asked for. */
import { csvMapping, ImportDesk } from './import-desk.fixture.js';

const RULES = `
  - when: { field: what, is: debt }
    do: [{ record: RegisterDebt, with: { balances: { principal: { money: amount }, cost: { money: cost } } }, remember: debt }]
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } } }]
  - when: { field: what, is: charge }
    do: [{ record: AssessCharge, with: { debt: { part: debt }, component: fee, amount: { money: amount } } }]
  - when: { field: what, is: call }
    do: [{ record: RecordContact, with: { channel: phone, outcome: { field: amount } } }]
  - when: { field: what, is: court }
    do: [{ record: FileLegalAction, with: { kind: { field: amount } } }]
`;
const KEYED = csvMapping(RULES).replace('row: {', "row: { key: '{id}',");
const BY_CONTENT = csvMapping(RULES);
const HEAD = 'id,case,day,what,amount,cost\n';
const BOOK = `${HEAD}1,A,2026-01-10,debt,100,\n2,A,2026-01-20,charge,5,\n3,A,2026-02-01,paid,30,\n4,B,2026-01-11,debt,50,\n`;

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

const NOTHING_NEW = { facts: 0, changed: 0, missing: 0, ignored: 0, rejected: 0, rejectsFile: null };

describe.each([
  ['by declared key', KEYED],
  ['by content', BY_CONTENT],
])('known again %s', (_how, mapping) => {
  it('adds nothing when the same book comes again, also under another name', async () => {
    await desk.import(mapping, BOOK);
    const before = await desk.everything();
    expect(await desk.import(mapping, BOOK)).toMatchObject({ ...NOTHING_NEW, rows: 4, cases: 2, unchanged: 4 });
    expect(await desk.import(mapping, BOOK, {}, 'march.csv')).toMatchObject({ ...NOTHING_NEW, unchanged: 4 });
    expect(await desk.everything()).toEqual(before);
  });

  it('adds nothing after a restart', async () => {
    await desk.import(mapping, BOOK);
    await desk.runtime.close();
    await desk.start();
    expect(await desk.import(mapping, BOOK)).toMatchObject({ ...NOTHING_NEW, unchanged: 4 });
  });

  it('adds only what is new in a book that has grown', async () => {
    await desk.import(mapping, BOOK);
    const grown = `${BOOK}5,A,2026-03-01,paid,10,\n6,C,2026-03-01,debt,1,\n`;
    expect(await desk.import(mapping, grown)).toMatchObject({
      facts: 4,
      unchanged: 4,
      cases: 3,
      changed: 0,
      missing: 0,
    });
    expect(await desk.only('A', 'PaymentReceived')).toHaveLength(2);
  });

  it('does not care in which order cases stand', async () => {
    await desk.import(mapping, BOOK);
    const [head = '', a1 = '', a2 = '', a3 = '', b1 = ''] = BOOK.split('\n');
    const turned = [head, b1, a1, a2, a3, ''].join('\n');
    expect(await desk.import(mapping, turned)).toMatchObject({ ...NOTHING_NEW, unchanged: 4 });
  });

  it('lists rows that are gone and withdraws none', async () => {
    await desk.import(mapping, BOOK);
    const less = BOOK.replace('3,A,2026-02-01,paid,30,\n', '');
    const result = await desk.import(mapping, less);
    expect(result).toMatchObject({ facts: 0, unchanged: 3, missing: 1, changed: 0, rejected: 0 });
    expect(result.lines).toMatchObject([{ kind: 'missing', reason: 'missing', place: 'line 4' }]);
    expect(await desk.types('A')).not.toContain('PaymentReversed');
  });

  it('withdraws rows that are gone when corrections are asked for, once', async () => {
    await desk.import(mapping, BOOK);
    const less = BOOK.replace('3,A,2026-02-01,paid,30,\n', '');
    const result = await desk.import(mapping, less, { corrections: true });
    expect(result).toMatchObject({ facts: 1, unchanged: 3, missing: 1, rejected: 0 });
    expect((await desk.only('A', 'PaymentReversed'))[0]).toMatchObject({
      eff: '2026-02-01',
      data: { amount: 3_000, reason: 'MISPOST', basis: 'ORIGINAL_DATE' },
    });
    expect(await desk.import(mapping, less, { corrections: true })).toMatchObject({
      facts: 0,
      missing: 0,
      unchanged: 3,
    });
    expect(await desk.totals('2026-02-01')).toMatchObject([{ paid: 0, owing: 15_500 }]);
  });

  it('says nothing of missing rows where the mapping says that files hold additions only', async () => {
    const additions = mapping.replace('format: csv', 'format: csv, holds: additions');
    await desk.import(additions, BOOK);
    expect(await desk.import(additions, `${HEAD}9,A,2026-03-01,paid,1,\n`)).toMatchObject({ facts: 2, missing: 0 });
  });
});

it('knows equal rows of a case apart by their ordinal', async () => {
  const twice = `${HEAD}1,A,2026-01-10,debt,100,\n2,A,2026-02-01,paid,30,\n2,A,2026-02-01,paid,30,\n`;
  expect(await desk.import(BY_CONTENT, twice)).toMatchObject({ rejected: 0, changed: 0 });
  expect(await desk.only('A', 'PaymentReceived')).toHaveLength(2);
  expect(await desk.import(BY_CONTENT, `${twice}2,A,2026-02-01,paid,30,\n`)).toMatchObject({
    unchanged: 3,
    changed: 0,
  });
  expect(await desk.only('A', 'PaymentReceived')).toHaveLength(3);
});

describe('a declared key that stands twice in one file', () => {
  it('is the same row where it says the same', async () => {
    const twice = `${HEAD}1,A,2026-01-10,debt,100,\n1,A,2026-01-10,debt,100,\n`;
    expect(await desk.import(KEYED, twice)).toMatchObject({ facts: 2, unchanged: 1, changed: 0, rejected: 0 });
  });

  it('is a changed row where it says something else, on every run alike', async () => {
    const twice = `${HEAD}1,A,2026-01-10,debt,100,\n1,A,2026-01-10,debt,90,\n`;
    for (const facts of [2, 0, 0]) {
      const result = await desk.import(KEYED, twice, { corrections: true });
      expect(result).toMatchObject({ facts, changed: 1, rejected: 0 });
      expect(result.lines).toMatchObject([{ place: 'line 3', reason: 'changed' }]);
    }
  });
});

describe('a changed row', () => {
  const changed = BOOK.replace('paid,30', 'paid,25');

  it('is listed and adds nothing', async () => {
    await desk.import(KEYED, BOOK);
    const before = await desk.everything();
    const result = await desk.import(KEYED, changed);
    expect(result).toMatchObject({ facts: 0, unchanged: 3, changed: 1, missing: 0, rejected: 0 });
    expect(result.lines).toMatchObject([{ place: 'line 4', kind: 'changed', reason: 'changed' }]);
    expect(await desk.everything()).toEqual(before);
  });

  it('without a declared key is a new row, and the old one is missing', async () => {
    await desk.import(BY_CONTENT, BOOK);
    expect(await desk.import(BY_CONTENT, changed)).toMatchObject({ facts: 2, unchanged: 3, changed: 0, missing: 1 });
  });

  it('is corrected when that is asked for, once, and again when it changes back', async () => {
    await desk.import(KEYED, BOOK);
    expect(await desk.import(KEYED, changed, { corrections: true })).toMatchObject({
      changed: 1,
      facts: 3,
      rejected: 0,
    });
    expect(await desk.totals()).toMatchObject([{ paid: 2_500 }]);
    expect(await desk.import(KEYED, changed, { corrections: true })).toMatchObject({
      changed: 0,
      facts: 0,
      unchanged: 4,
    });
    expect(await desk.import(KEYED, changed)).toMatchObject({ changed: 0, facts: 0, unchanged: 4 });
    // Compared with the newest fact under its key, the old content is a change.
    expect(await desk.import(KEYED, BOOK)).toMatchObject({ changed: 1, facts: 0 });
    expect(await desk.import(KEYED, BOOK, { corrections: true })).toMatchObject({ changed: 1, facts: 3 });
    expect(await desk.totals()).toMatchObject([{ paid: 3_000 }]);
    const cmds = (await desk.only('A', 'PaymentReceived')).map(({ cmd }) => cmd.replace(/^i:[\w-]{22}/, ''));
    expect(cmds).toEqual(['.0', '.0~1', '.0~2']);
  });

  it('comes back after it was gone', async () => {
    const less = BOOK.replace('3,A,2026-02-01,paid,30,\n', '');
    await desk.import(KEYED, BOOK);
    await desk.import(KEYED, less, { corrections: true });
    expect(await desk.import(KEYED, BOOK)).toMatchObject({ changed: 1, facts: 0 });
    expect(await desk.import(KEYED, BOOK, { corrections: true })).toMatchObject({ changed: 1, facts: 2 });
    expect(await desk.totals()).toMatchObject([{ paid: 3_000 }]);
  });

  it('of a debt books the old balances back, and what was charged on it follows', async () => {
    await desk.import(KEYED, BOOK.replace('debt,100,', 'debt,100,7'));
    const result = await desk.import(KEYED, BOOK.replace('debt,100,', 'debt,80,3'), { corrections: true });
    expect(result).toMatchObject({ changed: 2, rejected: 0 });
    expect((await desk.only('A', 'BalanceAdjusted')).map(({ data, eff }) => ({ eff, ...data }))).toMatchObject([
      { eff: '2026-01-10', component: 'cost', delta: -700, reason: 'row-changed' },
      { eff: '2026-01-10', component: 'principal', delta: -10_000, reason: 'row-changed' },
      { eff: '2026-01-20', component: 'fee', delta: -500 },
    ]);
    // 80 + 3 + 5 - 30 on A, 50 on B.
    expect(await desk.totals()).toMatchObject([{ owing: 5_800 + 5_000, paid: 3_000 }]);
    expect(await desk.import(KEYED, BOOK.replace('debt,100,', 'debt,80,3'))).toMatchObject({
      changed: 0,
      unchanged: 4,
    });
  });

  it('of a contact or of anything else notes on the old record that it was replaced', async () => {
    const other = (call: string, court: string): string =>
      `${HEAD}1,A,2026-01-10,debt,1,\n2,A,2026-01-11,call,${call},\n3,A,2026-01-12,court,${court},\n`;
    await desk.import(KEYED, other('PROMISED', 'payment order'));
    await desk.import(KEYED, other('REFUSED', 'claim'), { corrections: true });
    const [call] = await desk.only('A', 'ContactAttempted');
    const [filed] = await desk.only('A', 'LegalActionFiled');
    expect(await desk.only('A', 'ContactRecordCorrected')).toMatchObject([
      { ref: call?.id, data: { reason: 'row-changed', changes: { record: 'REPLACED' } } },
    ]);
    expect(await desk.only('A', 'RecordCorrected')).toMatchObject([
      { ref: filed?.id, eff: '2026-01-12', data: { action: 'REPLACED', of: 'LegalActionFiled' } },
    ]);
    expect(await desk.only('A', 'LegalActionFiled')).toMatchObject([{}, { data: { kind: 'claim' } }]);
  });

  it('that opened its case is listed: an opening is not corrected', async () => {
    await desk.import(KEYED, BOOK);
    const result = await desk.import(KEYED, BOOK.replace('1,A,2026-01-10', '1,A,2026-01-09'), { corrections: true });
    expect(result.changed).toBeGreaterThan(0);
    expect((await desk.only('A', 'CaseOpened'))[0]).toMatchObject({ eff: '2026-01-10' });
  });
});

it('takes rows under a mapping that has learnt another fact as changed, and corrects only the difference', async () => {
  const more = KEYED.replace('version: 1', 'version: 2').replace(
    'record: RecordPayment, with: { amount: { money: amount } } }]',
    'record: RecordPayment, with: { amount: { money: amount } } }, { record: AddNote, with: { text: paid } }]',
  );
  await desk.import(KEYED, BOOK);
  expect(await desk.import(more, BOOK)).toMatchObject({ changed: 1, unchanged: 3, facts: 0 });
  expect(await desk.import(more, BOOK, { corrections: true })).toMatchObject({ changed: 1, unchanged: 3, facts: 1 });
  expect(await desk.only('A', 'PaymentReversed')).toEqual([]);
});

it('puts rows behind those of a case that somebody else opened', async () => {
  await desk.import(BY_CONTENT.replace('mapping: test', 'mapping: other'), `${HEAD}1,A,2026-01-01,debt,1,\n`);
  const result = await desk.import(KEYED, BOOK);
  expect(result).toMatchObject({ rejected: 0, changed: 0, missing: 0 });
  expect((await desk.types('A')).filter((type) => type === 'CaseOpened')).toHaveLength(1);
});
