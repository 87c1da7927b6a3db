/** Stories of the Chinese book in which something goes wrong: complaints, disputes, courts, people who cannot be found. */
import {
  acknowledge, adjust, all, allBut, charge, chargeOff, close, closeComplaint, complain, courtStep, decide, delivered,
  dispute, dueDay, dueOf, exactly, examine, extend, failed, file, found, handOver, invalidate, join, judgment, keep,
  letter, message, note, pay, placeWith, promise, rate, recall, reply, resolveDispute, share, talk, unanswered, visit,
  wait, waive, withdraw,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { remind, settle, monthOfInterest } from './scenes.js';

export const TROUBLE: readonly Story[] = [
  {
    title: 'cannot be reached, visited, charged off',
    cases: 8,
    age: [90, 540],
    scenes: [
      [...remind, unanswered(), wait(2), unanswered(), wait(2), unanswered('SWITCHED_OFF'), message('sms', 'reminder')],
      [failed('UNKNOWN_NUMBER'), invalidate('phone', 'DISCONNECTED'), note('skip-trace'), letter('demand')],
      [wait(9, 14), failed('MOVED'), invalidate('letter', 'MOVED'), ...monthOfInterest, join('CONTACT_PERSON')],
      [talk('third-party', { role: 'CONTACT_PERSON', purpose: 'locate' }), wait(5, 9), found('letter', 'new-home')],
      [visit('refuses'), ...monthOfInterest, letter('demand'), wait(6, 9), delivered('registered-mail')],
      [...monthOfInterest, chargeOff('逾期超过180天'), handOver, wait(30, 60), unanswered(), wait(20, 40)],
      [found('phone', 'mobile'), talk('half-now'), promise(share(10), 15), keep()],
    ],
  },
  {
    title: 'charged off, placed, recalled, placed again',
    cases: 7,
    age: [120, 540],
    scenes: [
      [...remind, talk('refuses'), ...monthOfInterest, unanswered(), ...monthOfInterest, letter('demand'), wait(5, 8)],
      [delivered('registered-mail'), ...monthOfInterest, chargeOff('逾期超过180天'), wait(3, 6), placeWith],
      [wait(25, 35), talk('half-now'), promise(share(15), 14), keep(100, 1), wait(25, 35), pay(share(10), { late: 3 })],
      [wait(40, 60), recall('PERIOD_ENDED'), handOver, wait(10, 20), placeWith, wait(20, 40), pay(share(20))],
    ],
  },
  {
    title: 'suit, judgment, enforcement',
    cases: 7,
    age: [200, 540],
    scenes: [
      [...remind, talk('refuses'), ...monthOfInterest, letter('lawyer-letter'), wait(6, 9), delivered('courier')],
      [note('legal'), ...monthOfInterest, file('civil-suit'), wait(7, 12), courtStep('ACCEPTED')],
      [charge('cost', exactly(425_00), '案件受理费'), wait(40, 50), courtStep('HEARING', 'HELD'), wait(15, 25)],
      [judgment('FOR_CREDITOR', all, 10), charge('judgment-debt', exactly(1_200_00), '判决第二项'), wait(20, 30)],
      [courtStep('ENFORCEMENT_APPLIED'), charge('doubled-interest', rate(175), '民事诉讼法第二百六十四条')],
      [wait(20, 30), courtStep('ACCOUNT_FROZEN', 'PARTIAL'), wait(10, 15), pay(share(45), { payerRole: 'COURT' })],
      [wait(20, 35), talk('will-pay', { inbound: true }), promise(all, 20), keep(100, 1), ...settle],
    ],
  },
  {
    title: 'the guarantor pays',
    cases: 3,
    age: [40, 500],
    scenes: [
      [join('GUARANTOR'), ...remind, talk('hardship'), letter('demand', 'GUARANTOR'), wait(5, 8), delivered('courier')],
      [wait(2, 4), talk('will-pay', { role: 'GUARANTOR' }), promise(share(60), 10, 'GUARANTOR'), dueDay()],
      [pay(share(60), { payerRole: 'GUARANTOR' }), wait(15, 20), pay(all), ...settle],
    ],
  },
  {
    title: 'complaint about charges, interest waived',
    cases: 6,
    age: [30, 520],
    scenes: [
      [...remind, ...monthOfInterest, talk('disputes'), complain('charges', { channel: 'hotline', dueIn: 15 })],
      [wait(1, 2), acknowledge, message('sms', 'answer'), delivered(), wait(8, 10), decide('PARTLY_UPHELD')],
      [waive('interest', dueOf('interest'), 'CN-B09', '投诉处理决定'), wait(2, 4), closeComplaint('ANSWERED')],
      [wait(3, 5), talk('will-pay'), promise(all, 10), keep(), ...settle],
    ],
  },
  {
    title: 'complaint about a call to a third person, upheld',
    cases: 5,
    age: [10, 500],
    scenes: [
      [join('CONTACT_PERSON'), ...remind, unanswered(), wait(1), unanswered()],
      [talk('third-party', { role: 'CONTACT_PERSON', at: 21 }), wait(1, 2), reply('sms', 'stop')],
      [complain('third-party', { channel: 'regulator', dueIn: 15, aboutContact: true }), wait(1, 2), acknowledge],
      [wait(9, 12), extend(15, '需调取录音并询问经办人'), wait(10, 14), decide('UPHELD', 500_00), note('handover')],
      [handOver, wait(2, 3), closeComplaint('APOLOGY_ACCEPTED'), wait(5, 9), talk('half-now'), pay(share(50))],
      [wait(20, 30), pay(all), ...settle],
    ],
  },
  {
    title: 'complaint about a late call, rejected',
    cases: 3,
    age: [12, 400],
    scenes: [
      [...remind, talk('refuses', { at: 20 }), wait(1), complain('late-hour', { channel: 'app' }), acknowledge],
      [wait(5, 9), decide('REJECTED'), closeComplaint(), ...monthOfInterest, unanswered(), wait(3), talk('half-now')],
      [promise(share(40), 12), dueDay(6), letter('demand'), wait(6, 9), delivered('registered-mail')],
    ],
  },
  {
    title: 'fraud dispute upheld',
    cases: 6,
    age: [10, 500],
    scenes: [
      [...remind, talk('disputes'), dispute('IDENTITY', { step: 'RECEIVED' }), wait(3, 5)],
      [reply('email', 'asks-balance')],
      [examine('POLICE_REPORT', 'RECEIVED'), wait(12, 18), examine('CARD_SCHEME_INQUIRY', 'FRAUD_CONFIRMED')],
      [wait(4, 6), resolveDispute('UPHELD'), adjust('principal', -1, dueOf('principal'), '盗刷核实', 'FR-CONFIRMED')],
      [adjust('interest', -1, dueOf('interest'), '盗刷核实', 'FR-CONFIRMED'), message('sms', 'answer'), delivered()],
      [pay(all), wait(2, 4), close('SETTLED', '争议成立,余额为合约费用')],
    ],
  },
  {
    title: 'amount disputed in part, withdrawn',
    cases: 4,
    age: [10, 450],
    scenes: [
      [...remind, talk('disputes'), dispute('AMOUNT', { amount: exactly(680_00), inWriting: false }), wait(4, 6)],
      [examine('STATEMENT_SENT'), message('email', 'answer'), delivered(), wait(5, 8), withdraw, talk('will-pay')],
      [promise(allBut(680_00), 8), keep(), wait(5, 9), pay(all), ...settle],
    ],
  },
];
