/** Where a party is: zones, jurisdictions, checked numbers. */
import { aCase } from '../../../test/support/case-scenario.js';
import { aParty } from '../../../test/support/other-scenarios.js';
import type { PartyStreamCommand } from '../ledger.js';

const zone: PartyStreamCommand = {
  type: 'RecordZone',
  zone: 'America/New_York',
  source: 'AREA_CODE',
};
const phone: PartyStreamCommand = { type: 'AddContactPoint', medium: 'phone', value: '+39 02 5555' };

describe('a zone of a party', () => {
  it('is recorded with how we know it; several may be open at once', () => {
    const { state } = aParty(zone)
      .when({ type: 'RecordZone', zone: 'America/Los_Angeles', source: 'STATED' })
      .then({
        type: 'ZoneRecorded',
        data: { partyZone: 'partyZone-2', zone: 'America/Los_Angeles', source: 'STATED' },
      });
    const zones = [...state.entries.values()].map(({ stage, fields }) => [stage, fields['zone']]);
    expect(zones).toEqual([
      ['OPEN', 'America/New_York'],
      ['OPEN', 'America/Los_Angeles'],
    ]);
  });

  it('is known from a contact point', () => {
    aParty(phone)
      .when({ ...zone, point: 'point-1' })
      .then({ type: 'ZoneRecorded', data: { zone: 'America/New_York', point: 'point-1' } });
  });

  it('is ended with a reason, and stays what it was', () => {
    const { state } = aParty(zone)
      .when({ type: 'EndZone', partyZone: 'partyZone-1', reason: 'moved' })
      .then({ type: 'ZoneEnded', ref: 'event-1', data: { partyZone: 'partyZone-1', reason: 'moved' } });
    expect(state.entries.get('partyZone-1')).toMatchObject({ stage: 'ENDED', fields: { zone: 'America/New_York' } });
  });

  it.each(['Mars/Olympus', '+01:00', 'america/new_york', 'EST5', ''])('is a real one: %j is refused', (name) => {
    const { result } = aParty().when({ ...zone, zone: name });
    expect(result).toMatchObject({ why: 'impossible', field: 'zone' });
  });
});

describe('a jurisdiction', () => {
  it('protects a party until it is ended', () => {
    aParty()
      .when({ type: 'RecordJurisdiction', jurisdiction: 'US-MA', source: 'ADDRESS' })
      .then({
        type: 'JurisdictionRecorded',
        data: { partyJurisdiction: 'partyJurisdiction-1', jurisdiction: 'US-MA', source: 'ADDRESS' },
      })
      .when({ type: 'EndJurisdiction', partyJurisdiction: 'partyJurisdiction-1', reason: 'moved' })
      .then({ type: 'JurisdictionEnded', data: { partyJurisdiction: 'partyJurisdiction-1' } });
  });

  it('applies to a case', () => {
    aCase()
      .when({ type: 'RecordCaseJurisdiction', jurisdiction: 'CN', source: 'COURT' })
      .then({ type: 'CaseJurisdictionRecorded', data: { jurisdiction: 'CN', source: 'COURT' } })
      .when({ type: 'EndCaseJurisdiction', caseJurisdiction: 'caseJurisdiction-1', reason: 'other court' })
      .then({ type: 'CaseJurisdictionEnded', ref: 'event-1' });
  });

  it.each(['us-ma', 'Massachusetts', 'USA', 'US-', 'US_MA'])(
    'is a code that a pack could name: %s is refused',
    (code) => {
      aParty()
        .when({ type: 'RecordJurisdiction', jurisdiction: code, source: 'ADDRESS' })
        .thenRefused('bad-jurisdiction', 'jurisdiction');
      aCase()
        .when({ type: 'RecordCaseJurisdiction', jurisdiction: code, source: 'COURT' })
        .thenRefused('bad-jurisdiction', 'jurisdiction');
    },
  );

  it('may be a part of a part, as a pack may name it', () => {
    const facts = aParty().when({ type: 'RecordJurisdiction', jurisdiction: 'US-NY-NYC', source: 'ADDRESS' });
    expect(facts.result).toMatchObject([{ data: { jurisdiction: 'US-NY-NYC' } }]);
  });
});

it('a number is checked for reassignment, with the list that was asked and what it said', () => {
  aParty(phone)
    .when({ type: 'CheckNumber', point: 'point-1', database: 'fcc-rnd', result: 'REASSIGNED' })
    .then({ type: 'ReassignedNumberChecked', data: { point: 'point-1', database: 'fcc-rnd', result: 'REASSIGNED' } })
    .when({ type: 'CheckNumber', point: 'point-1', database: 'fcc-rnd', result: 'MAYBE' as 'CLEAN' })
    .thenRefused('bad-choice', 'result');
});
