/** The rows of delinquency answer every (V, K) as the facts themselves do, in whatever order dates come in. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { DELINQUENCY, holdsAt } from '../../projections/delinquency/delinquency.tables.js';
import { dateText, dateValue } from '../../projections/tables/table.js';
import { bucketOf } from '../../projections/portfolio/ageing.js';
import { PortfolioTotalsHandler, PortfolioTotalsQuery } from '../../projections/portfolio/totals.query.js';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays } from '../../src/ledger/dates.js';
import { DelinquencyBook } from '../../src/ledger/delinquency/index.js';
import { decode } from '../../src/ledger/envelope.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { journalOf, netEffect } from '../../src/ledger/payment/index.js';
import { TestLedger } from '../support/test-ledger.js';

const FIRST = '2026-01-10';
const day = fc.integer({ min: 0, max: 80 }).map((n) => addDays(FIRST, n));
const amount = fc.integer({ min: 1, max: 6_000 });
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({ amount, occurredAt: day }).map((c) => ({ type: 'RecordPayment' as const, ...c })),
  fc
    .record({ amount, occurredAt: day, dueDate: fc.option(day, { nil: undefined }) })
    .map((c) => ({ type: 'AssessCharge' as const, component: 'fee' as const, ...c })),
  fc
    .record({ delta: fc.integer({ min: -3_000, max: 3_000 }), occurredAt: day })
    .map((c) => ({ type: 'AdjustBalance' as const, component: 'principal' as const, reason: 'x', ...c })),
  fc
    .record({ monthsPastDue: fc.integer({ min: 0, max: 8 }), occurredAt: day })
    .map((c) => ({ type: 'ReportDelinquency' as const, ...c })),
  fc
    .record({ n: fc.nat({ max: 5 }), basis: fc.constantFrom('ORIGINAL_DATE' as const, 'REVERSAL_DATE' as const) })
    .map(({ n, basis }) => ({ type: 'ReversePayment' as const, payment: String(n), reason: 'NSF' as const, basis })),
  fc.record({ amount, occurredAt: day }).map((c) => ({ type: 'ChargeOffDebt' as const, ...c })),
  fc.record({ occurredAt: day, days: fc.integer({ min: 1, max: 60 }) }).map(({ occurredAt, days }) => ({
    type: 'GrantDeferral' as const,
    until: addDays(occurredAt, days),
    reason: 'x',
    occurredAt,
  })),
);

interface Row {
  readonly debt: string;
  readonly owing: number;
  readonly principal: number;
  readonly overdue: number;
  readonly oldest_due: number | null;
  readonly charged_off: number;
  readonly reported_on: number | null;
  readonly reported_months: number | null;
}

async function told(ledger: TestLedger, commands: readonly CaseCommand[]): Promise<string> {
  const id = ledger.caseId('A');
  await ledger.record(id, { type: 'OpenCase', portfolio: ledger.portfolio, ref: 'A', occurredAt: FIRST });
  const balances = { principal: 5_000, fee: 100 };
  await ledger.record(id, { type: 'RegisterDebt', balances, dueDate: '2026-02-01', occurredAt: FIRST });
  const payments: string[] = [];
  for (const each of commands) {
    const named = each.type === 'ReversePayment' ? { ...each, payment: payments[Number(each.payment)] ?? '' } : each;
    if (named.type === 'ReversePayment' && named.payment === '') continue;
    try {
      const { id: made } = await ledger.record(id, named);
      if (each.type === 'RecordPayment') payments.push(made as string);
    } catch (error) {
      // A payment that was reversed already cannot be reversed again.
      if (!/ReversePayment/.test(String(error))) throw error;
    }
  }
  return id;
}

async function rowsAt(ledger: TestLedger, asOf: string, position: number): Promise<Row[]> {
  const { rows } = await ledger.read.snapshot((db) =>
    sql<Row>`SELECT * FROM ${ledger.read.table(DELINQUENCY, 'delinquency')} d
      WHERE ${holdsAt({ asOf: dateValue(asOf), position })} ORDER BY debt`.execute(db),
  );
  return rows;
}

/** Debts and money owed by bucket, from the facts. */
function agedOf(states: ReturnType<DelinquencyBook['at']>, asOf: string): Record<string, [number, number]> {
  const aged: Record<string, [number, number]> = {};
  for (const { owing, oldestDue } of states.values()) {
    if (owing <= 0) continue;
    const bucket = bucketOf(oldestDue, asOf);
    const [debts, sum] = aged[bucket] ?? [0, 0];
    aged[bucket] = [debts + 1, sum + owing];
  }
  return aged;
}

function netOf(known: readonly CaseStreamFact[], asOf: string): number {
  const entries = known.flatMap((fact) => journalOf(fact)).filter(({ eff }) => eff <= asOf);
  return entries.reduce((sum, entry) => sum + netEffect(entry), 0);
}

it('says at any (V, K) what the facts known then say, and agrees with the totals of the portfolio', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength: 14 }),
      fc.array(fc.tuple(fc.integer({ min: -2, max: 85 }), fc.nat()), { minLength: 5, maxLength: 8 }),
      async (commands, places) => {
        const ledger = new TestLedger();
        try {
          await ledger.createPortfolio();
          const id = await told(ledger, commands);
          await ledger.openRead();
          await ledger.projector.catchUp();
          const facts = (await ledger.store.readStream(id, 0, 1_000)).map((e) => decode(e) as CaseStreamFact);
          for (const [days, random] of places) {
            const asOf = addDays(FIRST, days);
            const last = facts[random % facts.length] as CaseStreamFact;
            const known = facts.filter(({ position }) => position <= last.position);
            const expected = [...new DelinquencyBook(known).at(asOf)].map(([debt, state]) => [debt, state] as const);
            const rows = await rowsAt(ledger, asOf, last.position);
            expect(
              rows.map((row) => ({
                debt: row.debt,
                owing: row.owing,
                principal: row.principal,
                overdue: row.overdue,
                oldest: row.oldest_due === null ? undefined : dateText(row.oldest_due),
                chargedOff: row.charged_off,
                reported: row.reported_on === null ? undefined : dateText(row.reported_on),
                months: row.reported_months ?? undefined,
              })),
            ).toEqual(
              expected
                .map(([debt, state]) => ({
                  debt,
                  owing: state.owing,
                  principal: state.principal,
                  overdue: state.overdue,
                  oldest: state.oldestDue,
                  chargedOff: state.chargedOff,
                  reported: state.report?.asOf,
                  months: state.report?.months,
                }))
                .sort((a, b) => (a.debt < b.debt ? -1 : 1)),
            );
            const when = { asOf, knownAt: last.id };
            const [totals] = (
              await new PortfolioTotalsHandler(ledger.read).execute(new PortfolioTotalsQuery('main', when))
            ).totals;
            expect(
              Object.fromEntries((totals?.ageing ?? []).map(({ bucket, debts, owing }) => [bucket, [debts, owing]])),
            ).toEqual(agedOf(new DelinquencyBook(known).at(asOf), asOf));
            const net = netOf(known, asOf);
            const [owing, credit] = [totals?.owing ?? 0, totals?.credit ?? 0];
            expect([owing, credit + 0]).toEqual([Math.max(net, 0), Math.min(net, 0)]);
            const counts = totals && [totals.cases, totals.casesOwing, totals.casesInCredit, totals.casesSettled];
            if (days >= 0) expect(counts).toEqual([1, ...[net > 0, net < 0, net === 0].map(Number)]);
          }
        } finally {
          await ledger.close();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
