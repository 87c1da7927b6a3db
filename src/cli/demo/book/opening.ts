/** How every case begins: the debtor is registered, the case opened, the debt entered, a collector named. */
import { addDays } from '../../../ledger/dates.js';
import { link, register } from './cast.js';
import type { Diary } from './diary.js';
import type { Person } from './place.js';

/** Registers a debt of the nth kind of the place. */
export function openDebt(diary: Diary, kind: number): void {
  const { dice, setting, day, debts, ref } = diary;
  const { place } = setting;
  const { product, creditor, open } = place.debts[kind] ?? place.debts[0];
  const overdue = dice.int(...place.overdue);
  diary.tell({
    type: 'RegisterDebt',
    ref: `${ref}-${debts.length + 1}`,
    creditor,
    product,
    currency: place.portfolio.currency,
    balances: open(dice),
    dueDate: addDays(day, -overdue),
    itemizationDate: addDays(day, -5),
    occurredAt: day,
  });
}

export function openCase(diary: Diary, debtor: Person): void {
  const { dice, setting, ref } = diary;
  const { place } = setting;
  const kind = dice.int(0, place.debts.length - 1);
  const { currency, name } = place.portfolio;
  const member = register(diary, 'DEBTOR', debtor);
  const product = place.debts[kind]?.product;
  diary.tell({ type: 'OpenCase', portfolio: { idOf: `portfolio:${name}` }, ref, product, currency });
  link(diary, member);
  openDebt(diary, kind);
  diary.tell({ type: 'AssignCase', assignee: dice.pick(place.staff), team: dice.pick(place.teams) });
}
