/**
 * Restriction of processing: where data cannot be erased, or not yet, everything but keeping it stops (PIPL 47(2), GDPR 18).
 * While one is open nobody contacts the person, and no personal value is opened (`src/privacy/key-warden.ts`).
 */
import { choice, code, line, opt } from '../register/field.js';
import { ends, opens, register } from '../register/register.js';

export const restrictions = register({
  stream: 'party',
  entry: 'restriction',
  path: 'restrictions',
  asks: 'Whose data may only be kept, why, and since when?',
  deeds: {
    RestrictProcessing: opens('RestrictionApplied', "Stops every use of the party's personal data but keeping it.", {
      ground: choice('RETENTION_RUNS', 'DELETION_HARD', 'ACCURACY_DISPUTED', 'UNLAWFUL', 'CLAIM', 'OBJECTION'),
      matter: opt(code('request-2026-31')),
      reason: opt(line('retention period has not run out')),
    }),
    LiftRestriction: ends(
      'RestrictionLifted',
      'Lifts a restriction, with its reason.',
      { reason: line('accuracy confirmed') },
      { at: 'liftings' },
    ),
  },
});

export const restrictionRegisters = [restrictions] as const;
