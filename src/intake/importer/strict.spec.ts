/** Dry runs and strict imports: everything is validated, deciders included, and nothing lands where it must not. */
import { csvMapping, ImportDesk } from './import-desk.fixture.js';
import type { SqliteKeys } from '../../privacy/sqlite-keys.js';

const RULES = csvMapping(`
  - when: { field: what, is: debt }
    do: [{ record: RegisterDebt, with: { balances: { principal: { money: amount } } }, remember: debt }]
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } }, sealed: [payer], remember: payment }]
  - when: { field: what, is: back }
    do: [{ record: ReversePayment, with: { payment: { part: payment }, amount: { money: amount }, reason: NSF } }]
`);
const HEAD = 'case,day,what,amount,payer\n';
const GOOD = `${HEAD}A,2026-01-10,debt,100,\nA,2026-02-01,paid,30,Ada\nA,2026-02-05,back,10,\n`;
/** Only the decider sees it: more is reversed than was paid. */
const BAD = `${GOOD}A,2026-02-06,back,21,\n`;

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

const keysIn = (): unknown =>
  (desk.runtime.keys as SqliteKeys).db.prepare('SELECT count(*) AS n FROM subject_keys').get();

describe('a dry run', () => {
  it('tells what would be recorded and lands nothing: no fact, no portfolio, no key', async () => {
    const result = await desk.import(RULES, GOOD, { dryRun: true });
    expect(result).toMatchObject({ rows: 3, cases: 1, facts: 5, rejected: 0, portfolio: 'book' });
    expect(await desk.everything()).toEqual([]);
    expect(keysIn()).toEqual({ n: 0 });
  });

  it('sees what only the ledger would refuse', async () => {
    const result = await desk.import(RULES, BAD, { dryRun: true });
    expect(result).toMatchObject({ rows: 4, facts: 5, rejected: 1 });
    expect(result.lines).toMatchObject([{ place: 'line 5', reason: expect.stringContaining('20') }]);
    expect(await desk.everything()).toEqual([]);
  });

  it('stands on what the ledger holds', async () => {
    await desk.import(RULES, GOOD);
    const before = await desk.everything();
    expect(await desk.import(RULES, GOOD, { dryRun: true })).toMatchObject({ facts: 0, unchanged: 3 });
    expect(await desk.import(RULES, BAD, { dryRun: true })).toMatchObject({ facts: 0, unchanged: 3, rejected: 1 });
    const changed = GOOD.replace('paid,30', 'paid,25');
    expect(await desk.import(RULES, changed, { dryRun: true, corrections: true })).toMatchObject({ missing: 1 });
    expect(await desk.everything()).toEqual(before);
    expect(keysIn()).toEqual({ n: 1 });
  });
});

describe('a strict import', () => {
  it('lands nothing where one row is rejected', async () => {
    const result = await desk.import(RULES, BAD, { strict: true });
    expect(result).toMatchObject({ rows: 4, facts: 0, rejected: 1 });
    expect(result.lines).toHaveLength(1);
    expect(await desk.everything()).toEqual([]);
    expect(keysIn()).toEqual({ n: 0 });
  });

  it('lands the same as any other import where all is well', async () => {
    expect(await desk.import(RULES, GOOD, { strict: true })).toMatchObject({ rows: 3, facts: 5, rejected: 0 });
    expect(await desk.import(RULES, GOOD)).toMatchObject({ facts: 0, unchanged: 3, changed: 0 });
    expect(await desk.totals()).toMatchObject([{ paid: 2_000, owing: 8_000 }]);
  });

  it('takes changed and ignored rows for no rejects', async () => {
    await desk.import(RULES.replace('row: {', "row: { key: '{day}',"), GOOD);
    const more = `${GOOD.replace('paid,30', 'paid,25')}B,2026-03-01,debt,1,\n`;
    const result = await desk.import(RULES.replace('row: {', "row: { key: '{day}',"), more, { strict: true });
    expect(result).toMatchObject({ changed: 1, rejected: 0, facts: 2 });
  });
});
