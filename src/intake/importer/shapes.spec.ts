/** Books in other shapes: each with a mapping of its own and nothing of it in code. */
import { ImportDesk } from './import-desk.fixture.js';

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

it('a semicolon CSV in latin1 with decimal commas, dots for thousands and German dates', async () => {
  const mapping = `
mapping: stadtwerke
version: 1
source: { format: csv, encoding: latin1, csv: { delimiter: ';' } }
portfolio: { name: book, zone: Europe/Berlin, currency: EUR }
money: { decimal: ',', thousands: '.', symbols: ['€', EUR], negative: [leading, trailing] }
dates: { format: [DD.MM.YYYY HH:mm, DD.MM.YYYY] }
case: { key: '{Vertrag}', product: { field: Sparte, map: { S: strom, G: gas } } }
row: { key: '{Beleg}', date: { date: Datum } }
rows:
  - when: { field: Art, is: Rechnung }
    do:
      - record: RegisterDebt
        with:
          ref: { field: Beleg }
          balances: { principal: { money: Betrag } }
          dueDate: { date: Fällig }
  - when: { field: Art, in: [Zahlung, Rücklastschrift] }
    do:
      - when: { value: { money: Betrag }, below: 0 }
        record: RecordPayment
        with: { amount: { abs: { money: Betrag } }, method: { field: Art, case: lower } }
      - when: { value: { money: Betrag }, above: 0 }
        record: AdjustBalance
        with: { component: fee, delta: { money: Betrag }, reason: '{Art} {Beleg}' }
`;
  const text = `Vertrag;Sparte;Beleg;Art;Datum;Fällig;Betrag
V-1;S;R1;Rechnung;05.01.2026;19.01.2026;1.234,56 €
V-1;S;Z1;Zahlung;20.01.2026 14:05;;-1.000,00 €
V-1;S;L1;Rücklastschrift;22.01.2026;;3,50-
V-2;G;R2;Rechnung;05.01.2026;19.01.2026;EUR 12
`;
  const result = await desk.import(mapping, Buffer.from(text.replaceAll('€', 'EUR'), 'latin1'));
  expect(result).toMatchObject({ rows: 4, cases: 2, rejected: 0 });
  expect(await desk.told('V-1')).toMatchObject([
    { type: 'CaseOpened', data: { product: 'strom' } },
    { type: 'DebtRegistered', eff: '2026-01-05', data: { balances: { principal: 123_456 }, dueDate: '2026-01-19' } },
    { type: 'PaymentReceived', data: { amount: 100_000, method: 'zahlung' } },
    { type: 'PaymentAllocated' },
    { type: 'PaymentReceived', data: { amount: 350, method: 'rücklastschrift' } },
    { type: 'PaymentAllocated' },
  ]);
  expect((await desk.only('V-1', 'PaymentReceived'))[0]?.at).toBe('2026-01-20T14:05:00+01:00');
  expect(await desk.totals()).toMatchObject([{ owing: 123_456 - 100_350 + 1_200 }]);
});

