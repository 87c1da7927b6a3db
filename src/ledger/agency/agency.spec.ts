/** Files of agencies: each is recorded, and what was there before or came late is flagged (duty D57). */
import { Scenario } from '../../../test/support/scenario.js';
import { AGENCY } from '../ledger.js';
import type { AgencyCommand } from '../registers.js';

const SHA = 'cd'.repeat(32);
const onboard: AgencyCommand = {
  type: 'OnboardAgency',
  portfolio: 'portfolio-1',
  ref: 'agency-07',
  title: 'North Ltd',
};

function file(more: object = {}): AgencyCommand {
  const said = { direction: 'RECEIVED', name: 'placements.csv', sha256: SHA, rows: 12, occurredAt: '2026-03-11' };
  return { type: 'IngestPlacementFile', ...said, ...more } as AgencyCommand;
}

/** Flags of a file that is recorded after others. */
function flags(last: AgencyCommand, ...before: AgencyCommand[]): unknown {
  const scenario = new Scenario(AGENCY).given(onboard, ...before, last);
  return (scenario.facts.at(-1)?.data as { flags?: unknown }).flags;
}

describe('a placement file', () => {
  it('with a digest that was recorded before is recorded and flagged as a duplicate', () => {
    expect(flags(file())).toBeUndefined();
    expect(flags(file({ name: 'placements (2).csv' }), file())).toEqual(['duplicate']);
    expect(flags(file({ sha256: 'ef'.repeat(32) }), file())).toBeUndefined();
    const rejected: AgencyCommand = { type: 'RejectPlacementFile', placementFile: 'placementFile-1', reason: 'sum' };
    expect(flags(file(), file(), rejected)).toEqual(['duplicate']);
  });

  it('that came after it was expected is flagged as late, also beside another flag', () => {
    const expectedBy = '2026-03-10T18:00:00+01:00';
    expect(flags(file({ expectedBy, receivedAt: '2026-03-10T17:00:00Z' }))).toBeUndefined();
    expect(flags(file({ expectedBy, receivedAt: '2026-03-10T17:00:01Z' }))).toEqual(['late']);
    expect(flags(file({ expectedBy, receivedAt: '2026-03-11T06:00:00Z' }), file())).toEqual(['duplicate', 'late']);
  });

  it('of which only the day is known is late where the whole day lies after', () => {
    const expectedBy = '2026-03-10T18:00:00+01:00';
    expect(flags(file({ expectedBy, occurredAt: '2026-03-10' }))).toBeUndefined();
    expect(flags(file({ expectedBy, occurredAt: '2026-03-11' }))).toEqual(['late']);
  });

  it('has no more rows to take in than it has', () => {
    const accept = (rows: number, duplicates?: number): AgencyCommand => ({
      type: 'AcceptPlacementFile',
      placementFile: 'placementFile-1',
      rows,
      duplicates,
    });
    new Scenario(AGENCY)
      .given(onboard, file())
      .when(accept(13))
      .thenRefused('too-many-rows', 'rows')
      .when(accept(11, 13))
      .thenRefused('too-many-rows', 'duplicates')
      .when(accept(11, 1))
      .then({ type: 'PlacementFileAccepted', data: { rows: 11, duplicates: 1 } });
  });

  it('shows its own count beside that of the rows taken in', () => {
    const { state } = new Scenario(AGENCY)
      .given(onboard, file())
      .given({ type: 'AcceptPlacementFile', placementFile: 'placementFile-1', rows: 11 });
    expect(state.entries.get('placementFile-1')).toMatchObject({ fields: { rows: 11 }, firstSaid: { rows: 12 } });
  });
});
