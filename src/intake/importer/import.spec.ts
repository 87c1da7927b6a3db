/** From a book to facts: the ways of a row. */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMapping } from '../mapping/index.js';
import { csvMapping, ImportDesk } from './import-desk.fixture.js';
import type { ImportProgress } from './options.js';
import { runImport } from './run-import.js';

const PAYMENTS = csvMapping(`
  - when: { field: what, is: debt }
    do: [{ record: RegisterDebt, with: { balances: { principal: { money: amount } } }, remember: debt }]
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } }, extra: [note] }]
  - when: { field: what, is: header }
    ignore: repeated headers are no events
`);

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

describe('a first import', () => {
  it('creates the portfolio, opens cases by their first row and records rows in order', async () => {
    const result = await desk.import(
      PAYMENTS,
      'case,day,what,amount,note\nA,2026-01-10,debt,100.00,\nA,2026-02-01,paid,30,cash\nB,2026-01-11,debt,5.5,\n',
    );
    expect(result).toMatchObject({ rows: 3, cases: 2, facts: 6, rejected: 0, unchanged: 0, rejectsFile: null });
    expect(result.portfolio).toBe('book');
    expect(await desk.told('A')).toMatchObject([
      { type: 'CaseOpened', eff: '2026-01-10', data: { ref: 'A' } },
      { type: 'DebtRegistered', eff: '2026-01-10', data: { balances: { principal: 10_000 }, currency: 'EUR' } },
      { type: 'PaymentReceived', eff: '2026-02-01', data: { amount: 3_000, extra: { note: 'cash' } } },
      { type: 'PaymentAllocated' },
    ]);
    expect(await desk.totals()).toMatchObject([{ currency: 'EUR', cases: 2, owing: 7_550, paid: 3_000 }]);
  });

  it('says in each fact where it came from', async () => {
    const { batch } = (await landed())[0]?.src ?? {};
    expect(batch).toMatch(/^[0-9a-f]{16}$/);
    expect((await desk.facts('A')).map(({ src, by }) => ({ src, by }))).toEqual(
      ['line 2', 'line 2', 'line 3', 'line 3'].map((row) => ({
        by: 'local:test',
        src: { via: 'import', file: 'book.txt', row, map: 'test@1', batch },
      })),
    );

    async function landed() {
      await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,100\nA,2026-02-01,paid,30\n');
      return desk.facts('A');
    }
  });

  it('keeps the order of rows of cases that stand mixed', async () => {
    const cases = ['A', 'B', 'C', 'D'];
    const rows = cases.map((name) => `${name},2026-01-01,debt,100`);
    for (let i = 1; i <= 300; i++)
      rows.push(`${cases[(i * 7) % 4]},2026-02-01,paid,0.${String(i).padStart(3, '0').slice(1)}`);
    const result = await desk.import(PAYMENTS, `case,day,what,amount\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ rows: 304, cases: 4, rejected: 0 });
    for (const name of cases) {
      const places = (await desk.facts(name)).map(({ src }) => Number(src?.row?.slice('line '.length)));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('lands a case of more rows than may be under way at one time', async () => {
    const rows = Array.from({ length: 700 }, (_, i) => `A,2026-02-01,paid,0.01,${i}`);
    const book = `case,day,what,amount,note\nA,2026-01-10,debt,100.00,\n${rows.join('\n')}\n`;
    expect(await desk.import(PAYMENTS, book)).toMatchObject({ rows: 701, cases: 1, facts: 1_402, rejected: 0 });
  }, 30_000);

  it('goes into a portfolio that exists, whatever its zone and currency', async () => {
    await desk.import(
      PAYMENTS.replace(
        'name: book, zone: Europe/Rome, currency: EUR',
        'name: us, zone: America/New_York, currency: USD',
      ),
      'case,day,what,amount\nX,2026-01-10,debt,1\n',
      {},
      'us.csv',
    );
    const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,100\n', { portfolio: 'us' });
    expect(result).toMatchObject({ portfolio: 'us', rejected: 0, facts: 2 });
    const [opened, debt] = await desk.facts('A', 'us');
    expect(opened).toMatchObject({ zone: { name: 'Europe/Rome', by: 'mapping' }, data: { currency: 'EUR' } });
    expect(debt).toMatchObject({ zone: { name: 'Europe/Rome' }, data: { currency: 'EUR' } });
  });
});

describe('rows that do not become facts', () => {
  it('lists ignored rows with their reason, and they are no rejects', async () => {
    const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,1\ncase,day,header,amount\n');
    expect(result).toMatchObject({ rows: 2, ignored: 1, rejected: 0 });
    expect(result.lines).toEqual([
      { file: 'book.txt', place: 'line 3', kind: 'ignored', reason: 'repeated headers are no events' },
    ]);
  });

  it('rejects what no rule takes', async () => {
    const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,gift,1\n');
    expect(result).toMatchObject({ rows: 1, cases: 0, facts: 0, rejected: 1 });
    expect(result.lines[0]).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('no rule') });
  });

  it('leaves nothing of a case whose only row is refused by the ledger', async () => {
    const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,-1\nB,2026-01-10,debt,1\n');
    expect(result).toMatchObject({ rows: 2, cases: 1, rejected: 1 });
    expect(result.lines).toMatchObject([{ place: 'line 2', field: 'amount', value: '-1', reason: expect.any(String) }]);
    expect(await desk.facts('A')).toEqual([]);
  });

  it('opens the case with the next row when the first is refused', async () => {
    const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,-1\nA,2026-01-12,debt,7\n');
    expect(result).toMatchObject({ cases: 1, rejected: 1, facts: 2 });
    expect(await desk.told('A')).toMatchObject([
      { type: 'CaseOpened', eff: '2026-01-12' },
      { type: 'DebtRegistered', eff: '2026-01-12' },
    ]);
  });

  it('names the column of the command at fault, where several commands have the same field', async () => {
    const two = csvMapping(`
  - do:
      - { record: RecordPayment, with: { amount: { money: first } } }
      - { record: RecordPayment, with: { amount: { money: second } } }
`);
    const result = await desk.import(two, 'case,day,first,second\nA,2026-01-10,5,6\nA,2026-01-10,7,-8\n');
    expect(result).toMatchObject({ cases: 1, rejected: 1 });
    expect(result.lines).toMatchObject([{ place: 'line 3', field: 'second', value: '-8' }]);
  });

  it('records all of a row or nothing', async () => {
    const two = csvMapping(`
  - do:
      - { record: RegisterDebt, with: { balances: { principal: { money: amount } } } }
      - { record: RecordPayment, with: { amount: { money: paid } } }
`);
    const result = await desk.import(two, 'case,day,amount,paid\nA,2026-01-10,5,-5\n');
    expect(result).toMatchObject({ facts: 0, rejected: 1 });
    expect(result.lines).toMatchObject([{ field: 'paid', value: '-5' }]);
    expect(await desk.facts('A')).toEqual([]);
  });
});

it('tells progress up to the end', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `C${i % 50},2026-01-01,header,1`).join('\n');
  const file = join(desk.folder, 'long.csv');
  writeFileSync(file, `case,day,what,amount\n${rows}\nA,2026-01-10,debt,1\n`);
  const told: ImportProgress[] = [];
  const options = { file, mapping: readMapping('test.yaml', PAYMENTS), by: 'local:test' };
  await runImport(desk.runtime, options, (progress) => told.push(progress));
  const { size } = statSync(file);
  expect(told.length).toBeGreaterThan(1);
  expect(told.every(({ bytesRead, bytesTotal }) => bytesRead <= bytesTotal && bytesTotal === size)).toBe(true);
  expect(told.at(-1)).toEqual({ bytesRead: size, bytesTotal: size, rows: 20_001, facts: 2, validating: false });
});

it('refuses a second import into the same ledger while one is under way', async () => {
  const first = desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,1\n');
  await expect(desk.import(PAYMENTS, 'case\n', {}, 'other.csv')).rejects.toMatchObject({ code: 'in-progress' });
  expect(await first).toMatchObject({ rows: 1 });
});

it('leaves no file of its own behind', async () => {
  await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,1\n', { dryRun: true });
  expect(readdirSync(desk.data).filter((name) => name.startsWith('import-'))).toEqual([]);
});

it('names fields that the mapping reads and the file never has', async () => {
  const result = await desk.import(PAYMENTS, 'case,day,what,amount\nA,2026-01-10,debt,1\n');
  expect(result.neverSeen).toEqual(['note']);
});
