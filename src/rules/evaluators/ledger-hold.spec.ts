/** Holds of the ledger as a rule about contacts: incidents, plans, several at once, days in several zones. */
import { planCase, proposal } from '../../../test/support/plan-outcomes.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { Dossier } from '../dossier/dossier.js';
import type { VectorFact } from '../pack.js';
import { call, dossierOf, only, placeIn, shipped, verdicts } from '../vectors/one-rule.fixture.js';
import { STORY } from '../vectors/story.js';

const holds = only(shipped('company'), 'CO-HOLD');
const warnings = only(shipped('company'), 'CO-HOLD-WARN');
const rome = placeIn('Europe/Rome');

function asked(dossier: Dossier, at: string, more = {}, pack = holds): unknown {
  return verdicts(dossier, pack, call(at, more), true, rome)[0];
}

describe('a hold of the ledger', () => {
  it('of an incident stops contact on the case that it froze, and on no other', () => {
    const dossier = dossierOf([]);
    const [first] = dossier.cases.get(STORY.case)?.facts ?? [];
    const data = { freeze: 'f1', case: STORY.case, reason: 'press enquiry' };
    const when = { at: '2026-03-04', eff: '2026-03-04', rec: '2026-03-04T09:00:00.000Z' };
    const frozen = { ...first, ...when, id: 'frozen-1', stream: 'incident-1', type: 'ContactFrozen', data };
    dossier.add(frozen as unknown as LedgerFact);
    const reason = 'held-by-incident';
    expect(asked(dossier, '2026-03-05T12:00:00Z')).toMatchObject({ effect: 'BLOCKS', reason, inputs: ['frozen-1'] });
    expect(asked(dossier, '2026-03-05T12:00:00Z', { cases: [STORY.case2] })).toBeUndefined();
    // One call about both cases is held by the one that is frozen.
    expect(asked(dossier, '2026-03-05T12:00:00Z', { cases: [STORY.case2, STORY.case] })).toMatchObject({ reason });
  });

  it('of a personalised plan warns of collecting its debts while the plan stands', () => {
    const { facts } = planCase(proposal(3, { kind: 'PERSONALISED', debts: ['debt-1'] }));
    const dossier = Dossier.of(facts);
    const cases = [...dossier.cases.keys()];
    expect(asked(dossier, '2026-01-02T12:00:00Z', { cases }, warnings)).toBeUndefined();
    expect(asked(dossier, '2026-01-03T12:00:00Z', { cases }, warnings)).toMatchObject({ reason: 'held-by-plan' });
    expect(asked(dossier, '2026-01-03T12:00:00Z', { cases, debts: ['debt-2'] }, warnings)).toBeUndefined();
    expect(asked(dossier, '2026-02-14T12:00:00Z', { cases }, warnings)).toBeUndefined();
  });

  const until = (day: string): VectorFact => ({
    fact: 'IncapacityNotified',
    at: '2026-03-01',
    data: { incapacity: 'i1', source: 'guardian', until: day },
  });

  it('of two, the later end counts; where one has none there is none', () => {
    const moratorium = (to?: string): VectorFact => ({
      fact: 'MoratoriumNotified',
      at: '2026-03-01',
      data: { moratorium: 'm1', kind: 'OTHER', from: '2026-03-01', until: to },
    });
    const both = dossierOf([until('2026-03-20'), moratorium('2026-03-25')], 'Europe/Rome');
    expect(asked(both, '2026-03-10T12:00:00Z')).toMatchObject({ next: '2026-03-24T23:00:00.000Z' });
    const open = dossierOf([until('2026-03-20'), moratorium()], 'Europe/Rome');
    expect(asked(open, '2026-03-10T12:00:00Z')).toMatchObject({ next: null, flags: ['incapacity', 'moratorium'] });
  });

  it('lasts until its last day is over in every zone in which the person may be', () => {
    const zones = ['Europe/Rome', 'America/Los_Angeles'];
    const dossier = dossierOf([until('2026-03-20')], 'Europe/Rome');
    const pack = { ...holds, zones };
    // It is the 20th in Rome and still the 19th in Los Angeles.
    expect(asked(dossier, '2026-03-20T01:00:00Z', {}, pack)).toMatchObject({ next: '2026-03-20T07:00:00.000Z' });
    expect(asked(dossier, '2026-03-20T07:00:00Z', {}, pack)).toBeUndefined();
  });

  it('that a company took off its list holds nothing', () => {
    const [rule] = holds.rules;
    const parameters = { ...rule?.parameters, sources: ['dispute'] };
    const edited = { ...holds, rules: holds.rules.map((one) => ({ ...one, parameters })) };
    expect(asked(dossierOf([until('2026-03-20')]), '2026-03-10T12:00:00Z', {}, edited)).toBeUndefined();
  });
});
