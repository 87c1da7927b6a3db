import type { LedgerFact } from '../../ledger/ledger.js';
import { actOf, dossierOf, factsOf } from '../rules.fixture.js';
import type { VectorFact } from '../pack.js';
import { consentTo } from './consents.js';
import { Dossier } from './dossier.js';
import { statedWindows } from './stated-windows.js';
import { zonesRecorded } from './zones.js';

const called: VectorFact = { fact: 'ContactAttempted', at: '2026-03-02T10:00:00-05:00', data: { contact: 'a' } };
const talked: VectorFact = { fact: 'ConversationHeld', at: '2026-03-02T10:00:00-05:00', data: { contact: 'a' } };

/** A fact that takes back the n-th from the end. */
function withdrawing(facts: readonly LedgerFact[], back: number): LedgerFact[] {
  const of = facts.at(-back);
  const last = facts.at(-1);
  if (!of || !last) throw new Error('nothing to withdraw');
  const data = { action: 'WITHDRAWN', of: of.type, reason: 'not ours' };
  const fact = { ...last, id: 'taken-back', type: 'RecordCorrected', ref: of.id, stream: of.stream, data };
  return [...facts, fact as unknown as LedgerFact];
}

describe('what was taken back', () => {
  it('an attempt is none any more', () => {
    expect(Dossier.of(withdrawing(factsOf([called]), 1)).attempts()).toEqual([]);
  });

  it('a conversation alone leaves the call', () => {
    const dossier = Dossier.of(withdrawing(factsOf([called, talked]), 1));
    expect(dossier.attempt('a')).toMatchObject({ id: 'a' });
    expect(dossier.attempt('a')?.conversation).toBeUndefined();
  });

  it('is there as long as nobody knew', () => {
    const facts = withdrawing(factsOf([called, talked]), 1);
    expect(Dossier.of(facts.slice(0, -1)).attempt('a')?.conversation).toBeDefined();
  });

  it('the end of an entry alone opens it again', () => {
    const given: VectorFact[] = [
      {
        fact: 'LimitationSuspended',
        at: '2026-01-01',
        data: { limitationSuspension: 's', ground: 'X', from: '2026-01-01' },
      },
      {
        fact: 'LimitationSuspensionEnded',
        at: '2026-02-01',
        data: { limitationSuspension: 's', endedOn: '2026-02-01' },
      },
    ];
    const ended = factsOf(given);
    expect(Dossier.of(ended).spells('limitationSuspension')[0]?.end).toBeDefined();
    expect(Dossier.of(withdrawing(ended, 1)).spells('limitationSuspension')[0]?.end).toBeUndefined();
  });
});

describe('what a contact leaves open', () => {
  it('is the debtor and the debts of its case, though they were told after it', () => {
    const [opened, ...rest] = factsOf([called]).filter(({ type }) => type !== 'PartyRegistered');
    const call = rest.at(-1);
    if (!opened || !call) throw new Error('no facts');
    const dossier = Dossier.of([opened, call, ...rest.slice(0, -1)]);
    expect(dossier.attempts()[0]).toMatchObject({ party: 'party-1', debts: ['debt-1'], role: 'DEBTOR' });
  });

  it('stays open for another role that nobody named', () => {
    const dossier = dossierOf({ ...called, data: { contact: 'a', role: 'EMPLOYER' } });
    expect(dossier.attempt('a')?.party).toBeUndefined();
  });
});

