/** Stories of the American book that end with money: promises, payments, settlements. */
import {
  accept, all, allAnd, anotherDebt, cancel, close, complete, delivered, dispute, dueDay, examine, failed, held, keep, letter, message,
  note, offer, offered, pay, promise, refund, renegotiate, reopen, reply, reverse, share, talk, unanswered, voicemail, wait,
  withdraw,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { validate, firstCall, settle } from './scenes.js';

export const PAYING: readonly Story[] = [
  {
    title: 'pays in full after the validation notice',
    cases: 6,
    age: [14, 520],
    scenes: [[...validate, wait(2, 5), talk('forgot', { inbound: true }), pay(all, { instant: true }), ...settle]],
  },
  {
    title: 'calls back, promises, keeps it',
    cases: 7,
    age: [16, 520],
    scenes: [
      [...firstCall, talk('calls-back', { inbound: true }), promise(all, 14), wait(9, 10)],
      [message('sms', 'promise-due'), delivered(), keep(), ...settle],
    ],
  },
  {
    title: 'just placed',
    cases: 7,
    age: [1, 12],
    scenes: [[note('first-look'), ...firstCall, talk('salary-late'), promise(share(50), 15)]],
  },
  {
    title: 'three promises: kept in grace, partly kept, broken',
    cases: 5,
    age: [40, 420],
    scenes: [
      [...firstCall, talk('hardship', { purpose: 'negotiation' }), note('hardship-proof'), promise(share(20), 14)],
      [keep(100, 3), wait(12, 16), talk('will-pay'), promise(share(25), 14), keep(50), dueDay(7), talk('excuse')],
      [promise(share(25), 10), dueDay(7), unanswered(), wait(4, 6), voicemail('limited-content'), wait(4, 6)],
      [letter('reminder'), wait(5, 8), delivered('mail')],
    ],
  },
  {
    title: 'renegotiated before it is due, then cancelled',
    cases: 4,
    age: [30, 300],
    scenes: [
      [...firstCall, talk('salary-late'), promise(share(60), 12), wait(5, 7), reply('sms', 'asks-balance')],
      [talk('half-now', { inbound: true }), renegotiate(share(30), 15), wait(6, 8)],
      [message('sms', 'promise-due'), failed('CARRIER_REJECTED'), cancel('DEBTOR', 'lost the job'), wait(15, 20)],
      [message('email', 'offer'), delivered(), wait(8, 12), talk('half-now'), pay(share(30), { instant: true })],
    ],
  },
  {
    title: 'check returned unpaid, then paid by card',
    cases: 7,
    age: [25, 500],
    scenes: [
      [...firstCall, talk('will-pay'), promise(share(50), 8), keep(), wait(5, 7), reverse('NSF'), note('traced')],
      [wait(1, 2), voicemail('limited-content'), wait(2, 4), talk('excuse'), promise(all, 10), dueDay()],
      [pay(all, { instant: true }), ...settle],
    ],
  },
  {
    title: 'card payment charged back',
    cases: 4,
    age: [40, 480],
    scenes: [
      [...firstCall, talk('will-pay'), pay(share(60), { instant: true }), wait(20, 28), reverse('CHARGEBACK')],
      [note('traced'), wait(2, 4), talk('disputes'), dispute('PAID', { hold: false }), wait(6, 9)],
      [examine('CARD_ISSUER_ASKED'), wait(6, 9), withdraw, talk('will-pay'), promise(share(60), 12), keep()],
      [wait(20, 25)],
      [pay(share(50))],
    ],
  },
  {
    title: 'two debts, the payer names which',
    cases: 7,
    age: [30, 520],
    scenes: [
      [anotherDebt(1), ...firstCall, talk('half-now'), pay(share(30), { debt: 1 }), wait(3, 4)],
      [talk('paid-already'), pay(share(40), { debt: 1, late: 7 }), message('email', 'thanks'), delivered()],
      [wait(18, 25)],
      [pay(share(40), { debt: 0 }), wait(18, 25), pay(all), ...settle],
    ],
  },
  {
    title: 'lump sum settles, the rest is waived',
    cases: 6,
    age: [30, 520],
    scenes: [
      [...firstCall, talk('half-now', { purpose: 'negotiation' }), note('plan')],
      [offer(share(60), 21, 'client authority 60 %'), letter('settlement-offer')],
      [wait(4, 6), delivered('mail'), reply('email', 'asks-balance'), wait(1, 2), talk('will-pay', { inbound: true })],
      [accept('ORAL'), wait(4, 9), pay(offered), wait(1, 2), complete('client authority 60 %')],
      [letter('settled-in-full'), close('SETTLED', 'settlement')],
    ],
  },
  {
    title: 'refunded, then the payment bounces',
    cases: 4,
    age: [50, 480],
    scenes: [
      [...firstCall, talk('forgot'), pay(allAnd(120_00)), wait(4, 6), note('late-money'), refund(held)],
      [close('SETTLED')],
      [wait(8, 12), reverse('NSF', 'REVERSAL_DATE'), reopen('PAYMENT_RETURNED'), note('traced'), wait(2, 4)],
      [talk('excuse'), promise(all, 14), keep(100, 1), ...settle],
    ],
  },
];
