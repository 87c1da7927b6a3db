/** Collection agencies: mandate, files, scorecard (duties D56 to D58). */
import type { Context } from '../command.js';
import { isDayOnly, startOfDay, toMillis } from '../dates.js';
import type { Flag } from '../fact.js';
import type { Entries } from '../register/entries.state.js';
import { about, choice, code, codes, count, date, decimal, digest, instant, line, opt } from '../register/field.js';
import { impossible } from '../refusal.js';
import { ends, founds, notes, opens, register, steps, wholeRegister } from '../register/register.js';

export const agencies = wholeRegister({
  stream: 'agency',
  entry: 'agency',
  path: 'agencies',
  asks: 'Which agencies collect for us, and may they?',
  deeds: {
    OnboardAgency: founds('AgencyOnboarded', 'Takes an agency on.', {
      portfolio: code('lakeside-cards'),
      ref: code('agency-07'),
      title: line('North Collections Ltd'),
      licence: opt(code('LIC-4471')),
      jurisdictions: opt(codes('IT', 'DE')),
      due: opt(date('2027-12-31')),
    }),
    EvaluateAgency: steps(
      'AgencyEvaluated',
      'Records a scorecard of an agency.',
      {
        period: code('2026-Q1'),
        recoveryRate: opt(decimal('0.1825')),
        complaintsPerThousand: opt(decimal('1.4')),
        lateShare: opt(decimal('0.03')),
        result: code('GOOD'),
        covers: opt(about(codes('CONDUCT', 'PERFORMANCE', 'INFORMATION_SECURITY'), 'What was evaluated (CN-GBT-4).')),
      },
      { at: 'evaluations' },
    ),
    SuspendAgency: steps(
      'AgencySuspended',
      'Suspends an agency.',
      { reason: line('complaints of threats') },
      { at: 'suspensions' },
    ),
    ReinstateAgency: steps(
      'AgencyReinstated',
      'Lets a suspended agency work again.',
      { reason: line('measures taken') },
      { at: 'reinstatements' },
    ),
    EndAgency: ends('AgencyEnded', 'Ends the mandate.', { reason: line('contract ended') }, { at: 'endings' }),
  },
});

interface FileCame {
  readonly sha256: string;
  readonly expectedBy?: string;
  readonly receivedAt?: string;
}

/** A file that was recorded before, by its digest; and one that came, or went, after it was expected. */
function fileFlags({ sha256, expectedBy, receivedAt }: FileCame, entries: Entries, { at, policy }: Context): Flag[] {
  const known = [...entries.values()].some((entry) => entry.fields['sha256'] === sha256);
  const came = receivedAt ?? at;
  // Of a day without a time only its beginning is certain: it was late where the whole day lies after.
  const since = isDayOnly(came) ? startOfDay(came, policy.zone) : toMillis(came);
  const isLate = expectedBy !== undefined && since > toMillis(expectedBy);
  return [...(known ? (['duplicate'] as const) : []), ...(isLate ? (['late'] as const) : [])];
}

export const placementFiles = register({
  stream: 'agency',
  entry: 'placementFile',
  path: 'placement-files',
  asks: 'Which files went to and came from agencies, with which digests, and which were late, doubled or rejected?',
  deeds: {
    IngestPlacementFile: opens(
      'PlacementFileReceived',
      'Records a file that was sent or received, by its digest.',
      {
        direction: choice('RECEIVED', 'SENT'),
        name: code('placements-2026-03-10.csv'),
        sha256: digest(),
        rows: count(1_204),
        batch: opt(code('batch-2026-03')),
        expectedBy: opt(instant('2026-03-10T18:00:00+01:00')),
        receivedAt: opt(instant('2026-03-11T07:12:00+01:00')),
      },
      { flags: fileFlags },
    ),
    AcceptPlacementFile: ends(
      'PlacementFileAccepted',
      'Records what of the file was taken in.',
      { rows: count(1_200), duplicates: opt(count(4)) },
      {
        at: 'acceptances',
        check({ rows, duplicates = 0 }, entry) {
          const of = entry?.stage === 'OPEN' ? (entry.fields['rows'] as number) : Infinity;
          const field = rows > of ? 'rows' : 'duplicates';
          if (Math.max(rows, duplicates) <= of) return undefined;
          return impossible('too-many-rows', `The file has ${of} rows: ${field} cannot be more.`, field);
        },
      },
    ),
    RejectPlacementFile: ends(
      'PlacementFileRejected',
      'Rejects a file as a whole.',
      { reason: line('sum of balances differs') },
      { at: 'rejections' },
    ),
  },
});

export const placementTerms = register({
  stream: 'agency',
  entry: 'placementTerm',
  path: 'placement-terms',
  asks: 'On which terms does an agency collect?',
  deeds: {
    AgreePlacementTerms: notes('PlacementTermsAgreed', 'Records the terms of a mandate.', {
      feeRate: decimal('0.12'),
      days: count(180, 3_650),
      channels: opt(codes('phone', 'letter')),
    }),
  },
});

export const agencyRegisters = [agencies, placementFiles, placementTerms] as const;
