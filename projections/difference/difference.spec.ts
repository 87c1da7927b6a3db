/** What two answers at the same V disagree on, and why. */
import { TestLedger } from '../../test/support/test-ledger.js';
import { CaseDifferenceHandler, CaseDifferenceQuery, type CaseDifference } from './case-difference.query.js';
import {
  PortfolioDifferenceHandler,
  PortfolioDifferenceQuery,
  type PortfolioDifference,
} from './portfolio-difference.query.js';

let ledger: TestLedger;
let id: string;
let other: string;
const K1 = '2026-03-10T12:00:00Z';
const part: Record<string, string> = {};

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-02T08:00:00Z');
  await ledger.createPortfolio();
  id = await ledger.openCase('A', 10_000);
  other = await ledger.openCase('B', 700);
  const promise = { type: 'MakePromise', amount: 1_000, dueDate: '2026-03-04', graceDays: 0 } as const;
  part['promise'] = (await ledger.record(id, { ...promise, occurredAt: '2026-03-02' })).id as string;
  ledger.clock.set('2026-03-12T09:30:00Z');
  // Paid in time, told a week late; the fee is of the day of its telling.
  const paid = await ledger.record(id, { type: 'RecordPayment', amount: 1_000, occurredAt: '2026-03-04T09:30:00Z' });
  [part['payment'], part['allocated']] = paid.events as [string, string];
  await ledger.record(id, { type: 'AddNote', text: 'He paid at the counter.' });
  await ledger.record(id, { type: 'LogComplaint', text: 'too many calls', occurredAt: '2026-03-05' });
  ledger.clock.set('2026-03-31T12:00:00Z');
  await ledger.openRead();
  await ledger.projector.catchUp();
  ledger.projector.start();
});

afterEach(() => ledger.close());

const difference = (asOf: string, knownAt = K1, against?: string, discloses = false): Promise<CaseDifference> =>
  new CaseDifferenceHandler(ledger.read, ledger.vault).execute(
    new CaseDifferenceQuery(id, { asOf, knownAt, against }, discloses),
  );

const ofPortfolio = (asOf: string, knownAt = K1, against?: string): Promise<PortfolioDifference> =>
  new PortfolioDifferenceHandler(ledger.read).execute(
    new PortfolioDifferenceQuery('main', { asOf, knownAt, against }, undefined, 10),
  );

describe('the difference of a case', () => {
  it('names the figures that differ, with the facts that cause each', async () => {
    const { figures, knewMore } = await difference('2026-03-09');
    expect(knewMore).toBe('against');
    expect(figures).toEqual([
      {
        figure: 'net',
        of: null,
        before: 10_000,
        after: 9_000,
        delta: -1_000,
        causes: [{ event: part['payment'], delta: -1_000 }],
      },
      {
        figure: 'component',
        of: 'principal',
        before: 10_000,
        after: 9_000,
        delta: -1_000,
        causes: [{ event: part['allocated'], delta: -1_000 }],
      },
      {
        figure: 'complaints',
        of: null,
        before: 0,
        after: 1,
        delta: 1,
        causes: [{ event: expect.any(String), delta: 1 }],
      },
      {
        figure: 'promise',
        of: part['promise'],
        before: 'BROKEN',
        after: 'KEPT',
        delta: null,
        causes: [{ event: part['payment'] }],
      },
      {
        figure: 'complaint',
        of: expect.any(String),
        before: null,
        after: 'RECEIVED',
        delta: null,
        causes: [{ event: expect.any(String) }],
      },
    ]);
  });

  it('tells the facts that only one of them knew and that matter at V, each with how late it was', async () => {
    const { facts } = await difference('2026-03-09');
    expect(facts.map(({ type }) => type)).toEqual(['PaymentReceived', 'PaymentAllocated', 'ComplaintReceived']);
    expect(facts[0]).toMatchObject({
      eff: '2026-03-04',
      rec: '2026-03-12T09:30:00.000Z',
      lateSeconds: 8 * 86_400,
      lateDays: 8,
      sentence: { en: expect.stringContaining('10.00'), zh: expect.stringMatching(/\p{Script=Han}/u) },
    });
    expect(facts[2]).toMatchObject({ lateSeconds: null, lateDays: 7 });
    expect((await difference('2026-03-12')).facts.map(({ type }) => type)).toContain('CaseNoteAdded');
  });

  it('is nothing where both know the same, or where nothing learnt since is of V', async () => {
    expect(await difference('2026-03-09', K1, K1)).toMatchObject({ facts: [], figures: [] });
    expect(await difference('2026-03-03')).toMatchObject({ facts: [], figures: [] });
  });

  it('can be asked the other way round', async () => {
    const there = await difference('2026-03-09', K1, '2026-03-20T00:00:00Z');
    const back = await difference('2026-03-09', '2026-03-20T00:00:00Z', K1);
    expect(back.knewMore).toBe('knownAt');
    expect(back.figures.map(({ before, after, delta }) => [after, before, delta === null ? null : -delta])).toEqual(
      there.figures.map(({ before, after, delta }) => [before, after, delta]),
    );
  });

  it('is everything where the case was not known at K1', async () => {
    const { facts, figures, knownAt } = await difference('2026-03-09', '2026-01-01T00:00:00Z');
    expect(knownAt).toBeNull();
    expect(facts[0]).toMatchObject({ type: 'CaseOpened' });
    expect(figures[0]).toMatchObject({ figure: 'net', before: 0, after: 9_000 });
  });

  it('opens personal words for those who may read them, and for nobody else', async () => {
    const words = async (discloses: boolean): Promise<unknown[]> =>
      (await difference('2026-03-12', K1, undefined, discloses)).facts.map((fact) => fact.words);
    expect(JSON.stringify(await words(true))).toContain('at the counter');
    expect((await words(false)).filter(Boolean)).toEqual([]);
  });
});

describe('the difference of a portfolio', () => {
  it('lists the cases that owe something else, and sums them up', async () => {
    const answer = await ofPortfolio('2026-03-09');
    expect(answer).toMatchObject({
      name: 'main',
      asOf: '2026-03-09',
      cases: [{ case: id, ref: 'A', currency: 'EUR', before: 10_000, after: 9_000, delta: -1_000, facts: 1 }],
      totals: [{ currency: 'EUR', cases: 1, before: 10_000, after: 9_000, delta: -1_000 }],
      next: null,
    });
    expect((await ofPortfolio('2026-03-03')).cases).toEqual([]);
    expect((await ofPortfolio('2026-03-09', '2026-03-20T00:00:00Z', K1)).cases).toMatchObject([
      { before: 9_000, after: 10_000, delta: 1_000 },
    ]);
  });

  it('counts cases that were not known at K1 as owing nothing', async () => {
    const { cases, totals } = await ofPortfolio('2026-03-09', '2026-01-01T00:00:00Z');
    expect(cases.map(({ before, after }) => [before, after])).toEqual([
      [0, 9_000],
      [0, 700],
    ]);
    expect(totals).toMatchObject([{ cases: 2, delta: 9_700 }]);
    expect(cases[1]?.case).toBe(other);
  });
});
