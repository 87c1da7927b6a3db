/** Moments of promises to pay. Whether one was kept nobody types: it follows from the payments. */
import { addDays } from '../../../../ledger/dates.js';
import { workdayFrom } from '../calendar.js';
import type { Beat } from '../story.js';
import { promised, type Sum } from './amounts.js';
import { pay } from './money.js';

/** What the last conversation agreed. */
export const promise =
  (sum: Sum, inDays: number, promisedBy = 'DEBTOR'): Beat =>
  (diary) => {
    const { currency } = diary.setting.place.portfolio;
    const dueDate = addDays(diary.day, inDays);
    const contact = diary.last('contact');
    diary.tell({ type: 'MakePromise', amount: sum(diary), currency, dueDate, channel: 'phone', contact, promisedBy });
  };

/** Other terms take the place of the last promise. */
export const renegotiate =
  (sum: Sum, inDays: number): Beat =>
  (diary) => {
    diary.tell({
      type: 'RenegotiatePromise',
      promise: diary.last('promise'),
      amount: sum(diary),
      dueDate: addDays(diary.day, inDays),
      channel: 'phone',
      contact: diary.last('contact'),
      promisedBy: 'DEBTOR',
    });
  };

export const cancel =
  (by: 'DEBTOR' | 'FIRM', reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'CancelPromise', promise: diary.last('promise'), by, reason });
  };

/** Lets the working day come that lies so many days after the last promise was due, before it where negative. */
export const dueDay =
  (days = 0): Beat =>
  (diary) => {
    const terms = diary.promised();
    if (terms) diary.moveTo(workdayFrom(addDays(terms.dueDate, days)));
  };

/** Pays a share of the last promise, exactly so many days after it was due: money moves on Sundays too. */
export const keep =
  (percent = 100, days = 0): Beat =>
  (diary) => {
    const terms = diary.promised();
    if (terms) diary.moveTo(addDays(terms.dueDate, days));
    pay(promised(percent))(diary);
  };
