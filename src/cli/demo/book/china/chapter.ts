/** The card book of a bank that collects for itself. */
import type { Chapter } from '../story.js';
import { PAYING } from './paying.js';
import { lawyers, person } from './people.js';
import { TROUBLE } from './trouble.js';
import { WORK } from '../work.js';
import { WORDS } from './words.js';

export const CHINA: Chapter = {
  place: {
    portfolio: {
      type: 'CreatePortfolio',
      name: 'cards-cn',
      title: '信用卡逾期账户 (sample)',
      creditor: '云杉样例银行 (sample)',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      jurisdictions: ['CN'],
      capacity: 'FIRST_PARTY',
      creditorKind: 'BANK',
      waterfall: 'standard@1',
      promiseGraceDays: 3,
      promiseToleranceBps: 1000,
    },
    prefix: 'CC',
    language: 'zh-CN',
    overdue: [20, 75],
    neat: 100_00,
    person,
    lawyers,
    staff: ['CN-A03', 'CN-A07', 'CN-A12', 'CN-A15', 'CN-B02', 'CN-B09'],
    teams: ['early-stage', 'mid-stage', 'late-stage'],
    agencies: ['AG-EXAMPLE-NORTH', 'AG-EXAMPLE-LAKE'],
    courts: ['样例市青云区人民法院', '示范市东湖区人民法院'],
    methods: { instant: ['card', 'wallet'], booked: ['bank-transfer', 'direct-debit', 'counter'] },
    verified: ['ID_LAST_FOUR', 'BIRTH_DATE', 'CARD_LAST_FOUR'],
    debts: [
      {
        product: 'credit-card',
        creditor: '云杉样例银行 (sample)',
        open: (dice) => {
          const principal = dice.int(3_000_00, 42_000_00);
          return { principal, interest: Math.floor(principal * 0.031), fee: dice.int(2, 12) * 10_00 };
        },
      },
      {
        product: 'card-instalment',
        creditor: '云杉样例银行 (sample)',
        open: (dice) => {
          const principal = dice.int(6_000_00, 60_000_00);
          return { principal, interest: Math.floor(principal * 0.042), penalty: dice.int(80_00, 420_00) };
        },
      },
    ],
    words: WORDS,
  },
  stories: [...PAYING, ...TROUBLE, WORK],
};
