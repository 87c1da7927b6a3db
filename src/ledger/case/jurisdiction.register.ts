/** Jurisdictions of a single case, beside those of its portfolio and of its parties. */
import { JURISDICTION_FIELDS, placeRefusal } from '../party/place.register.js';
import { line } from '../register/field.js';
import { ends, opens, register } from '../register/register.js';

export const caseJurisdictions = register({
  stream: 'case',
  entry: 'caseJurisdiction',
  path: 'case-jurisdictions',
  asks: 'Under which law does the case stand, beside that of its portfolio?',
  deeds: {
    RecordCaseJurisdiction: opens(
      'CaseJurisdictionRecorded',
      'Records a jurisdiction whose rules apply to the case.',
      JURISDICTION_FIELDS,
      { check: placeRefusal },
    ),
    EndCaseJurisdiction: ends(
      'CaseJurisdictionEnded',
      'Records that these rules apply to the case no longer.',
      { reason: line('referred to another court') },
      { at: 'endings' },
    ),
  },
});

export const caseJurisdictionRegisters = [caseJurisdictions] as const;
