/** Erasure: asked for by one, approved by another, and refused while anything keeps the data. */
import { aCase } from '../../../test/support/case-scenario.js';
import { aParty, type PartyScenario } from '../../../test/support/other-scenarios.js';
import type { PartyStreamCommand } from '../ledger.js';
import type { ErasureEvidence, KeepingDuty } from './evidence.js';

const request: PartyStreamCommand = { type: 'RequestErasure', requester: 'SUBJECT', basis: 'PURPOSE_ENDED' };
const approve: PartyStreamCommand = { type: 'ApproveErasure', erasure: 'erasure-1' };
const hold: PartyStreamCommand = { type: 'PlaceLegalHold', ground: 'LITIGATION', matter: 'court-7' };

/** A party whose erasure was asked for, and what was found about it. */
function asked(duties: readonly KeepingDuty[] = [], ...before: PartyStreamCommand[]): PartyScenario {
  const story = aParty(...before, request);
  const evidence: ErasureEvidence = { keyIds: ['key-a', 'key-b'], duties, read: { 'case-9': 4 } };
  return story.with({ erasure: evidence }).as('key:other');
}

describe('an erasure', () => {
  it('is asked for with who asked and why; their words are sealed with the rest', () => {
    aParty()
      .when({ ...request, text: 'forget me' })
      .then({
        type: 'ErasureRequested',
        data: { erasure: 'erasure-1', requester: 'SUBJECT', basis: 'PURPOSE_ENDED' },
        personal: { subject: 'party-1', fields: { text: 'forget me' } },
      });
  });

  it('is approved by another: the keys are named, and what was looked at', () => {
    const { state } = asked()
      .when(approve)
      .then(
        { type: 'ErasureApproved', ref: 'event-1', data: { erasure: 'erasure-1' } },
        {
          type: 'SubjectKeyDestroyed',
          cause: 'event-2',
          data: {
            erasure: 'erasure-1',
            keyIds: ['key-a', 'key-b'],
            basis: 'PURPOSE_ENDED',
            holdCheck: { asOf: '2026-03-31', read: { 'case-9': 4 } },
          },
        },
      );
    expect(state.entries.get('erasure-1')?.stage).toBe('ENDED');
  });

  it('is not approved by whoever asked', () => {
    asked().as('key:test').when(approve).thenRefused('four-eyes', 'erasure');
  });

  it('is not approved twice, nor where nobody asked', () => {
    asked().given(approve).when(approve).thenRefused('not-asked-for', 'erasure');
    aParty().when(approve).thenRefused('unknown-erasure', 'erasure');
  });

  it('is refused on the record under a legal hold on the person, until it is released', () => {
    const story = asked([], hold);
    story.when(approve).then({
      type: 'ErasureRefused',
      ref: 'event-2',
      data: { erasure: 'erasure-1', ground: 'LEGAL_HOLD', reason: 'legalHold-1' },
    });
    story.given({ type: 'RequestHoldRelease', legalHold: 'legalHold-1', reason: 'over' }).as('key:third');
    story.given({ type: 'ApproveHoldRelease', legalHold: 'legalHold-1' }, request).as('key:other');
    const types = story.run({ ...approve, erasure: 'erasure-2' });
    expect(types).toMatchObject([{ type: 'ErasureApproved' }, { type: 'SubjectKeyDestroyed' }]);
  });

  const duty = (ground: KeepingDuty['ground'], until?: string): KeepingDuty => ({
    ground,
    case: 'case-9',
    until,
    by: 'r',
  });
  it.each<[string, KeepingDuty[], object]>([
    ['a hold on a case', [duty('RETENTION', '2030-01-01'), duty('LEGAL_HOLD')], { ground: 'LEGAL_HOLD' }],
    ['an open case', [duty('RETENTION', '2030-01-01'), duty('OPEN_CASE')], { ground: 'OPEN_CASE' }],
    [
      'the last of several duties to keep',
      [duty('RETENTION', '2029-01-01'), duty('RETENTION', '2033-01-01'), duty('RETENTION', '2030-01-01')],
      { ground: 'RETENTION', until: '2033-01-01', reason: 'r' },
    ],
  ])('is refused on the record for %s', (_what, duties, data) => {
    const { state } = asked(duties).when(approve).then({ type: 'ErasureRefused', ref: 'event-1', data });
    expect(state.entries.get('erasure-1')?.stage).toBe('ENDED');
  });

  it('of somebody who owes is refused where nobody could look at the cases', () => {
    const story = aParty({ type: 'LinkCase', case: 'case-9', role: 'DEBTOR' }, request).as('key:other');
    story.when(approve).then({ type: 'ErasureRefused', data: { ground: 'OPEN_CASE' } });
  });
});

describe('a legal hold', () => {
  it('is released by another than who asked for it', () => {
    const release: PartyStreamCommand = { type: 'ApproveHoldRelease', legalHold: 'legalHold-1' };
    const story = aParty(hold, { type: 'RequestHoldRelease', legalHold: 'legalHold-1', reason: 'over' });
    story.when(release).thenRefused('four-eyes', 'legalHold');
    story.as('key:other').when(release).then({ type: 'LegalHoldReleased', ref: 'event-1' });
    aParty(hold).as('key:other').when(release).thenRefused('not-asked-for', 'legalHold');
  });

  it('on a case too', () => {
    const release = { type: 'ApproveCaseHoldRelease', caseLegalHold: 'caseLegalHold-1' } as const;
    const story = aCase(
      { type: 'PlaceCaseLegalHold', ground: 'REGULATOR' },
      { type: 'RequestCaseHoldRelease', caseLegalHold: 'caseLegalHold-1', reason: 'over' },
    );
    story.when(release).thenRefused('four-eyes', 'caseLegalHold');
    story.as('key:other').when(release).then({ type: 'CaseLegalHoldReleased' });
  });
});
