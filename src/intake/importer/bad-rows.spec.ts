/** Rows that cannot become facts: each is listed with its place, field, value and reason; the rest lands. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { csvMapping, ImportDesk } from './import-desk.fixture.js';

const PAID = csvMapping(`
  - do:
      - record: RecordPayment
        with: { amount: { money: amount }, method: { field: method, map: { C: cash, T: transfer } } }
        sealed: [payer]
`);
const HEAD = 'case,day,amount,method,payer\n';
const GOOD = 'A,2026-01-10,1.00,C,Ada Lovelace\n';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

it.each([
  ['a date that does not exist', 'B,2026-02-30,1.00,C,x', { field: 'day', value: '2026-02-30', reason: /no date/ }],
  [
    'a date in another format',
    'B,10/01/2026,1.00,C,x',
    { field: 'day', value: '10/01/2026', reason: /written as iso/ },
  ],
  ['no date', 'B,,1.00,C,x', { field: 'day', reason: /absent, but RecordPayment needs a date/ }],
  ['a date ahead of the clock', 'B,2099-01-01,1.00,C,x', { field: 'day', value: '2099-01-01', reason: /ahead/ }],
  ['an amount that is none', 'B,2026-01-10,ten,C,x', { field: 'amount', value: 'ten', reason: /no amount/ }],
  ['a decimal comma', 'B,2026-01-10,"1,50",C,x', { field: 'amount', value: '1,50', reason: /no amount/ }],
  ['too many places', 'B,2026-01-10,1.005,C,x', { field: 'amount', value: '1.005', reason: /more than 2 decimal/ }],
  ['scientific notation', 'B,2026-01-10,1.0E+05,C,x', { field: 'amount', value: '1.0E+05', reason: /scientific/ }],
  [
    'too large an amount',
    'B,2026-01-10,99999999999999999,C,x',
    { field: 'amount', value: '99999999999999999', reason: /no amount/ },
  ],
  [
    'an amount above the safe integers',
    'B,2026-01-10,9999999999999999,C,x',
    { field: 'amount', value: '9999999999999999', reason: /too large/ },
  ],
  ['a negative payment', 'B,2026-01-10,-5,C,x', { field: 'amount', value: '-5', reason: /must not be negative/ }],
  ['no amount', 'B,2026-01-10,,C,x', { field: 'amount', reason: /absent, but RecordPayment needs amount/ }],
  ['a code that is not mapped', 'B,2026-01-10,1,X,x', { field: 'method', value: 'X', reason: /none of C, T/ }],
  ['no case', ',2026-01-10,1,C,x', { field: 'case', reason: /key of the case/ }],
])('rejects %s', async (_what, bad, { field, value, reason }: { field: string; value?: string; reason: RegExp }) => {
  const result = await desk.import(PAID, `${HEAD}${GOOD}${bad}\nC,2026-01-11,2.00,T,y\n`);
  expect(result).toMatchObject({ rows: 3, cases: 2, facts: 6, rejected: 1 });
  expect(result.lines).toEqual([
    {
      file: 'book.txt',
      place: 'line 3',
      kind: 'rejected',
      field,
      ...(value && { value }),
      reason: expect.stringMatching(reason),
    },
  ]);
  expect(await desk.facts('B')).toEqual([]);
});

it('reads what was mended in a second run', async () => {
  await desk.import(PAID, `${HEAD}${GOOD}B,2026-02-30,1.00,C,x\n`);
  const result = await desk.import(PAID, `${HEAD}${GOOD}B,2026-02-28,1.00,C,x\n`);
  expect(result).toMatchObject({ facts: 3, unchanged: 1, rejected: 0, missing: 0, rejectsFile: null });
});

describe('files that are damaged', () => {
  const events = (n: number): string =>
    Array.from(
      { length: n },
      (_, i) => `<trace><string key="concept:name" value="T${i}"/><event>
        <date key="day" value="2026-01-10T00:00:00+01:00"/><float key="amount" value="1.5"/></event></trace>`,
    ).join('\n');
  const XES = csvMapping('  - do: [{ record: RecordPayment, with: { amount: { money: amount } } }]')
    .replace('format: csv', 'format: xes')
    .replace("'{case}'", "'{trace:concept:name}'")
    .replace('{ date: day }', '{ date: day, take: date }');

  it('keep what stands before broken XML', async () => {
    const result = await desk.import(XES, `<log>${events(3)}<trace><event><oops</log>`);
    expect(result).toMatchObject({ rows: 3, cases: 3, rejected: 1 });
    expect(result.lines).toMatchObject([{ kind: 'rejected', place: expect.stringContaining('line') }]);
  });

  it('keep what stands before the end of a truncated gzip file', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => GOOD.replace('A', `C${i}`));
    const whole = gzipSync(Buffer.from(`${HEAD}${rows.join('')}`), { level: 0 });
    const result = await desk.import(PAID, whole.subarray(0, whole.length / 2), {}, 'book.csv.gz');
    expect(result.rows).toBeGreaterThan(100);
    expect(result).toMatchObject({ rejected: 1, missing: 0 });
    expect(result.lines[0]?.reason).toMatch(/gzip/i);
  });

  it('say nothing about missing rows', async () => {
    await desk.import(XES, `<log>${events(3)}</log>`);
    expect(await desk.import(XES, `<log>${events(1)}<trace><oops</log>`)).toMatchObject({ unchanged: 1, missing: 0 });
  });

  it('reject rows whose bytes are not of the encoding', async () => {
    const bytes = Buffer.from(`${HEAD}${GOOD}B\u00e9,2026-01-10,1.00,C,x\n`, 'latin1');
    const result = await desk.import(PAID, bytes);
    expect(result).toMatchObject({ rows: 2, facts: 3, rejected: 1 });
    expect(result.lines).toMatchObject([{ place: 'line 3', field: 'case', reason: expect.stringContaining('utf-8') }]);
  });

  it('reject JSON lines that are none, and mask them where the mapping has personal fields', async () => {
    const lines =
      '{"case":"A","day":"2026-01-10","amount":1.5,"method":"C","payer":"Ada"}\n{"payer": "Bob Secret", oops\n';
    const result = await desk.import(PAID.replace('format: csv', 'format: jsonl'), lines);
    expect(result).toMatchObject({ rows: 2, facts: 3, rejected: 1 });
    expect(result.lines).toMatchObject([
      { place: 'line 2', value: '***', reason: expect.stringContaining('broken JSON') },
    ]);
  });
});

describe('the rejects file', () => {
  const bad = `${HEAD}B,2026-02-30,1.00,C,x\n`;

  it('lies in the data folder under the names of file and batch, and is replaced by the next run', async () => {
    const first = await desk.import(PAID, bad);
    expect(first.rejectsFile).toMatch(/data\/rejects\/book\.txt-[0-9a-f]{16}\.rejects\.jsonl$/);
    const second = await desk.import(PAID, bad);
    expect(second.rejectsFile).toBe(first.rejectsFile);
    expect(second.lines).toHaveLength(1);
  });

  it('goes where it is told, and is taken away where there is nothing to say', async () => {
    const rejects = join(desk.folder, 'out', 'bad.jsonl');
    expect((await desk.import(PAID, bad, { rejects })).rejectsFile).toBe(rejects);
    expect(readFileSync(rejects, 'utf8')).toContain('2026-02-30');
    expect((await desk.import(PAID, `${HEAD}${GOOD}`, { rejects })).rejectsFile).toBeNull();
    expect(() => readFileSync(rejects)).toThrow();
  });

  it('lists in the order of the file', async () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      i % 3 === 0 ? `C${i},2026-01-10,-1,C,x` : `C${i},2026-02-30,1,C,x`,
    );
    const { lines } = await desk.import(PAID, `${HEAD}${rows.join('\n')}\n`);
    expect(lines.map(({ place }) => place)).toEqual(rows.map((_, i) => `line ${i + 2}`));
  });

  it('masks personal values, also where the ledger refuses them', async () => {
    const sealed = csvMapping(`
  - do:
      - { record: AddNote, with: { text: { field: words } }, sealed: { mail: { field: mail, map: { a: b } } } }
`);
    const long = 'secret '.repeat(6_000);
    const result = await desk.import(
      sealed,
      `case,day,words,mail\nA,2026-01-10,hello,ada@secret.example\nB,2026-01-10,${long},a\n`,
    );
    expect(result.lines).toMatchObject([
      { place: 'line 2', field: 'mail', value: '***' },
      { place: 'line 3', field: 'words', value: '***', reason: expect.stringContaining('characters') },
    ]);
    writeFileSync(join(desk.folder, 'seen'), readFileSync(result.rejectsFile ?? '', 'utf8'));
    expect(readFileSync(join(desk.folder, 'seen'), 'utf8')).not.toMatch(/secret/);
  });

  it('does not show the names of traces where they are personal', async () => {
    const xes = csvMapping(
      '  - do: [{ record: AddNote, with: { text: { field: what } } }]',
      "personal: ['trace:concept:name']",
    )
      .replace('format: csv', 'format: xes')
      .replace("key: '{case}'", "key: '{trace:concept:name}', ref: false");
    const log = `<log><trace><string key="concept:name" value="Ada Lovelace"/>
      <event><string key="day" value="2026-01-10"/><string key="what" value="hello"/></event>
      <event><string key="day" value="never"/><string key="what" value="bye"/></event></trace></log>`;
    const result = await desk.import(xes, log);
    expect(result).toMatchObject({ facts: 2, rejected: 1, lines: [{ place: 'row 2' }] });
    const [opened] = await desk.facts('Ada Lovelace');
    expect(opened).toMatchObject({ src: { row: 'row 1' } });
    expect(JSON.stringify(await desk.everything())).not.toContain('Lovelace');
  });
});

it('says at once that there is no file, or that it is a folder', async () => {
  await expect(desk.importFile(PAID, join(desk.folder, 'none.csv'))).rejects.toMatchObject({ code: 'missing' });
  await expect(desk.importFile(PAID, desk.folder)).rejects.toMatchObject({ code: 'not-a-file' });
});
