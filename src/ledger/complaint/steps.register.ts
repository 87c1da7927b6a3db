/** What was done about a complaint between its receipt and its closure (domain/rules.md UK-DISP, CN-CMP). */
import { impossible } from '../refusal.js';
import { about, choice, code, instant, opt, part, words } from '../register/field.js';
import { notes, register } from '../register/register.js';

export const complaintSteps = register({
  stream: 'case',
  entry: 'complaintStep',
  path: 'complaint-steps',
  asks: 'Who handles a complaint, and what was sent or asked for in between?',
  deeds: {
    RecordComplaintStep: notes(
      'ComplaintStepRecorded',
      'Records a step of a complaint: handler, holding response, summary resolution, request for review, withdrawal.',
      {
        complaint: part('complaint'),
        step: choice(
          'HANDLER_ASSIGNED',
          'HOLDING_RESPONSE',
          'SUMMARY_RESOLUTION',
          'ACCEPTED',
          'REVIEW_REQUESTED',
          'MATERIAL_REQUESTED',
          'WITHDRAWN',
        ),
        handler: opt(about(code('staff-077'), 'Member of staff; needed for HANDLER_ASSIGNED.')),
        sentAt: opt(about(instant('2026-03-24T10:00:00+01:00'), 'When the letter or message of this step was sent.')),
        text: opt(words('We need four more weeks to hear the recordings.')),
      },
      {
        check: ({ step, handler }) =>
          step === 'HANDLER_ASSIGNED' && handler === undefined
            ? impossible('handler-missing', 'Name who handles the complaint.', 'handler')
            : undefined,
      },
    ),
  },
});

export const complaintStepRegisters = [complaintSteps] as const;
