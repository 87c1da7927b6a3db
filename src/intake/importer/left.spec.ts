/** An unsorted book of a case with interest: its rows leave their postings to the end of the import. */
import { jest } from '@jest/globals';
import { addDays } from '../../ledger/dates.js';
import { CASE, type CaseCommand } from '../../ledger/ledger.js';
import { Entropy } from '../../privacy/random.js';
import { PortfolioPolicies } from '../../ledger/portfolio/index.js';
import { Transactor, type UnitOutcome } from '../../ledger/transact.js';
import { shuffled } from '../../../test/support/shuffled.js';
import { csvMapping, ImportDesk } from './import-desk.fixture.js';

const MAPPING = csvMapping(`
  - when: { field: what, is: debt }
    do:
      - { record: RegisterDebt, with: { balances: { principal: { money: amount } } } }
      - { record: SetInterestTerms, with: { rate: '3', period: { constant: year } } }
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } }, remember: payment }]
  - when: { field: what, is: returned }
    do: [{ record: ReversePayment, with: { payment: { part: payment }, reason: { constant: CHARGEBACK } } }]
  - when: { field: what, is: refunded }
    do: [{ record: PayRefund, with: { amount: { money: amount } } }]
`);
const TERMS = csvMapping(`
  - when: { field: what, is: debt }
    do:
      - { record: RegisterDebt, with: { balances: { principal: { money: amount } } } }
      - { record: SetInterestTerms, with: { rate: '3', period: { constant: year } } }
  - when: { field: what, is: terms }
    do: [{ record: SetInterestTerms, with: { rate: { field: amount }, period: { constant: year } } }]
  - when: { field: what, is: paid }
    do: [{ record: RecordPayment, with: { amount: { money: amount } } }]
`);
const HEAD = 'case,day,what,amount\nA,2015-01-01,debt,100000\n';
const paid = (n: number): string => `A,${addDays('2015-02-01', 30 * n)},paid,${1000 + n}\n`;
const UNSORTED = shuffled(80).map(paid);
const SORTED = [...UNSORTED].sort();

let desk: ImportDesk;
beforeEach(async () => {
  desk = await ImportDesk.open();
});
afterEach(() => desk.close());

async function balances(): Promise<unknown> {
  const { state } = await transactor().read(CASE, desk.caseId('A'));
  const { due, held, left } = state.account;
  return { due: [...due.values()].map((components) => [...components].sort()), held: [...held], left };
}

function transactor(): Transactor {
  const { store, clock, ids, vault } = desk.runtime;
  const policies = new PortfolioPolicies(store);
  return new Transactor(store, { clock, ids, entropy: new Entropy(), conceal: vault, policies });
}

