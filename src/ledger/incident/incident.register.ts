/** Incidents: media, surges of complaints, safety, data; they may freeze contact on linked cases (duties D54, D55). */
import { caseId, choice, code, codes, date, line, opt, words } from '../register/field.js';
import { secondPerson } from '../erasure/four-eyes.calc.js';
import { ends, founds, opens, register, steps, wholeRegister } from '../register/register.js';

export const incidents = wholeRegister({
  stream: 'incident',
  entry: 'incident',
  path: 'incidents',
  asks: 'Which incidents are there, and how far are they?',
  deeds: {
    OpenIncident: founds('IncidentOpened', 'Opens an incident.', {
      portfolio: code('lakeside-cards'),
      ref: opt(code('INC-2026-003')),
      kind: choice('MEDIA', 'COMPLAINT_SURGE', 'SAFETY', 'DATA'),
      severity: opt(code('HIGH')),
      due: opt(date('2026-03-13')),
      text: opt(words('A newspaper asks about calls at night.')),
    }),
    UpdateIncident: steps(
      'IncidentUpdated',
      'Records what is new.',
      { status: code('INVESTIGATING'), text: opt(words('Recordings are being heard.')) },
      { at: 'updates' },
    ),
    NotifyRegulator: steps(
      'RegulatorNotified',
      'Records that the regulator was told.',
      { regulator: code('regulator-1'), reference: opt(code('REG-2026-19')) },
      { at: 'regulator-notices' },
    ),
    ReportBreach: steps(
      'BreachReported',
      'Records that a breach of personal data was reported.',
      { to: code('data-authority'), categories: codes('names', 'phone-numbers') },
      { at: 'breach-reports' },
    ),
    CloseIncident: ends(
      'IncidentClosed',
      'Closes the incident.',
      { outcome: line('script changed, staff retrained') },
      { at: 'closures' },
    ),
  },
});

export const freezes = register({
  stream: 'incident',
  entry: 'freeze',
  path: 'freezes',
  asks: 'On which cases is contact frozen by which incident?',
  deeds: {
    FreezeContact: opens('ContactFrozen', 'Freezes all outbound contact on a case.', {
      case: caseId(),
      reason: line('press enquiry'),
    }),
    RequestFreezeRelease: steps(
      'FreezeReleaseRequested',
      'Asks that the freeze be ended.',
      { reason: line('the paper has corrected its report') },
      { at: 'release-requests' },
    ),
    ReleaseFreeze: ends(
      'ContactUnfrozen',
      'Ends the freeze, as somebody else asked.',
      { reason: line('incident closed') },
      {
        at: 'releases',
        fourEyes: true,
        check: (_given, entry, context) =>
          context.asksApproval ? secondPerson(entry, 'FreezeReleaseRequested', context, 'freeze') : undefined,
      },
    ),
  },
});

export const incidentRegisters = [incidents, freezes] as const;
