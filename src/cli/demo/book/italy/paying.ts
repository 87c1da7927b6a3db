/** Stories of the Italian book that end with money: promises, payments, settlements. */
import {
  adjust, all, allBut, cancel, close, correct, delivered, dueDay, dueOf, exactly, failed, join, keep, letter, message,
  note, pay, promise, rate, renegotiate, reply, share, talk, unanswered, voicemail, wait, waive, waiveRest,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { notify, increase, settle } from './scenes.js';

export const PAYING: readonly Story[] = [
  {
    title: 'paid at the reduced rate within five days',
    cases: 7,
    age: [12, 540],
    scenes: [
      [...notify, wait(2, 4), adjust('principal', -1, rate(3_000), 'riduzione 30 % entro 5 giorni')],
      [pay(all, { instant: true }), ...settle],
    ],
  },
  {
    title: 'paid in full after notice',
    cases: 8,
    age: [20, 540],
    scenes: [[...notify, wait(8, 50), pay(all), ...settle]],
  },
  {
    title: 'just registered',
    cases: 6,
    age: [1, 25],
    scenes: [[...notify, wait(3, 5), reply('email', 'asks-balance')]],
  },
  {
    title: 'increased, then paid',
    cases: 7,
    age: [70, 540],
    scenes: [
      [...notify, ...increase, wait(5, 9), delivered('registered-mail'), wait(4, 9), message('sms', 'reminder')],
      [delivered(), wait(2, 4), talk('forgot', { inbound: true }), wait(1, 3), pay(all, { late: 2 }), ...settle],
    ],
  },
  {
    title: 'postage forgotten, the small rest waived',
    cases: 5,
    age: [30, 500],
    scenes: [
      [...notify, wait(10, 40), pay(allBut(11_20)), wait(5, 9), message('email', 'reminder'), failed('MAILBOX_FULL')],
      [wait(20, 40), waive('cost', dueOf('cost'), 'regolamento entrate', 'residuo sotto il minimo'), close('SETTLED')],
    ],
  },
  {
    title: 'a warning without a sum',
    cases: 3,
    age: [20, 400],
    scenes: [
      [...notify, wait(9, 20), adjust('principal', -1, dueOf('principal'), 'convertita in ammonizione')],
      [waiveRest('regolamento entrate', 'ammonizione'), pay(exactly(0)), close('SETTLED')],
    ],
  },
  {
    title: 'two instalments, the second broken',
    cases: 5,
    age: [40, 450],
    scenes: [
      [...notify, wait(10, 15), talk('hardship', { inbound: true }), note('hardship-proof'), note('plan')],
      [promise(share(50), 14), message('sms', 'offer'), delivered(), keep(100, 4), wait(9, 12)],
      [talk('will-pay'), promise(all, 20), dueDay(7), unanswered()],
      [wait(3, 5), voicemail('reference-only'), ...increase, wait(6, 9), delivered('registered-mail')],
      [wait(5, 9), talk('excuse'), promise(share(50), 15), keep(60)],
    ],
  },
  {
    title: 'promise moved, then kept',
    cases: 4,
    age: [30, 400],
    scenes: [
      [...notify, wait(5, 9), talk('salary-late'), correct('WRONG_DATE', { occurredAt: 'the day before' })],
      [promise(all, 10), dueDay(-3), reply('email', 'asks-balance'), talk('half-now', { inbound: true })],
      [renegotiate(all, 20), dueDay(-1), message('sms', 'promise-due'), delivered(), keep(100, -1), ...settle],
    ],
  },
  {
    title: 'promise cancelled, a relative speaks for the debtor',
    cases: 3,
    age: [30, 350],
    scenes: [
      [...notify, wait(6, 9), talk('will-pay'), promise(all, 15), wait(4, 6), join('REPRESENTATIVE'), note('handover')],
      [cancel('FIRM', 'incapacità comunicata dal rappresentante'), letter('to-representative', 'REPRESENTATIVE')],
      [wait(6, 9), delivered('registered-mail'), talk('speaks-for', { role: 'REPRESENTATIVE' }), wait(20, 30)],
      [pay(all, { payerRole: 'REPRESENTATIVE' }), ...settle],
    ],
  },
];