/** The facts of the case; ids are those of one ledger, so they are numbered in their order. */
async function told(): Promise<string> {
  const numbers = new Map<string, string>();
  const number = (id: string): string => {
    if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`);
    return numbers.get(id) as string;
  };
  const facts = (await desk.facts('A')).map(({ type, eff, cause, data }) => ({ type, eff, cause, data }));
  return JSON.stringify(facts).replace(/[\da-f]{8}-[\da-f-]{27}/g, number);
}

/** What somebody else sends to the case. @param expected the revision that the sender saw */
function send(command: CaseCommand, expected?: number): Promise<UnitOutcome[]> {
  return transactor().runUnits(CASE, desk.caseId('A'), [[{ command, cmd: 'test', by: 'local:test', expected }]]);
}

/** The import is killed when its rows are in and what they left is not posted, or not all of it. */
async function importKilled(book: string, mark = /"cmd":"left:/): Promise<void> {
  const { store } = desk.runtime;
  const append = store.append.bind(store);
  const spy = jest.spyOn(store, 'append').mockImplementation((stream, events, expected) => {
    if (events.some(({ data }) => mark.test(data))) throw new Error('killed');
    return append(stream, events, expected);
  });
  await expect(desk.import(MAPPING, book)).rejects.toThrow('killed');
  spy.mockRestore();
}

describe('an unsorted book', () => {
  it('comes to the balances of the same book in order, and posts once at its end', async () => {
    const { rejected } = await desk.import(MAPPING, HEAD + SORTED.join(''));
    const sorted = await balances();
    await desk.close();
    desk = await ImportDesk.open();
    expect(await desk.import(MAPPING, HEAD + UNSORTED.join(''))).toMatchObject({ rejected, rows: 81 });
    expect(await balances()).toEqual(sorted);
    const types = await desk.types('A');
    expect(types.slice(-2)).toEqual(['InterestAccrualAdjusted', 'PaymentsReallocated']);
    // Some of the first rows posted at once what they changed; of the others, none did.
    expect(types.filter((type) => type === 'PaymentsReallocated').length).toBeLessThan(12);
  });

  it('lists a case of which nothing can be posted, and posts what the others left', async () => {
    const rows = UNSORTED.map((row) => row.replace(/^A/, 'B'));
    const beyond = ['B,2015-01-01,debt,50000000000000\n', ...rows, 'B,2015-01-02,terms,1000\n'].join('');
    const result = await desk.import(TERMS, HEAD + UNSORTED.join('') + beyond);
    expect(result).toMatchObject({ rows: 163, cases: 2, rejected: 1 });
    const reason = expect.stringMatching(
      new RegExp(`rows of case 'B' \\(${desk.caseId('B')}\\).*more than.*Correct .* import the file again`),
    );
    expect(result.lines).toEqual([expect.objectContaining({ kind: 'rejected', place: 'end', reason })]);
    expect((await desk.types('A')).slice(-1)).toEqual(['PaymentsReallocated']);
    // The rows are recorded, and terms that can be kept make them whole.
    expect((await desk.types('B')).slice(-1)).toEqual(['InterestTermsSet']);
    const again = await desk.import(TERMS, HEAD + UNSORTED.join('') + beyond);
    expect(again).toMatchObject({ facts: 0, unchanged: 163, rejected: 1 });
    const terms = { type: 'SetInterestTerms', rate: '3', period: 'year', occurredAt: '2015-01-02' } as const;
    const corrected = await transactor().run(CASE, desk.caseId('B'), {
      command: terms,
      cmd: 'terms',
      by: 'local:test',
    });
    expect(corrected).toMatchObject({ kind: 'done' });
    expect(await desk.import(TERMS, HEAD + UNSORTED.join('') + beyond)).toMatchObject({ facts: 0, rejected: 0 });
  });

  it('adds nothing when it comes again', async () => {
    await desk.import(MAPPING, HEAD + UNSORTED.join(''));
    expect(await desk.import(MAPPING, HEAD + UNSORTED.join(''))).toMatchObject({ facts: 0, unchanged: 81 });
  });

  it('that was killed before its end is posted by the next run, with the same facts', async () => {
    const book = HEAD + UNSORTED.join('');
    await desk.import(MAPPING, book);
    const whole = await told();
    await desk.close();
    desk = await ImportDesk.open();
    await importKilled(book);
    expect(await balances()).toMatchObject({ left: { since: '2015-01-31' } });
    await desk.runtime.close();
    await desk.start();
    expect(await desk.import(MAPPING, book)).toMatchObject({ facts: 2, unchanged: 81 });
    expect(await told()).toBe(whole);
  });

  it('that was killed and never run again is posted before anything else is decided', async () => {
    await importKilled(HEAD + UNSORTED.join(''));
    // So much looks held that could be refunded; posted, nothing is.
    const [answer] = await send({ type: 'PayRefund', amount: 100 });
    expect(answer).toMatchObject({ kind: 'refused', code: 'refund-exceeds-held' });
    await send({ type: 'AddNote', text: 'called' });
    expect((await desk.types('A')).slice(-3)).toEqual([
      'InterestAccrualAdjusted',
      'PaymentsReallocated',
      'CaseNoteAdded',
    ]);
    expect(await balances()).toMatchObject({ held: [], left: undefined });
  });

  it('posts what its rows left before a row that is decided by what is held', async () => {
    const result = await desk.import(MAPPING, `${HEAD}${UNSORTED.join('')}A,2024-01-01,refunded,100\n`);
    expect(result).toMatchObject({ rejected: 1 });
    expect(result.lines[0]?.detail ?? JSON.stringify(result.lines[0])).toContain('holds 0 minor units');
  });

  it('posts what a payment left before that payment is returned: on any day it was used, not held', async () => {
    const early = 'A,2015-01-10,paid,500\nA,2016-01-10,returned,\n';
    await desk.import(MAPPING, HEAD + SORTED.slice(0, 20).join('') + early);
    expect((await desk.types('A')).slice(-7, -2)).toEqual([
      'PaymentReceived',
      'PaymentUnallocatedHeld',
      'InterestAccrualAdjusted',
      'PaymentsReallocated',
      'PaymentReversed',
    ]);
  });
});

describe('an unsorted book that leaves more than one append holds', () => {
  const MANY =
    HEAD +
    shuffled(1_300)
      .map((n) => `A,${addDays('2015-02-01', 3 * n)},paid,${50 + (n % 7)}\n`)
      .join('');

  /** Commands that posted something, each with how many facts. */
  async function posted(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { type, cmd } of await desk.facts('A')) {
      const posts = type === 'InterestAccrualAdjusted' || type === 'PaymentsReallocated';
      if (posts && /^(left:|before )/.test(cmd)) counts.set(cmd, (counts.get(cmd) ?? 0) + 1);
    }
    return counts;
  }

  it('posts it append by append, and is the same after it was killed between two of them', async () => {
    await desk.import(MAPPING, MANY);
    const whole = await told();
    expect((await posted()).size).toBeGreaterThan(1);
    expect(await balances()).toMatchObject({ held: [], left: undefined });
    await desk.close();
    desk = await ImportDesk.open();
    await importKilled(MANY, /"cmd":"left:[^"]* 2"/);
    expect(await balances()).toMatchObject({ left: { since: '2015-01-31' } });
    await desk.runtime.close();
    await desk.start();
    expect(await desk.import(MAPPING, MANY)).toMatchObject({ rejected: 0, unchanged: 1_301 });
    expect(await told()).toBe(whole);
    expect(await desk.import(MAPPING, MANY)).toMatchObject({ facts: 0, unchanged: 1_301 });
  });

  it('has all of it posted before what somebody else sends, who saw the case as it was', async () => {
    await importKilled(MANY);
    const seen = (await desk.facts('A')).length - 1;
    const [answer] = await send({ type: 'AddNote', text: 'called' }, seen);
    const facts = await desk.facts('A');
    expect(answer).toMatchObject([{ kind: 'done', revision: facts.length - 1, events: [facts.at(-1)?.id] }]);
    expect([...(await posted()).keys()]).toEqual(['before test', 'before test 2']);
    expect(await balances()).toMatchObject({ held: [], left: undefined });
    // Sent again it is known; another who saw the case before is told that it has moved.
    expect((await send({ type: 'AddNote', text: 'called' }, seen))[0]).toMatchObject([{ repeated: true }]);
  });

  it('tells who saw an older case than that', async () => {
    await importKilled(MANY);
    const [answer] = await send({ type: 'AddNote', text: 'called' }, 0);
    expect(answer).toMatchObject({ kind: 'refused', code: 'stale-revision' });
    expect((await posted()).size).toBe(0);
  });

  it('has all of it posted before a row that is decided by what is held', async () => {
    const result = await desk.import(MAPPING, `${MANY}A,2025-12-31,refunded,100\n`);
    expect(result).toMatchObject({ rejected: 1 });
    expect(result.lines[0]?.reason).toContain('holds 0 minor units');
    expect([...(await posted()).keys()].filter((cmd) => cmd.startsWith('before '))).toHaveLength(2);
  });
});