it('JSON lines with nested objects, arrays of any length and several currencies', async () => {
  const mapping = `
mapping: ledger-export
version: 3
source: { format: jsonl }
portfolio: { name: book, zone: UTC }
money: { minor: true, currency: { field: account.currency } }
case: { key: '{account.id}', opened: { date: account.opened } }
row: { date: { date: account.opened }, key: '{account.id}' }
rows:
  - do:
      - record: RegisterDebt
        with: { balances: { principal: { money: account.balance.principal }, fee: { money: account.balance.fee } } }
        remember: debt
      - each: { array: payments }
        do:
          - record: RecordPayment
            date: { date: '\${item}.on', format: epoch }
            with: { amount: { money: 'payments.\${n}.amount' }, externalRef: { field: '\${item}.id' } }
      - each: { array: calls, as: c }
        do:
          - record: RecordContact
            date: { date: 'calls.\${c}.at' }
            with:
              channel: phone
              connected: { boolean: 'calls.\${c}.answered' }
              feedback: { field: 'calls.\${c}.said' }
            remember: 'call\${c}'
          - when: { field: 'calls.\${c}.promise.amount', present: true }
            record: MakePromise
            date: { date: 'calls.\${c}.at' }
            with:
              amount: { money: 'calls.\${c}.promise.amount' }
              dueDate: { date: 'calls.\${c}.promise.due' }
              contact: { part: 'call\${c}' }
`;
  const account = (id: string, currency: string, more: object): string =>
    `${JSON.stringify({ account: { id, currency, opened: '2026-01-05', balance: { principal: 12_000, fee: 500 } }, ...more })}\n`;
  const book =
    account('J1', 'USD', {
      payments: [{ on: 1768435200, amount: 2_500, id: 'p-1' }, null, { on: 1768521600, amount: 1, id: 'p-2' }],
      calls: [
        { at: '2026-01-20T09:00:00Z', answered: false },
        {
          at: '2026-01-21T09:00:00Z',
          answered: true,
          said: 'next week',
          promise: { amount: 9_999, due: '2026-01-28' },
        },
      ],
    }) + account('J2', 'JPY', {});
  const result = await desk.import(mapping, book);
  expect(result).toMatchObject({ rows: 2, cases: 2, rejected: 0 });
  expect(await desk.told('J1')).toMatchObject([
    { type: 'CaseOpened', data: { currency: 'USD' } },
    { type: 'DebtRegistered', data: { balances: { fee: 500, principal: 12_000 } } },
    { type: 'PaymentReceived', eff: '2026-01-15', data: { amount: 2_500, externalRef: 'p-1' } },
    { type: 'PaymentAllocated' },
    { type: 'PaymentReceived', eff: '2026-01-16', data: { amount: 1, externalRef: 'p-2' } },
    { type: 'PaymentAllocated' },
    { type: 'ContactAttempted' },
    { type: 'DialNotConnected' },
    { type: 'ContactAttempted' },
    { type: 'ContactConnected' },
    { type: 'ContactOutcomeRecorded' },
    { type: 'PromiseMade', data: { amount: 9_999, dueDate: '2026-01-28' } },
  ]);
  const promise = (await desk.only('J1', 'PromiseMade'))[0]?.data as { contact?: string };
  const calls = await desk.only('J1', 'ContactAttempted');
  expect(promise.contact).toBe((calls[1]?.data as { contact?: string }).contact);
  expect((await desk.told('J2'))[0]).toMatchObject({ data: { currency: 'JPY' } });
  // What an array gains later is new, and changes no place of what was there.
  const grown = book
    .replace('{"on":1768521600', '{"on":1768521600')
    .replace('"id":"p-2"}', '"id":"p-2"},{"on":1768608000,"amount":7,"id":"p-3"}');
  expect(await desk.import(mapping, grown, { corrections: true })).toMatchObject({ changed: 1, facts: 2, missing: 0 });
  expect(await desk.only('J1', 'PaymentReversed')).toEqual([]);
});

it('a wide CSV of statements, with totals that replace each other', async () => {
  const mapping = `
mapping: statements
version: 1
source: { format: csv }
portfolio: { name: book, zone: UTC, currency: GBP }
running:
  total: { type: money, start: '0' }
  months: number
case: { key: '{Account No}', opened: '2026-01-01' }
row: { key: '{Account No}' }
rows:
  - do:
      - record: RegisterDebt
        date: '2026-01-01'
        with: { balances: { principal: '0' } }
        remember: account
      - each: { as: m, in: ['01', '02', '03'] }
        do:
          - when: { field: 'Balance \${m}', present: true }
            do:
              - record: AdjustBalance
                date: '2026-\${m}-28'
                with:
                  debt: { part: account }
                  component: principal
                  delta: { minus: [{ money: 'Balance \${m}' }, { running: total }] }
                  reason: statement \${m}
              - set: { total: { money: 'Balance \${m}' } }
              - add: { months: 1 }
      - when: { running: months, atLeast: 3 }
        record: AssignCase
        date: '2026-03-28'
        with: { assignee: full-history }
`;
  const book = 'Account No,Balance 01,Balance 02,Balance 03\nX,100.00,80.50,95\nY,,10,\n';
  expect(await desk.import(mapping, book)).toMatchObject({ rows: 2, cases: 2, rejected: 0 });
  const deltas = async (ref: string): Promise<unknown> =>
    (await desk.only(ref, 'BalanceAdjusted')).map(({ eff, data }) => [eff, (data as { delta?: number }).delta]);
  expect(await deltas('X')).toEqual([
    ['2026-01-28', 10_000],
    ['2026-02-28', -1_950],
    ['2026-03-28', 1_450],
  ]);
  expect(await deltas('Y')).toEqual([['2026-02-28', 1_000]]);
  expect(await desk.types('X')).toContain('CaseAssigned');
  expect(await desk.types('Y')).not.toContain('CaseAssigned');
});

