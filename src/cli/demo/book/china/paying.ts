/** Stories of the Chinese book that end with money: promises, payments, settlements. */
import {
  adjust, agree, all, allAnd, arrears, bears, cancel, cancelPlan, charge, close, correct, counter, defer, delivered,
  dueDay, dueOf, exactly, held, instalment, keep, letter, lowerRate, message, note, outcomeLater, pay, postInterest,
  promise, propose, refund, renegotiate, reopen, reply, restructure, resumeInterest, reverse, share, suspendInterest,
  talk, testPlan, unanswered, wait, waive,
} from '../beats/index.js'; // prettier-ignore
import type { Story } from '../story.js';
import { CONTRACT, remind, settle, monthOfInterest } from './scenes.js';

export const PAYING: readonly Story[] = [
  {
    title: 'pays in full after the first reminder',
    cases: 5,
    age: [6, 520],
    scenes: [[...remind, talk('forgot'), wait(1, 2), pay(all, { instant: true }), ...settle]],
  },
  {
    title: 'promise kept on time',
    cases: 4,
    age: [8, 520],
    scenes: [
      [...remind, unanswered(), wait(1, 3), talk('salary-late'), promise(all, 10), wait(5, 6)],
      [message('sms', 'promise-due'), delivered(), keep(100, -1), ...settle],
    ],
  },
  {
    title: 'promise kept in grace',
    cases: 7,
    age: [12, 500],
    scenes: [
      [...remind, talk('will-pay'), promise(share(70), 7), dueDay(1), unanswered('BUSY'), keep(100, 2), wait(3, 6)],
      [reply('chat', 'has-paid'), talk('paid-already'), wait(4, 8), pay(all), ...settle],
    ],
  },
  {
    title: 'hardship, paid down by several promises',
    cases: 7,
    age: [60, 540],
    scenes: [
      [arrears(2), ...remind, talk('hardship', { purpose: 'negotiation' }), note('hardship-proof'), note('plan')],
      [promise(share(20), 14), keep(), wait(10, 14), talk('will-pay'), promise(share(30), 14), keep(60, 1)],
      [...monthOfInterest, talk('excuse'), promise(share(40), 20), keep(), ...monthOfInterest, talk('will-pay')],
      [message('sms', 'offer'), delivered(), wait(3, 5), waive('interest', dueOf('interest'), 'CN-B02', '困难减免')],
      [wait(5, 9), talk('will-pay'), promise(all, 15), keep(), ...settle],
    ],
  },
  {
    title: 'personalised plan: countered, deferred, restructured',
    cases: 6,
    age: [340, 540],
    scenes: [
      [...remind, talk('hardship', { purpose: 'negotiation' }), note('hardship-proof'), note('plan')],
      [propose(all, 6, { kind: 'PERSONALISED' }), testPlan(exactly(3_000_00)), wait(2, 4), counter(all, 12)],
      [testPlan(exactly(3_000_00)), wait(1, 2), agree('ORAL'), instalment(), instalment(2), instalment(-3)],
      [
        defer(30, '住院治疗', 'CN-B02'),
        instalment(9),
        wait(3, 5),
        restructure(all, 4, 'ORAL', '收入减少'),
        instalment(),
      ],
      [instalment(), instalment(1), instalment(), ...settle],
    ],
  },
  {
    title: 'instalment plan broken and cancelled',
    cases: 5,
    age: [170, 420],
    scenes: [
      [...remind, talk('half-now'), propose(share(60), 6, { breakRule: 'missed-consecutive-2@1' }), wait(1, 3)],
      [agree('WRITTEN'), instalment(), wait(45, 50), unanswered(), wait(28, 31), talk('excuse'), wait(3, 5)],
      [cancelPlan('FIRM', '连续两期未还'), letter('demand'), wait(5, 8), delivered('registered-mail')],
      [wait(6, 9), talk('half-now'), pay(share(20))],
    ],
  },
  {
    title: 'promise broken, another renegotiated and kept',
    cases: 6,
    age: [20, 520],
    scenes: [
      [...remind, talk('will-pay'), promise(share(50), 5), dueDay(5), unanswered(), wait(1, 2), talk('excuse')],
      [promise(share(30), 10), dueDay(-2), talk('half-now', { inbound: true }), renegotiate(share(20), 16), keep()],
      [...monthOfInterest, charge('penalty', exactly(85_00), CONTRACT), talk('will-pay'), promise(all, 12), keep()],
      settle,
    ],
  },
  {
    title: 'promise partly kept',
    cases: 7,
    age: [15, 400],
    scenes: [
      [bears('0.05', 'day', 60), ...remind, postInterest, suspendInterest('PLAN'), wait(1, 2), resumeInterest],
      [
        lowerRate('0.02', 'day', 'CN-B02', 'HARDSHIP'),
        talk('half-now'),
        promise(share(60), 10),
        keep(40),
        dueDay(5),
        talk('excuse'),
        wait(2, 4),
      ],
      [promise(share(50), 12), dueDay(5), unanswered(), wait(1, 3), unanswered('POWERED_OFF'), ...monthOfInterest],
      [letter('demand'), wait(5, 8), delivered('registered-mail'), wait(6, 9), talk('half-now'), pay(share(30))],
    ],
  },
  {
    title: 'promises cancelled by the firm and by the debtor',
    cases: 6,
    age: [14, 300],
    scenes: [
      [...remind, talk('will-pay'), correct('RECORDED_WRONG', { outcome: 'WILL_PAY_LATER' }), promise(share(80), 9)],
      [wait(2, 3), reply('sms', 'asks-balance'), cancel('FIRM', '金额告知有误,重新核算'), talk('salary-late')],
      [promise(share(50), 12), wait(4, 6), reply('chat', 'stop'), cancel('DEBTOR', '客户表示无力履行'), wait(10, 14)],
      [talk('hardship'), outcomeLater('half-now'), promise(share(25), 10), keep(), wait(25, 30), talk('will-pay')],
    ],
  },
  {
    title: 'just arrived',
    cases: 6,
    age: [1, 9],
    scenes: [[note('first-look'), ...remind, unanswered(), talk('calls-back', { inbound: true }), promise(all, 12)]],
  },
  {
    title: 'overpaid, held, refunded after closing',
    cases: 5,
    age: [8, 60],
    scenes: [
      [...remind, talk('forgot'), wait(1, 2), pay(allAnd(500_00)), charge('fee', exactly(20_00), CONTRACT), wait(1, 2)],
      [close('SETTLED'), wait(20, 30)],
      [note('late-money'), refund(held), message('sms', 'thanks'), delivered()],
    ],
  },
  {
    title: 'misposted payment reversed, later payments recomputed',
    cases: 5,
    age: [20, 500],
    scenes: [
      [bears('0.05', 'day', 20), ...remind, talk('will-pay'), pay(share(30)), wait(2, 3)],
      [pay(share(40), { late: 6 }), wait(4, 6)],
      [reverse('MISPOST'), note('traced')],
      [charge('penalty', exactly(60_00), CONTRACT), wait(2, 3), talk('paid-already'), wait(2, 4)],
      [pay(share(60), { late: 3 })],
      [
        adjust('penalty', -1, exactly(60_00), '入账延迟非客户原因'),
        wait(15, 20),
        postInterest,
        pay(all),
        ...settle,
        wait(5, 9),
      ],
      [reopen('PAYMENT_UNDER_REVIEW'), reverse('DUPLICATE', undefined, exactly(150_00)), wait(6, 9), talk('will-pay')],
      [pay(all), ...settle],
    ],
  },
];
