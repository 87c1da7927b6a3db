/**
 * The credit-card book: the report's overdue and roll figures, reproduced by a plain script over the raw file that knows
 * nothing of the ledger. Runs where the data is (`../shared/data`); elsewhere it says that it is not there.
 * `CREDIT_CARD_ROWS=30000` takes the whole book.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AgeingHandler, AgeingQuery } from '../../projections/delinquency/ageing.query.js';
import { RollRatesHandler, RollRatesQuery } from '../../projections/delinquency/roll-rates.query.js';
import { PortfolioTotalsHandler, PortfolioTotalsQuery } from '../../projections/portfolio/totals.query.js';
import { ReadSide } from '../../projections/read/read-side.js';
import { CollectionReportHandler, CollectionReportQuery } from '../../projections/reports/collection.query.js';
import { ImportDesk } from '../../src/intake/importer/import-desk.fixture.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const BOOK = at('../../../shared/data/uci-credit-default/UCI_Credit_Card.csv');
const ROWS = Number(process.env['CREDIT_CARD_ROWS'] ?? 1_500);
const SEPTEMBER = { portfolio: 'credit-cards', from: '2005-09-01', to: '2005-09-30' };

/** Balance in cents and months in arrears at the end of August and September, and what was paid in September. */
interface Client {
  readonly august: number;
  readonly september: number;
  readonly lateAugust: number;
  readonly lateSeptember: number;
  readonly paid: number;
}

function clientsOf(text: string): Client[] {
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.trim().split(',');
  return lines.map((line) => {
    const cells = line.trim().split(',');
    const cell = (name: string): number => Number(cells[names.indexOf(name)]);
    // PAY_0 is September, PAY_2 August; amounts are whole dollars.
    return {
      august: cell('BILL_AMT2') * 100,
      september: cell('BILL_AMT1') * 100,
      lateAugust: Math.max(0, cell('PAY_2')),
      lateSeptember: Math.max(0, cell('PAY_0')),
      paid: cell('PAY_AMT1') * 100,
    };
  });
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

if (!existsSync(BOOK)) {
  it.skip('needs ../shared/data/uci-credit-default, which is not here', () => undefined);
} else {
  describe(`${ROWS} clients of the credit-card book`, () => {
    const text = readFileSync(BOOK, 'utf8')
      .split('\n')
      .slice(0, ROWS + 1)
      .join('\n');
    const clients = clientsOf(text);
    // Who owes nothing is not past due, whatever the statement says.
    const owing = clients.filter(({ september }) => september > 0);
    const before = clients.filter(({ august }) => august > 0);
    const late = before.filter(({ lateAugust }) => lateAugust > 0);
    let desk: ImportDesk;
    let read: ReadSide;

    beforeAll(async () => {
      desk = await ImportDesk.open();
      const mapping = readFileSync(at('../../examples/mappings/credit-card-default.yaml'), 'utf8');
      const { lines } = await desk.import(mapping, text, {}, 'book.csv');
      expect(lines).toEqual([]);
      const { store, readDb, projector, clock } = desk.runtime;
      await projector.catchUp();
      read = new ReadSide(store, readDb, projector, clock);
    }, 900_000);
    afterAll(() => desk.close());

    it('has the overdue, success and collection rates that the file has', async () => {
      const { figures } = await new CollectionReportHandler(read).execute(new CollectionReportQuery(SEPTEMBER));
      const rate = (id: string): [number, number] | undefined => {
        const line = figures.find((figure) => figure.id === id)?.lines[0];
        return line && [line.numerator, line.denominator];
      };
      const overdue = owing.filter(({ lateSeptember }) => lateSeptember > 0);
      expect(rate('overdue-rate-amount')).toEqual([
        sum(overdue.map(({ september }) => september)),
        sum(owing.map(({ september }) => september)),
      ]);
      expect(rate('overdue-rate-accounts')).toEqual([overdue.length, owing.length]);
      expect(rate('undated-rate')?.[0]).toBe(0);
      const arrears = sum(late.map(({ august }) => august));
      expect(rate('collection-rate')).toEqual([sum(late.map(({ paid }) => paid)), arrears]);
      expect(rate('success-rate-amount')).toEqual([
        sum(late.map(({ paid, august }) => Math.min(paid, august))),
        arrears,
      ]);
      const cured = late.filter(({ september, lateSeptember }) => september <= 0 || lateSeptember === 0);
      expect(rate('success-rate-cohort')).toEqual([cured.length, late.length]);
      expect(rate('success-rate-accounts')).toEqual([0, 0]);
    });

    it('has the roll-rate matrix of the file, by accounts and by balance', async () => {
      const query = new RollRatesQuery('credit-cards', '2005-08-31', '2005-09-30');
      const { currencies } = await new RollRatesHandler(read).execute(query);
      const { buckets } = currencies[0] ?? { buckets: [] };
      const bucketOf = (months: number): string => (months >= 7 ? 'M7+' : `M${months}`);
      for (const { bucket, accounts, balance, to, outcomes, flow } of buckets.filter(
        (b) => b.bucket !== 'no-due-date',
      )) {
        const own = before.filter(({ lateAugust }) => bucketOf(lateAugust) === bucket);
        expect([bucket, accounts, balance]).toEqual([bucket, own.length, sum(own.map(({ august }) => august))]);
        for (const end of to.filter((t) => t.bucket !== 'no-due-date')) {
          const there = own.filter((c) => c.september > 0 && bucketOf(c.lateSeptember) === end.bucket);
          expect([bucket, end.bucket, end.accounts]).toEqual([bucket, end.bucket, there.length]);
          expect(end.balance).toBe(sum(there.map(({ september }) => september)));
        }
        const paidOff = outcomes.find(({ outcome }) => outcome === 'paid-off');
        expect(paidOff?.accounts).toBe(own.filter(({ september }) => september <= 0).length);
        expect(sum(outcomes.map((o) => o.accounts))).toBe(own.length);
        if (own.length > 0) expect(sum(outcomes.map((o) => o.shareBps ?? 0))).toBe(10_000);
        if (flow === null) continue;
        const next = owing.filter((c) => bucketOf(c.lateSeptember) === flow.into);
        expect([flow.numerator, flow.denominator]).toEqual([sum(next.map((c) => c.september)), balance]);
      }
    });

    it('owes in its ageing what its totals say, at every month end', async () => {
      for (const asOf of ['2005-04-30', '2005-06-30', '2005-09-30']) {
        const aged = await new AgeingHandler(read).execute(new AgeingQuery('credit-cards', { asOf }));
        const query = new PortfolioTotalsQuery('credit-cards', { asOf });
        const [totals] = (await new PortfolioTotalsHandler(read).execute(query)).totals;
        expect(aged.currencies[0]).toMatchObject({ owing: totals?.owing, count: totals?.casesOwing });
      }
    });
  });
}
