/** The book of an agency that collects for several creditors. */
import type { Chapter } from '../story.js';
import { PAYING } from './paying.js';
import { lawyers, person } from './people.js';
import { TROUBLE } from './trouble.js';
import { WORK } from '../work.js';
import { WORDS } from './words.js';

export const AMERICA: Chapter = {
  place: {
    portfolio: {
      type: 'CreatePortfolio',
      name: 'agency-us',
      title: 'Placed consumer accounts (sample)',
      creditor: 'Several, named on each debt',
      zone: 'America/New_York',
      currency: 'USD',
      jurisdictions: ['US', 'US-NY'],
      capacity: 'AGENCY',
      creditorKind: 'OTHER',
      waterfall: 'standard@1',
      promiseGraceDays: 5,
      promiseToleranceBps: 500,
    },
    prefix: 'AC',
    language: 'en-US',
    overdue: [90, 200],
    neat: 5_00,
    person,
    lawyers,
    staff: ['US-101', 'US-104', 'US-117', 'US-122', 'US-130'],
    teams: ['front-line', 'written-only', 'legal'],
    agencies: ['AG-EXAMPLE-SECOND', 'AG-EXAMPLE-UPSTATE'],
    courts: ['Civil Court of Exampleton', 'Sampleville City Court'],
    methods: { instant: ['card', 'wallet'], booked: ['check', 'ach', 'money-order'] },
    verified: ['BIRTH_DATE', 'SSN_LAST_FOUR', 'ADDRESS'],
    debts: [
      {
        product: 'medical',
        creditor: 'Example Dental Group (sample)',
        open: (dice) => ({ principal: dice.int(180_00, 2_400_00) }),
      },
      {
        product: 'utility',
        creditor: 'Placeholder Power & Light (sample)',
        open: (dice) => ({ principal: dice.int(90_00, 900_00), fee: dice.int(1, 5) * 5_00 }),
      },
      {
        product: 'retail-card',
        creditor: 'Specimen Outfitters (sample)',
        open: (dice) => {
          const principal = dice.int(350_00, 5_200_00);
          return { principal, interest: Math.floor(principal * 0.064), fee: 35_00 };
        },
      },
    ],
    words: WORDS,
  },
  stories: [...PAYING, ...TROUBLE, WORK],
};
