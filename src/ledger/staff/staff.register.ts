/** Members of staff: training, certification, quality, policy, targets, incentives (duties D48, D49, D64 to D67). */
import { notAllowed } from '../refusal.js';
import { about, amount, code, codes, count, currency, date, decimal, line, opt, words } from '../register/field.js';
import { ends, founds, notes, opens, register, steps, wholeRegister } from '../register/register.js';

export const staffMembers = wholeRegister({
  stream: 'staff',
  entry: 'staff',
  path: 'staff',
  asks: 'Who works here, in which team?',
  deeds: {
    RegisterStaff: founds('StaffRegistered', 'Registers a member of staff; the name is sealed.', {
      portfolio: code('lakeside-cards'),
      ref: code('staff-042'),
      team: opt(code('early-arrears')),
      name: opt(words('Paolo Ricci')),
    }),
    MoveStaff: steps(
      'StaffMoved',
      'Moves a member of staff to another team.',
      { team: code('late-arrears') },
      { at: 'moves' },
    ),
    EndStaff: ends(
      'StaffLeft',
      'Records that a member of staff has left.',
      { reason: opt(line('end of contract')) },
      { at: 'endings' },
    ),
  },
});

export const trainings = register({
  stream: 'staff',
  entry: 'training',
  path: 'trainings',
  asks: 'Who is trained and certified for what, until when?',
  deeds: {
    RecordTraining: opens('TrainingCompleted', 'Records a completed training.', {
      course: code('fair-collection@3'),
      score: opt(count(92, 100)),
      due: opt(about(date('2027-03-10'), 'Until when it is valid.')),
    }),
    LapseCertification: ends(
      'CertificationLapsed',
      'Records that a certification no longer holds.',
      { reason: line('not renewed') },
      { at: 'lapses' },
    ),
  },
});

export const qualityReviews = register({
  stream: 'staff',
  entry: 'qualityReview',
  path: 'quality-reviews',
  asks: 'How good were the interactions that were reviewed?',
  deeds: {
    ScoreInteraction: notes('QualityReviewScored', 'Records the score of a reviewed interaction.', {
      contact: code('8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12'),
      score: count(87, 100),
      sheet: code('quality@2'),
      text: opt(words('Friendly, but no itemisation offered.')),
    }),
  },
});

export const attestations = register({
  stream: 'staff',
  entry: 'attestation',
  path: 'attestations',
  asks: 'Who attested to which policy?',
  deeds: {
    AttestPolicy: notes('PolicyAttested', 'Records that a member of staff attested to a policy.', {
      policy: code('code-of-conduct'),
      version: code('2026-01'),
    }),
  },
});

export const targets = register({
  stream: 'staff',
  entry: 'target',
  path: 'targets',
  asks: 'Which targets were set, and what was measured?',
  deeds: {
    SetTarget: opens('TargetSet', 'Sets a target.', {
      metric: code('kept-rate@1'),
      value: decimal('0.65'),
      from: date('2026-04-01'),
      due: date('2026-06-30'),
    }),
    MeasureTarget: ends(
      'TargetMeasured',
      'Records what was measured at the end.',
      { value: decimal('0.68'), knownAt: opt(code('2026-07-01')) },
      { at: 'measurements' },
    ),
  },
});

/** How codes of a basis begin that measure the amount collected, in small letters: as the rule CN-CC-66 reads them. */
const AMOUNT_BASES = ['amount', 'recovered', 'collected', '回收'] as const;

function isAmount(basis: string): boolean {
  return AMOUNT_BASES.some((prefix) => basis.toLowerCase().startsWith(prefix));
}

export const incentives = register({
  stream: 'staff',
  entry: 'incentive',
  path: 'incentives',
  asks: 'How were incentives computed?',
  deeds: {
    ComputeIncentive: notes(
      'IncentiveComputed',
      'Records an incentive with all it rests on; what was collected must not be all of it (CN-CC-66).',
      {
        period: code('2026-Q1'),
        amount: amount(50_000),
        currency: currency('EUR'),
        basis: codes('amount-collected', 'quality', 'complaints'),
        weights: codes('40', '40', '20'),
      },
      {
        check: ({ basis, weights }) => {
          if (basis.length !== weights.length || weights.some((w) => !/^\d{1,3}$/.test(w))) {
            return notAllowed('bad-weights', 'weights holds one whole percentage for each basis.', 'weights');
          }
          if (weights.reduce((sum, w) => sum + Number(w), 0) !== 100) {
            return notAllowed('bad-weights', 'weights must add up to 100.', 'weights');
          }
          const other = basis.some((b, i) => !isAmount(b) && Number(weights[i]) > 0);
          if (other) return undefined;
          return notAllowed(
            'amount-only-basis',
            'An incentive must not rest on the amount collected alone (CN-CC-66): add quality or conduct.',
            'basis',
          );
        },
      },
    ),
  },
});

export const staffRegisters = [staffMembers, trainings, qualityReviews, attestations, targets, incentives] as const;
