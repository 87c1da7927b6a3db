/** Stories of the Italian book in which something goes wrong: complaints, disputes, courts, people who cannot be found. */
import {
  acknowledge, adjust, all, allAnd, charge, close, closeComplaint, complain, courtStep, decide, delivered, dispute,
  dueOf, exactly, examine, failed, file, found, handOver, held, invalidate, join, judgment, letter, message, note,
  pay, placeWith, recall, refund, reopen, reply, resolveDispute, reverse, share, talk, wait, waive, withdraw,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { NOTICE_COST, notify, increase, thank, settle } from './scenes.js';

export const TROUBLE: readonly Story[] = [
  {
    title: 'appeal to the prefect, rejected, paid',
    cases: 5,
    age: [30, 520],
    scenes: [
      [...notify, wait(20, 40), dispute('LEGALITY', { step: 'APPEAL_TO_PREFECTURE' }), note('legal'), wait(15, 30)],
      [examine('SENT_TO_PREFECTURE'), reply('email', 'stop'), wait(40, 60)],
      [examine('RESULT_RECEIVED', 'REJECTED'), wait(3, 6)],
      [resolveDispute('REJECTED'), letter('appeal-result'), wait(6, 9), delivered('registered-mail'), ...increase],
      [wait(10, 20), pay(all), ...settle],
    ],
  },
  {
    title: 'appeal to the judge, upheld, cancelled',
    cases: 4,
    age: [40, 520],
    scenes: [
      [...notify, wait(15, 25), dispute('IDENTITY'), join('ATTORNEY'), file('appeal-to-judge'), handOver, wait(30, 50)],
      [courtStep('HEARING', 'HELD'), wait(10, 20), judgment('FOR_DEBTOR'), resolveDispute('UPHELD'), wait(3, 6)],
      [adjust('principal', -1, dueOf('principal'), 'sentenza del giudice di pace')],
      [adjust('cost', -1, dueOf('cost'), 'sentenza del giudice di pace'), close('WITHDRAWN', 'verbale annullato')],
    ],
  },
  {
    title: 'appeal withdrawn to pay',
    cases: 2,
    age: [35, 400],
    scenes: [
      [...notify, wait(10, 20), dispute('AMOUNT', { amount: NOTICE_COST }), wait(10, 15), talk('disputes')],
      [withdraw, wait(2, 5), pay(all, { instant: true }), ...settle],
    ],
  },
  {
    title: 'complaint about postage charged twice',
    cases: 3,
    age: [25, 400],
    scenes: [
      [...notify, charge('cost', NOTICE_COST, 'spese di notifica'), wait(4, 8), reply('email', 'asks-balance')],
      [complain('charges', { channel: 'certified-mail', dueIn: 30 }), wait(2, 4), acknowledge],
      [message('email', 'answer'), wait(10, 20)],
      [decide('PARTLY_UPHELD'), adjust('cost', -1, NOTICE_COST, 'addebito doppio', 'PROT-ESEMPIO'), closeComplaint()],
      [wait(5, 9), pay(all), ...settle],
    ],
  },
  {
    title: 'placed with the collector, paid in part',
    cases: 5,
    age: [150, 540],
    scenes: [
      [...notify, ...increase, wait(8, 12), delivered('registered-mail'), wait(30, 40), placeWith, wait(20, 40)],
      [charge('fee', exactly(9_00), 'oneri di riscossione'), pay(share(40)), wait(40, 60)],
      [talk('half-now'), pay(share(50)), wait(2, 3), talk('paid-already'), pay(share(20), { late: 50 }), wait(30, 45)],
      [recall('ANNUAL_RETURN'), letter('payment-order'), wait(9, 15), delivered('registered-mail'), talk('refuses')],
    ],
  },
  {
    title: 'moved away, found, notified again',
    cases: 2,
    age: [30, 450],
    scenes: [
      [wait(5, 9), letter('fine'), charge('cost', NOTICE_COST, 'spese di notifica'), wait(8, 14), failed('MOVED')],
      [invalidate('letter', 'MOVED'), note('skip-trace'), wait(6, 9), found('letter', 'registry-office'), ...notify],
      [wait(10, 30), pay(all), ...settle],
    ],
  },
  {
    title: 'paid twice, refunded',
    cases: 5,
    age: [60, 150],
    scenes: [
      [...notify, wait(6, 12), pay(all, { instant: true }), wait(2, 4), close('SETTLED'), pay(exactly(42_00))],
      [note('late-money'), wait(20, 40), reply('email', 'has-paid'), note('traced'), refund(held)],
    ],
  },
  {
    title: 'wrong match found after closing, reopened',
    cases: 4,
    age: [60, 500],
    scenes: [
      [...notify, wait(6, 12), pay(allAnd(4_00)), ...thank, close('SETTLED'), wait(20, 30), reverse('MISPOST')],
      [reopen('PAYMENT_OF_ANOTHER_CASE'), note('traced'), message('email', 'reminder'), delivered(), ...increase],
      [wait(4, 8), complain('charges', { channel: 'counter', dueIn: 30 }), acknowledge, wait(4, 9), decide('UPHELD')],
      [waive('penalty', dueOf('penalty'), 'dirigente', 'errore di abbinamento'), closeComplaint(), wait(3, 6)],
      [pay(all), ...settle],
    ],
  },
];
