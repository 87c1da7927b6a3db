/** Breathing space told late: nothing to find as known then, everything as now known, and no excuse afterwards. */
import type { VectorFact } from '../pack.js';
import { call, clocksIn, dossierOf, only, placeIn, shipped, verdicts } from '../vectors/one-rule.fixture.js';

const uk = shipped('uk');
const contacts = only(uk, 'UK-BS-1');
const clock = only(uk, 'UK-BS-1-CLOCK');
const england = placeIn('Europe/London', { jurisdictions: ['UK-ENG'] });

/** From the 5th, told on the 9th at ten. */
const told: VectorFact = {
  fact: 'MoratoriumNotified',
  at: '2026-03-09T10:00:00Z',
  data: { moratorium: 'm1', kind: 'STANDARD', from: '2026-03-05', notifiedAt: '2026-03-09T10:00:00Z' },
};
const called: VectorFact[] = ['2026-03-04', '2026-03-05', '2026-03-08', '2026-03-10'].map((day, i) => ({
  fact: 'ContactAttempted',
  at: `${day}T12:00:00Z`,
  data: { contact: `c${i}` },
}));

function found(given: readonly VectorFact[]): (string | undefined)[] {
  const dossier = dossierOf(given);
  return dossier.attempts().map((attempt) => {
    const [verdict] = verdicts(dossier, contacts, attempt, false, england);
    return verdict && [verdict.outcome, ...(verdict.flags ?? [])].join(' ');
  });
}

describe('a moratorium that was told late', () => {
  it('was not known when the calls were made', () => {
    expect(found(called.slice(0, 3))).toEqual([undefined, undefined, undefined]);
  });

  it('as now known makes those from its first day findings to undo, and the one after the notice a plain one', () => {
    const undo = 'PROHIBITED before-we-were-told undo';
    expect(found([...called.slice(0, 3), told, ...called.slice(3)])).toEqual([undefined, undo, undo, 'PROHIBITED']);
  });

  it('blocks until it is over, in every zone in which the person may be', () => {
    const dossier = dossierOf([told]);
    const [london] = verdicts(dossier, contacts, call('2026-03-10T12:00:00Z'), true, england);
    expect(london).toMatchObject({ effect: 'BLOCKS', next: '2026-05-03T23:00:00.000Z' });
    const zones = ['Europe/London', 'America/New_York'];
    const [both] = verdicts(dossier, { ...contacts, zones }, call('2026-03-10T12:00:00Z'), true, england);
    expect(both).toMatchObject({ next: '2026-05-04T04:00:00.000Z' });
  });

  it('that was cancelled early protects no longer, and its clock says when', () => {
    const ended: VectorFact = {
      fact: 'MoratoriumEnded',
      at: '2026-03-21T09:00:00Z',
      data: { moratorium: 'm1', reason: 'CANCELLED', endedOn: '2026-03-20' },
    };
    const dossier = dossierOf([told, ended]);
    const at = (day: string): unknown =>
      verdicts(dossier, contacts, call(`${day}T12:00:00Z`), true, england)[0]?.effect;
    expect(['2026-03-19', '2026-03-20'].map(at)).toEqual(['BLOCKS', undefined]);
    const [hold] = clocksIn(dossier, clock, '2026-03-31', england);
    expect(hold).toMatchObject({ outcome: 'HOLD', due: '2026-03-19', on: '2026-03-20', flags: ['told-late'] });
  });

  it('holds on days before its notice too, when it is asked for them now', () => {
    expect(clocksIn(dossierOf([told]), clock, '2026-03-06', england)).toMatchObject([{ from: '2026-03-05' }]);
    expect(clocksIn(dossierOf([told]), clock, '2026-03-04', england)).toEqual([]);
  });
});

describe('whom a moratorium protects', () => {
  const guaranteed = (given: VectorFact[]): ReturnType<typeof dossierOf> => {
    const role = { party: 'party-2', role: 'GUARANTOR' };
    return dossierOf([{ fact: 'PartyLinked', at: '2026-01-01', data: role }, ...given]);
  };

  it('the guarantor is not under the moratorium of the debtor', () => {
    const act = call('2026-03-10T12:00:00Z', { party: 'party-2', role: 'GUARANTOR' });
    expect(verdicts(guaranteed([told]), contacts, act, true, england)).toEqual([]);
  });

  it('the debtor is not under that of the guarantor', () => {
    const dossier = guaranteed([{ ...told, stream: 'other' }]);
    expect(verdicts(dossier, contacts, call('2026-03-10T12:00:00Z'), true, england)).toEqual([]);
  });

  it('a moratorium of another kind is another law', () => {
    const data = { ...told.data, kind: 'CHAPTER_11' };
    expect(verdicts(dossierOf([{ ...told, data }]), contacts, call('2026-03-10T12:00:00Z'), true, england)).toEqual([]);
  });

  it('what the debtor sends us is no contact of ours', () => {
    const act = call('2026-03-10T12:00:00Z', { direction: 'INBOUND' });
    expect(verdicts(dossierOf([told]), contacts, act, true, england)).toEqual([]);
  });
});
