/** Data given to others (duty D52), and breaches (duty D45). */
import { code, codes, date, line, opt, party } from '../register/field.js';
import { notes, register } from '../register/register.js';

export const dataShares = register({
  stream: 'case',
  entry: 'dataShare',
  path: 'data-shares',
  asks: 'Which data went to whom, for which purpose?',
  deeds: {
    ShareData: notes('DataShared', 'Records that data of the case were given to somebody.', {
      recipient: code('credit-risk'),
      purpose: line('joint monitoring'),
      fields: codes('balance', 'days-past-due'),
      legalBasis: opt(code('PIPL-13')),
      party: opt(party()),
      until: opt(date('2026-12-31')),
    }),
  },
});

export const sharingRegisters = [dataShares] as const;
