/** Contact figures: who was reached, and how (domain/model.md 4.9, [P-BLK]). An account is reached or not; an attempt too. */
import type { Metric, Part, SourceName, Words } from './parts.js';
import { accountsWith, sum } from './parts.js';

const base = { version: 1, unit: 'count', shown: 'percent' } as const;

function countRate(id: string, name: Words, definition: Words, parts: readonly [Part, Part]): Metric {
  return { ...base, id, name, definition, numerator: parts[0], denominator: parts[1] };
}

const WORK: readonly [SourceName] = ['work'];
const attempts = sum(WORK, 'work.attempts', 'work.attempts');
const dials = sum(WORK, 'work.dials', 'work.dials');
const verified = sum(WORK, 'work.verified', 'work.verified');
const held = sum(['held'], 'held.held', 'held.held');
const HELD_WORK: readonly [SourceName, SourceName] = ['held', 'work'];

export const contactRate = countRate(
  'contact-rate',
  { en: 'Contact rate (accounts)', zh: '可联率（户数）' },
  {
    en: 'Accounts with at least one connected attempt in the period, by accounts attempted. Attempts are outbound calls, chats and visits.',
    zh: '期内至少一次接通的户数 ÷ 期内尝试联系的户数；尝试包括主动拨打、在线联系与外访。',
  },
  [accountsWith(WORK, 'work.connects', 'work.connects'), accountsWith(WORK, 'work.attempts', 'work.attempts')],
);

export const rpcRate = countRate(
  'rpc-rate',
  { en: 'Right-party-contact rate (by attempts)', zh: '本人接通率（÷ 尝试次数）' },
  {
    en: 'Attempts in which the right party was verified and talked, by attempts.',
    zh: '核实为本人并通话的次数 ÷ 尝试联系次数。',
  },
  [verified, attempts],
);

export const rpcRateConnects = countRate(
  'rpc-rate-connects',
  { en: 'Right-party-contact rate (by connects)', zh: '本人接通率（÷ 接通次数）' },
  {
    en: 'Attempts in which the right party was verified and talked, by attempts that connected.',
    zh: '核实为本人并通话的次数 ÷ 接通次数。',
  },
  [verified, sum(WORK, 'work.connects', 'work.connects')],
);

export const promiseRate = countRate(
  'promise-rate',
  { en: 'Promise rate', zh: '承诺率' },
  {
    en: 'Promises made in the period, by right-party conversations on outbound attempts in it. Promises on inbound calls count, so it can exceed 100 %.',
    zh: '期内作出的还款承诺数 ÷ 期内本人通话次数（主动联系）；来电承诺计入分子，可能超过 100%。',
  },
  [sum(['counts'], 'counts.promises', 'counts.promises'), verified],
);

export const coverageRate = countRate(
  'coverage-rate',
  { en: 'Coverage', zh: '覆盖率' },
  {
    en: 'Accounts dialled in the period, by accounts held: open at its end.',
    zh: '期内拨打户数 ÷ 期末在手户数。',
  },
  [
    {
      from: HELD_WORK,
      value: 'CASE WHEN held.held = 1 AND COALESCE(work.dials, 0) > 0 THEN 1 ELSE 0 END',
      events: 'work.dials',
    },
    held,
  ],
);

export const penetrationRate = countRate(
  'penetration-rate',
  { en: 'Penetration (dials by account)', zh: '渗透率' },
  {
    en: 'Dials in the period on accounts held, by accounts held: open at its end. 100 % is one dial an account.',
    zh: '期内对在手账户的拨打次数 ÷ 期末在手户数；100% 即户均一次。',
  },
  [
    { from: HELD_WORK, value: 'CASE WHEN held.held = 1 THEN COALESCE(work.dials, 0) ELSE 0 END', events: 'work.dials' },
    held,
  ],
);

export const connectRate = countRate(
  'connect-rate',
  { en: 'Connect rate', zh: '接通率' },
  { en: 'Dials that connected in the period, by dials.', zh: '期内接通次数 ÷ 拨打次数。' },
  [sum(WORK, 'work.dial_connects', 'work.dialConnects'), dials],
);
