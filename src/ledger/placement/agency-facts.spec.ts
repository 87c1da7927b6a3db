/** What agencies say about a case: recorded as they said it, and flagged where they said it before, or late (duty D56). */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { AGENCY_EVENT_DAYS_MAX } from './agency-facts.register.js';

const said = (more: object = {}): CaseCommand => ({
  type: 'IngestAgencyEvent',
  agency: 'agency-07',
  originalRef: 'AG7-0009',
  kind: 'CALL',
  receivedAt: '2026-03-11T06:00:00+01:00',
  occurredAt: '2026-03-10T15:00:00+01:00',
  ...more,
});

function flags(last: CaseCommand, ...before: CaseCommand[]): unknown {
  return (aCase(...before, last).facts.at(-1)?.data as { flags?: unknown }).flags;
}

describe('an event of an agency', () => {
  it('with a reference that was recorded before is recorded and flagged as a duplicate', () => {
    expect(flags(said())).toBeUndefined();
    expect(flags(said({ receivedAt: '2026-03-12T06:00:00+01:00' }), said())).toEqual(['duplicate']);
    // Another agency counts for itself.
    expect(flags(said({ agency: 'agency-08' }), said())).toBeUndefined();
    expect(flags(said({ originalRef: 'AG7-0010' }), said())).toBeUndefined();
  });

  it('is flagged as late where it came more than the agreed days after it occurred', () => {
    const occurredAt = '2026-03-10T23:30:00+01:00';
    const onDay = (n: number): string => `2026-03-${10 + n}T00:30:00+01:00`;
    expect(flags(said({ occurredAt, receivedAt: onDay(AGENCY_EVENT_DAYS_MAX) }))).toBeUndefined();
    expect(flags(said({ occurredAt, receivedAt: onDay(AGENCY_EVENT_DAYS_MAX + 1) }))).toEqual(['late']);
  });

  it('keeps the flags of its case', () => {
    aClosedCase()
      .when(said({ receivedAt: '2026-03-20T06:00:00+01:00' }))
      .then({ type: 'AgencyEventIngested', data: { flags: ['case-closed', 'late'] } });
  });
});
