/** What belongs to a contact and is not the contact: appointments of visits, recordings, evidence (duties D03, D05). */
import { code, codes, count, date, digest, instant, line, opt, part } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

export const visitAppointments = register({
  stream: 'case',
  entry: 'visitAppointment',
  path: 'visit-appointments',
  asks: 'Which visits are planned, by whom?',
  deeds: {
    ScheduleVisit: opens('VisitScheduled', 'Plans a visit. The visit itself is recorded when it was made.', {
      due: date('2026-04-08'),
      dueAt: opt(instant('2026-04-08T15:00:00+02:00')),
      visitors: codes('staff-042', 'staff-050'),
      purpose: opt(line('deliver the plan for signature')),
    }),
    CloseVisitAppointment: ends(
      'VisitAppointmentClosed',
      'Says that the visit was made, or will not be.',
      { outcome: code('VISITED'), contact: opt(part('contact')) },
      { at: 'closures' },
    ),
  },
});

export const recordings = register({
  stream: 'case',
  entry: 'recording',
  path: 'recordings',
  asks: 'Which contacts have recordings or other evidence, with which digest?',
  deeds: {
    AttachRecording: notes('RecordingAttached', 'Attaches the recording of a contact by reference and digest.', {
      contact: part('contact'),
      reference: code('rec/2026/03/10/0042'),
      sha256: digest(),
      seconds: opt(count(312)),
      retention: opt(code('2-YEARS')),
    }),
    AttachVisitEvidence: notes(
      'VisitEvidenceAttached',
      'Attaches evidence of a visit by reference and digest.',
      { contact: part('contact'), reference: code('photo/2026/04/08/7'), sha256: digest(), kind: opt(code('photo')) },
      { at: 'visit-evidence' },
    ),
  },
});

export const evidenceRegisters = [visitAppointments, recordings] as const;
