/** The complaints of a case: what moves one on, and what is only noted about it. */
import { aCase } from '../../test/support/case-scenario.js';
import { complaintsAt } from './complaints.query.js';

it('a step that is noted about a complaint leaves all complaints of the case as they are', () => {
  const { facts } = aCase(
    { type: 'LogComplaint', topic: 'calls', occurredAt: '2026-03-10' },
    { type: 'LogComplaint', topic: 'charges', occurredAt: '2026-03-11' },
    {
      type: 'RecordComplaintStep',
      complaint: 'complaint-1',
      step: 'HANDLER_ASSIGNED',
      handler: 'staff-077',
      occurredAt: '2026-03-12',
    },
    { type: 'AcknowledgeComplaint', complaint: 'complaint-2', occurredAt: '2026-03-13' },
  );
  expect(complaintsAt(facts, '2026-03-31').map(({ id, stage }) => [id, stage])).toEqual([
    ['complaint-1', 'RECEIVED'],
    ['complaint-2', 'ACKNOWLEDGED'],
  ]);
});
