/** What of a debt's charges is unpaid, day by day, is what each day says by itself. */
import fc from 'fast-check';
import { addDays, type CivilDate } from '../dates.js';
import { dueOn, type DebtDeferral } from './deferral.calc.js';
import { UnpaidCharges, type Dated, type UnpaidDues } from './unpaid.calc.js';

const day = fc.integer({ min: 0, max: 12 }).map((n) => addDays('2026-01-01', n));
const charge = fc
  .record({ eff: day, due: day, amount: fc.integer({ min: 1, max: 100 }) })
  .map(({ eff, due, amount }): Dated => ({ eff, due, late: addDays(due, 1), amount }));
const deferral = fc.record({ event: fc.constant('d'), eff: day, until: day });
const asked = fc.record({ on: day, owed: fc.integer({ min: -20, max: 600 }) });

const by = (key: 'due' | 'eff' | 'on') => (a: object, b: object) =>
  (a as Record<string, string>)[key]! < (b as Record<string, string>)[key]! ? -1 : 1;

/** What is paid covers the earliest due first: the latest due are unpaid, as far as what is owed reaches. */
function unpaidOn(charges: readonly Dated[], deferrals: readonly DebtDeferral[], on: CivilDate, owed: number) {
  let rest = owed;
  let found: UnpaidDues = { overdue: 0, oldestDue: undefined };
  for (const { due, amount } of charges.filter(({ eff }) => eff <= on).reverse()) {
    if (rest <= 0) break;
    const unpaid = Math.min(amount, rest);
    const oldestDue = dueOn(due, deferrals, on);
    rest -= unpaid;
    found = { overdue: found.overdue + (oldestDue < on ? unpaid : 0), oldestDue };
  }
  return found;
}

it('covers the charge that is due first, whenever it was made, and counts what is deferred as due later', () => {
  fc.assert(
    fc.property(
      fc.array(charge, { maxLength: 12 }),
      fc.array(deferral, { maxLength: 1 }),
      fc.array(asked, { minLength: 1, maxLength: 8 }),
      (charges, deferrals, questions) => {
        const byDue = [...charges].sort(by('due'));
        const days = [...questions].sort(by('on'));
        const { on: first } = days[0] as { on: CivilDate };
        const unpaid = new UnpaidCharges(byDue, [...charges].sort(by('eff')), deferrals, first);
        for (const { on, owed } of days) expect(unpaid.on(on, owed)).toEqual(unpaidOn(byDue, deferrals, on, owed));
      },
    ),
    { numRuns: 1_000 },
  );
});
