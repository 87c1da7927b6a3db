/** The fines of a town that collects for itself; what is owed for the offence is paid before costs. */
import type { Chapter } from '../story.js';
import { PAYING } from './paying.js';
import { lawyers, person } from './people.js';
import { TROUBLE } from './trouble.js';
import { WORK } from '../work.js';
import { WORDS } from './words.js';

const TOWN = 'Comune di Valdesempio (sample)';

export const ITALY: Chapter = {
  place: {
    portfolio: {
      type: 'CreatePortfolio',
      name: 'fines-it',
      title: 'Sanzioni amministrative (sample)',
      creditor: TOWN,
      zone: 'Europe/Rome',
      currency: 'EUR',
      jurisdictions: ['IT'],
      capacity: 'FIRST_PARTY',
      creditorKind: 'PUBLIC_BODY',
      waterfall: 'principal-first@1',
      promiseGraceDays: 5,
      promiseToleranceBps: 0,
    },
    prefix: 'VB',
    language: 'it-IT',
    overdue: [-95, -75],
    neat: 5_00,
    person,
    lawyers,
    staff: ['IT-21', 'IT-24', 'IT-27'],
    teams: ['sportello', 'contenzioso'],
    agencies: ['AG-EXAMPLE-RISCOSSIONE'],
    courts: ['Giudice di pace di Valdesempio', 'Prefettura di Montemodello'],
    methods: { instant: ['card', 'wallet'], booked: ['postal-slip', 'bank-transfer', 'counter'] },
    verified: ['BIRTH_DATE', 'REPORT_NUMBER', 'PLATE'],
    debts: [
      { product: 'parking-fine', creditor: TOWN, open: (dice) => ({ principal: dice.pick([29_40, 42_00, 87_00]) }) },
      { product: 'speeding-fine', creditor: TOWN, open: (dice) => ({ principal: dice.pick([42_00, 173_00, 543_00]) }) },
      { product: 'access-fine', creditor: TOWN, open: (dice) => ({ principal: dice.pick([83_00, 100_00, 167_00]) }) },
    ],
    words: WORDS,
  },
  stories: [...PAYING, ...TROUBLE, WORK],
};
