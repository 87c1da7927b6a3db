/** Stories of the American book in which something goes wrong: complaints, disputes, courts, people who cannot be found. */
import {
  acknowledge, adjust, all, allBut, charge, close, closeComplaint, complain, correct, courtStep, decide, delivered,
  dispute, dueDay, dueOf, exactly, examine, extend, failed, file, found, handOver, invalidate, join, judgment, keep,
  letter, message, note, outcomeLater, pay, placeWith, promise, rate, recall, reply, resolveDispute, share, talk,
  unanswered, voicemail, wait, waive, waiveRest,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { validate, firstCall, settle } from './scenes.js';

export const TROUBLE: readonly Story[] = [
  {
    title: 'disputed in writing, verified, paid',
    cases: 6,
    age: [40, 520],
    scenes: [
      [...validate, wait(6, 12), reply('email', 'asks-balance'), dispute('AMOUNT', { step: 'RECEIVED_IN_PERIOD' })],
      [message('email', 'answer'), delivered(), wait(8, 14), examine('VERIFICATION_REQUESTED', 'SENT_TO_CLIENT')],
      [wait(8, 14), adjust('principal', -1, exactly(40_00), 'insurance adjustment', 'EOB-SAMPLE')],
      [letter('verification'), resolveDispute('PARTLY_UPHELD'), wait(7, 10), talk('will-pay'), promise(all, 12)],
      [keep()],
      settle,
    ],
  },
  {
    title: 'somebody else with the same name',
    cases: 3,
    age: [20, 500],
    scenes: [
      [...firstCall, talk('disputes'), correct('WRONG_PERSON', { rightParty: 'NOT_VERIFIED' }), dispute('IDENTITY')],
      [wait(5, 9), examine('IDENTITY_REPORT', 'RECEIVED'), wait(6, 9), resolveDispute('UPHELD')],
      [invalidate('phone', 'NOT_THE_CONSUMER'), close('WITHDRAWN', 'returned to the client'), wait(20, 40)],
      [reply('email', 'stop'), note('handover')],
    ],
  },
  {
    title: 'an attorney represents the consumer',
    cases: 3,
    age: [30, 480],
    scenes: [
      [...firstCall, talk('refuses'), wait(3, 5), join('ATTORNEY'), note('handover'), handOver],
      [letter('to-attorney', 'ATTORNEY'), wait(5, 7), delivered('mail'), wait(8, 12)],
      [talk('speaks-for', { role: 'ATTORNEY', purpose: 'negotiation' }), promise(share(50), 20, 'ATTORNEY'), keep()],
      [waiveRest('client authority 50 %', 'settlement'), close('SETTLED', 'settlement')],
    ],
  },
  {
    title: 'opts out of texts, letters only',
    cases: 4,
    age: [15, 400],
    scenes: [
      [...validate, message('sms', 'reminder'), delivered(), reply('sms', 'stop'), note('handover'), handOver],
      [wait(15, 20), letter('reminder'), wait(5, 7), delivered('mail'), wait(25, 30), letter('offer')],
      [wait(6, 8), pay(share(40), { instant: true }), wait(25, 30), pay(share(50)), wait(25, 30), pay(all), ...settle],
    ],
  },
  {
    title: 'complaint to the regulator about eight calls in a week',
    cases: 5,
    age: [20, 500],
    scenes: [
      [...validate, wait(1), unanswered(), unanswered('BUSY'), wait(1), unanswered(), voicemail('limited-content')],
      [wait(1), unanswered(), wait(1), unanswered(), unanswered(), talk('refuses'), outcomeLater('disputes')],
      [complain('too-often', { channel: 'regulator', dueIn: 15, aboutContact: true }), wait(1, 2), acknowledge],
      [wait(8, 12), extend(45, 'call records of two vendors'), wait(20, 30), decide('UPHELD', 100_00)],
      [charge('fee', exactly(15_00), 'posted in error'), adjust('fee', -1, exactly(15_00), 'posted in error')],
      [wait(2, 3), closeComplaint('CONSUMER_INFORMED'), wait(20, 30), talk('half-now'), pay(share(50)), wait(28, 32)],
      [pay(allBut(9_50)), waiveRest('small balance', 'below the limit'), ...settle],
    ],
  },
  {
    title: 'complaint about interest, partly upheld',
    cases: 3,
    age: [25, 400],
    scenes: [
      [charge('interest', rate(75), 'contract rate'), ...firstCall, talk('disputes')],
      [dispute('INTEREST', { inWriting: false })],
      [complain('charges', { channel: 'mail', dueIn: 30 }), acknowledge, wait(12, 18), decide('PARTLY_UPHELD')],
      [waive('interest', dueOf('interest'), 'US-130', 'complaint'), resolveDispute('PARTLY_UPHELD'), closeComplaint()],
      [wait(5, 9), talk('will-pay'), pay(all, { instant: true }), ...settle],
    ],
  },
  {
    title: 'wrong number, traced, promises',
    cases: 4,
    age: [25, 450],
    scenes: [
      [...validate, unanswered('WRONG_NUMBER'), invalidate('phone', 'WRONG_NUMBER'), note('skip-trace')],
      [message('email', 'reminder'), failed('MAILBOX_FULL'), invalidate('email', 'BOUNCES'), wait(10, 15)],
      [found('phone', 'skip-trace'), wait(1, 2), unanswered(), wait(2, 3), talk('forgot'), promise(share(50), 10)],
      [keep(100, 4), wait(20, 25), talk('paid-already'), pay(all, { late: 5 }), ...settle],
    ],
  },
  {
    title: 'a joint debtor takes it over',
    cases: 3,
    age: [25, 450],
    scenes: [
      [join('JOINT_DEBTOR'), ...validate, talk('calls-back', { role: 'JOINT_DEBTOR', inbound: true }), wait(3, 5)],
      [talk('will-pay', { role: 'JOINT_DEBTOR' }), promise(share(50), 14, 'JOINT_DEBTOR'), dueDay()],
      [pay(share(50), { payerRole: 'JOINT_DEBTOR' }), wait(20, 28), pay(all, { payerRole: 'JOINT_DEBTOR' }), ...settle],
    ],
  },
  {
    title: 'suit, default judgment, wages',
    cases: 4,
    age: [200, 540],
    scenes: [
      [...firstCall, talk('refuses'), wait(20, 30), letter('pre-suit'), wait(6, 8), delivered('certified-mail')],
      [note('legal'), wait(20, 30), file('civil-suit'), charge('cost', exactly(95_00), 'filing fee'), wait(10, 20)],
      [courtStep('SERVED', 'PERSONAL'), charge('cost', exactly(60_00), 'service of process'), wait(30, 40)],
      [courtStep('HEARING', 'DEFAULT'), judgment('DEFAULT_FOR_CREDITOR', all, 30), wait(1, 3)],
      [charge('judgment-debt', exactly(225_00), 'attorney fees awarded'), wait(35, 45), courtStep('WAGE_GARNISHMENT')],
      [pay(share(20), { payerRole: 'EMPLOYER' }), wait(28, 31), pay(share(25), { payerRole: 'EMPLOYER' })],
      [wait(28, 31)],
      [pay(share(35), { payerRole: 'EMPLOYER' }), wait(28, 31), pay(all, { payerRole: 'EMPLOYER' }), ...settle],
    ],
  },
  {
    title: 'placed on with a second agency, recalled',
    cases: 4,
    age: [110, 520],
    scenes: [
      [...firstCall, unanswered(), wait(3, 5), voicemail('limited-content'), wait(20, 30), placeWith, wait(20, 30)],
      [talk('half-now'), pay(share(25), { late: 6 }), wait(25, 35), recall('CLIENT_REQUEST'), note('plan'), wait(5, 8)],
      [talk('will-pay'), promise(share(40), 12), keep(100, 5), wait(15, 20), letter('reminder')],
    ],
  },
  {
    title: 'returned to the client',
    cases: 2,
    age: [60, 400],
    scenes: [
      [...firstCall, talk('paid-already'), dispute('LIMITATION'), wait(10, 15), resolveDispute('UPHELD')],
      [close('RECALLED', 'out of statute'), wait(10, 20), pay(exactly(20_00)), note('late-money')],
    ],
  },
];