describe('zones of a person', () => {
  const zone = (id: string, name: string): VectorFact => ({
    fact: 'ZoneRecorded',
    at: '2026-01-01',
    data: { partyZone: id, zone: name, source: 'ADDRESS' },
  });
  const act = actOf('2026-03-02T10:00:00-05:00');

  it('are all that stand, with the one that the contact states', () => {
    const dossier = dossierOf(zone('z-1', 'America/New_York'), zone('z-2', 'America/Chicago'));
    expect(zonesRecorded(dossier, act)).toEqual(['America/Chicago', 'America/New_York']);
    const stated = { ...act, zone: 'America/Denver' };
    expect(zonesRecorded(dossier, stated)).toEqual(['America/Chicago', 'America/Denver', 'America/New_York']);
  });

  it('are not known where one of them is no zone', () => {
    expect(zonesRecorded(dossierOf(zone('z-1', 'America/New_York'), zone('z-2', 'EST5')), act)).toEqual([]);
  });

  it('end', () => {
    const ended: VectorFact = { fact: 'ZoneEnded', at: '2026-02-01', data: { partyZone: 'z-1', reason: 'moved' } };
    expect(zonesRecorded(dossierOf(zone('z-1', 'America/New_York'), ended), act)).toEqual([]);
  });
});

describe('consents', () => {
  const scene = { zones: ['America/New_York'] } as unknown as Parameters<typeof consentTo>[1];
  const given = (more: Record<string, unknown>, at = '2026-03-02'): Dossier =>
    dossierOf({ fact: 'ConsentGiven', at, data: { consent: 'c-1', purpose: 'FREQUENCY', form: 'ORAL', ...more } });
  const covers = (dossier: Dossier, at: string, more: Partial<typeof act> = {}): boolean =>
    consentTo({ ...act, ...actOf(at, more) }, { ...scene, dossier }, { purpose: 'FREQUENCY', daysMax: 7 }) !==
    undefined;
  const act = actOf('2026-03-02T10:00:00-05:00');

  it('of which only the day is known count from that day in every zone', () => {
    const dossier = given({});
    const zones = ['America/Los_Angeles'];
    const terms = { purpose: 'FREQUENCY', daysMax: 7 };
    const last = consentTo(actOf('2026-03-08T20:00:00-07:00'), { ...scene, zones, dossier }, terms);
    expect(last?.id).toBe('c-1');
    expect(consentTo(actOf('2026-03-09T08:00:00-07:00'), { ...scene, zones, dossier }, terms)).toBeUndefined();
  });

  it('hold from their first day to their last', () => {
    const dossier = given({ from: '2026-03-03', until: '2026-03-04' });
    expect(covers(dossier, '2026-03-02T10:00:00-05:00')).toBe(false);
    expect(covers(dossier, '2026-03-03T10:00:00-05:00')).toBe(true);
    expect(covers(dossier, '2026-03-05T10:00:00-05:00')).toBe(false);
  });

  it('are for their medium, contact point and person only', () => {
    expect(covers(given({ medium: 'sms' }), '2026-03-03T10:00:00-05:00')).toBe(false);
    expect(covers(given({ point: 'home' }), '2026-03-03T10:00:00-05:00', { point: 'office' })).toBe(false);
    expect(covers(given({}), '2026-03-03T10:00:00-05:00', { party: 'party-2' })).toBe(false);
    expect(covers(given({}), '2026-03-03T10:00:00-05:00', { party: undefined })).toBe(false);
  });
});

describe('stated times', () => {
  it('at a place are for contacts that reach that place, or may', () => {
    const dossier = dossierOf(
      { fact: 'ContactPointAdded', at: '2026-01-01', data: { point: 'home', medium: 'phone', place: 'HOME' } },
      { fact: 'ContactPointAdded', at: '2026-01-01', data: { point: 'office', medium: 'phone', place: 'WORK' } },
      {
        fact: 'PreferenceRecorded',
        at: '2026-01-01',
        data: { preference: 'p', kind: 'TIME', wish: 'x', avoid: true, place: 'WORK', from: '09:00', to: '17:00' },
      },
    );
    const at = (point?: string): number => statedWindows(dossier, actOf('2026-03-02T10:00:00-05:00', { point })).length;
    expect([at('home'), at('office'), at()]).toEqual([0, 1, 1]);
  });
});
