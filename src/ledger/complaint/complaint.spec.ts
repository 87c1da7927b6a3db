/** A complaint from receipt to closure. Its words are sealed, its due date never moves backwards. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { ComplaintCommand } from './complaint.decide.js';

const log: CaseCommand = {
  type: 'LogComplaint',
  channel: 'letter',
  topic: 'calls at work',
  dueDate: '2026-04-15',
  externalRef: 'C-1',
  about: ['contact-1'],
  text: 'They rang my employer.',
  occurredAt: '2026-03-15',
};

describe('what rules ask of a complaint', () => {
  it('is kept: who handles it, and how far, by whose leave and with which notice it was extended', () => {
    const more = { level: 'SPECIAL', approvedBy: 'supervisor-3', notifiedAt: '2026-03-28T09:00:00+02:00' } as const;
    aCase({ ...log, handler: 'staff-077' })
      .when({ type: 'ExtendComplaint', dueDate: '2026-05-15', reason: 'complex', ...more })
      .then({ type: 'ComplaintExtended', data: { dueDate: '2026-05-15', ...more } })
      .when({ type: 'ExtendComplaint', dueDate: '2026-05-15', reason: 'complex', notifiedAt: '28 March' })
      .thenRefused('bad-moment', 'notifiedAt');
    aCase()
      .when({ type: 'LogComplaint', handler: 'staff-077' })
      .then({ type: 'ComplaintReceived', data: { handler: 'staff-077' } });
  });

  it('is kept: by when an answer was promised, and what the answer told beside the decision', () => {
    aCase(log)
      .when({ type: 'AcknowledgeComplaint', responseBy: '2026-05-10' })
      .then({ type: 'ComplaintAcknowledged', data: { responseBy: '2026-05-10' } })
      .when({ type: 'AcknowledgeComplaint', responseBy: '2026-05-32' })
      .thenRefused('bad-date', 'responseBy')
      .when({ type: 'DecideComplaint', outcome: 'REJECTED', discloses: ['OMBUDSMAN_RIGHT'] })
      .then({ type: 'ComplaintDecided', data: { outcome: 'REJECTED', discloses: ['OMBUDSMAN_RIGHT'] } });
  });

  it('is kept: each step, which moves neither its stage nor its due date', () => {
    const step = { type: 'RecordComplaintStep', complaint: 'complaint-1' } as const;
    const { state } = aCase(log)
      .when({ ...step, step: 'HOLDING_RESPONSE', sentAt: '2026-03-20T10:00:00+01:00', text: 'Four more weeks.' })
      .then({
        type: 'ComplaintStepRecorded',
        data: { complaint: 'complaint-1', step: 'HOLDING_RESPONSE', sentAt: '2026-03-20T10:00:00+01:00' },
        personal: { subject: 'case-1', fields: { text: 'Four more weeks.' } },
      });
    expect(state.complaints.get('complaint-1')).toMatchObject({ stage: 'RECEIVED', dueDate: '2026-04-15' });
  });

  it('names who handles it, where a step says that somebody does', () => {
    const step = { type: 'RecordComplaintStep', complaint: 'complaint-1', step: 'HANDLER_ASSIGNED' } as const;
    aCase(log)
      .when(step)
      .thenRefused('handler-missing', 'handler')
      .when({ ...step, handler: 'staff-077' })
      .then({ type: 'ComplaintStepRecorded', data: { step: 'HANDLER_ASSIGNED', handler: 'staff-077' } });
  });
});

describe('a complaint', () => {
  it('is received, its words sealed', () => {
    const { facts, state } = aCase()
      .when(log)
      .then({
        type: 'ComplaintReceived',
        data: {
          complaint: 'complaint-1',
          channel: 'letter',
          topic: 'calls at work',
          dueDate: '2026-04-15',
          externalRef: 'C-1',
          about: ['contact-1'],
        },
        personal: { subject: 'case-1', fields: { text: 'They rang my employer.' } },
      });
    expect(JSON.stringify(facts)).not.toContain('employer');
    expect(state.complaints.get('complaint-1')).toMatchObject({ stage: 'RECEIVED', receivedOn: '2026-03-15' });
  });

  it('without a due date gets none invented', () => {
    const { facts } = aCase().given({ type: 'LogComplaint' });
    expect(facts.at(-1)?.data).not.toHaveProperty('dueDate');
  });

  it('is acknowledged, extended, decided and closed', () => {
    const scenario = aCase(log)
      .when({ type: 'AcknowledgeComplaint' })
      .then({ type: 'ComplaintAcknowledged', data: { complaint: 'complaint-1' } })
      .when({ type: 'ExtendComplaint', dueDate: '2026-05-15', reason: 'recordings asked for' })
      .then({ type: 'ComplaintExtended', data: { dueDate: '2026-05-15', reason: 'recordings asked for' } })
      .when({ type: 'DecideComplaint', outcome: 'UPHELD', redress: 5_000, text: 'We apologise.' })
      .then({
        type: 'ComplaintDecided',
        data: { complaint: 'complaint-1', outcome: 'UPHELD', redress: 5_000 },
        personal: { subject: 'case-1', fields: { text: 'We apologise.' } },
      });
    expect(scenario.state.complaints.get('complaint-1')).toMatchObject({
      stage: 'DECIDED',
      outcome: 'UPHELD',
      dueDate: '2026-05-15',
      decidedOn: '2026-03-31',
    });
    scenario
      .when({ type: 'CloseComplaint', reason: 'redress paid' })
      .then({ type: 'ComplaintClosed', data: { complaint: 'complaint-1', reason: 'redress paid' } });
    expect(scenario.state.complaints.get('complaint-1')?.stage).toBe('CLOSED');
  });

  it('is never due earlier than it was', () => {
    aCase(log)
      .when({ type: 'ExtendComplaint', dueDate: '2026-04-14', reason: 'hurry' })
      .thenRefused('due-date-backwards', 'dueDate')
      .when({ type: 'ExtendComplaint', dueDate: '2026-04-15', reason: 'same day' })
      .then({ type: 'ComplaintExtended' });
  });

  it('without a due date gets its first by an extension', () => {
    aCase({ type: 'LogComplaint' })
      .when({ type: 'ExtendComplaint', dueDate: '2026-03-01', reason: 'first' })
      .then({ type: 'ComplaintExtended', data: { dueDate: '2026-03-01' } });
  });

  it('is named where the case has several', () => {
    const { result } = aCase(log, log).when({ type: 'AcknowledgeComplaint' });
    expect(result).toMatchObject({ code: 'unknown-complaint', message: 'Name the complaint that is meant.' });
    aCase(log, log)
      .when({ type: 'AcknowledgeComplaint', complaint: 'complaint-1' })
      .then({ type: 'ComplaintAcknowledged', data: { complaint: 'complaint-1' } });
  });

  it.each<ComplaintCommand>([
    { type: 'AcknowledgeComplaint' },
    { type: 'ExtendComplaint', dueDate: '2026-05-01', reason: 'x' },
    { type: 'DecideComplaint', outcome: 'UPHELD' },
    { type: 'CloseComplaint' },
  ])('that the case does not have is unknown: $type', (command) => {
    const { result } = aCase().when(command);
    expect(result).toMatchObject({ code: 'unknown-complaint', message: 'The case has no complaint.' });
    aCase(log)
      .when({ ...command, complaint: 'complaint-9' } as ComplaintCommand)
      .thenRefused('unknown-complaint', 'complaint');
  });

  it.each<[string, string, CaseCommand]>([
    ['bad-date', 'dueDate', { type: 'LogComplaint', dueDate: 'soon' }],
    ['bad-date', 'dueDate', { type: 'ExtendComplaint', dueDate: '2026-04-31', reason: 'x' }],
    ['bad-amount', 'redress', { type: 'DecideComplaint', outcome: 'UPHELD', redress: -1 }],
    ['bad-amount', 'redress', { type: 'DecideComplaint', outcome: 'UPHELD', redress: 0.5 }],
  ])('is refused as %s for its %s', (code, field, command) => {
    aCase(log).when(command).thenRefused(code, field);
  });

  it('on a closed case is recorded, and each of its steps is flagged', () => {
    const { facts } = aClosedCase(log).given(
      { type: 'AcknowledgeComplaint' },
      { type: 'ExtendComplaint', dueDate: '2026-05-01', reason: 'x' },
      { type: 'DecideComplaint', outcome: 'REJECTED' },
      { type: 'CloseComplaint' },
    );
    for (const fact of facts.slice(3)) expect(fact.data).toMatchObject({ flags: ['case-closed'] });
  });
});