it('many rows of many cases mixed, with running totals and parts of earlier rows', async () => {
  const mapping = `
mapping: mixed
version: 1
source: { format: csv, csv: { delimiter: '|', header: [acc, when, code, sum, txt], comment: '#' } }
portfolio: { name: book, zone: America/New_York, currency: USD }
money: { thousands: ',', symbols: [$], negative: [parentheses] }
dates: { format: M/D/YYYY }
running: { owed: money }
case: { key: '{acc}' }
row: { date: { date: when } }
rows:
  - when: { field: code, is: NEW }
    do:
      - { record: RegisterDebt, with: { balances: { principal: { money: sum } } }, remember: loan }
      - set: { owed: { money: sum } }
  - when: { all: [{ field: code, is: TOT }, { value: { money: sum }, above: { running: owed } }] }
    do:
      - record: AssessCharge
        with: { debt: { part: loan }, component: interest, amount: { minus: [{ money: sum }, { running: owed }] } }
      - set: { owed: { money: sum } }
  - when: { field: code, is: TOT }
    ignore: the total did not rise
  - when: { field: code, is: LTR }
    do: [{ record: IssueNotice, with: { notice: { field: txt, default: reminder } }, remember: letter }]
  - when: { all: [{ field: code, is: RTN }, { part: letter, present: true }] }
    do: [{ record: RecordDelivery, with: { contact: { part: letter }, delivered: false, cause: '{txt}' } }]
  - when: { field: code, in: [MEMO, RTN] }
    do: [{ note: { topic: '{code}' } }]
`;
  const book = [
    '# made by a mainframe',
    'A|1/5/2026|NEW|$1,000.00|',
    'B|1/5/2026|NEW|20|',
    'A|2/5/2026|TOT|1,012.50|',
    'B|2/6/2026|RTN||nobody there',
    'A|2/7/2026|LTR||',
    'A|3/5/2026|TOT|1,012.50|',
    'B|2/7/2026|LTR||demand',
    'A|3/6/2026|RTN||moved',
    'A|3/7/2026|TOT|$1,020.00|',
    'B|3/7/2026|MEMO||said "later"',
  ].join('\n');
  const result = await desk.import(mapping, book);
  expect(result).toMatchObject({ rows: 10, cases: 2, rejected: 0, ignored: 1 });
  const charges = (await desk.only('A', 'ChargeAssessed')).map(({ data }) => (data as { amount?: number }).amount);
  expect(charges).toEqual([1_250, 750]);
  expect(await desk.types('A')).toEqual([
    'CaseOpened',
    'DebtRegistered',
    'ChargeAssessed',
    'NoticeIssued',
    'NoticeReturnedUndeliverable',
    'ChargeAssessed',
  ]);
  const [returned, memo] = await desk.only('B', 'CaseNoteAdded');
  expect(returned?.data).toMatchObject({ topic: 'RTN' });
  expect(await desk.opened(memo)).toEqual({ text: 'acc: B\ncode: MEMO\ntxt: said "later"\nwhen: 3/7/2026' });
  expect(await desk.import(mapping, book)).toMatchObject({
    facts: 0,
    unchanged: 9,
    ignored: 1,
    changed: 0,
    missing: 0,
  });
});

it('an amount in the wrong currency for its case', async () => {
  const mapping = `
mapping: fx
version: 1
source: { format: csv }
portfolio: { name: book, zone: UTC, currency: EUR }
money: { currency: { field: ccy, case: upper } }
case: { key: '{case}' }
row: { date: { date: day } }
rows: [{ do: [{ record: RecordPayment, with: { amount: { money: amount } } }] }]
`;
  const result = await desk.import(
    mapping,
    'case,day,amount,ccy\nA,2026-01-01,1.50,usd\nA,2026-01-02,2.50,EUR\nB,2026-01-02,2.505,KWD\nC,2026-01-03,1,dollars\n',
  );
  expect(result).toMatchObject({ rows: 4, rejected: 2, cases: 2 });
  expect(result.lines).toMatchObject([
    { place: 'line 3', field: 'currency', value: 'EUR' },
    { place: 'line 5', field: 'ccy', value: 'DOLLARS' },
  ]);
  expect((await desk.only('B', 'PaymentReceived'))[0]).toMatchObject({ data: { amount: 2_505, currency: 'KWD' } });
});
