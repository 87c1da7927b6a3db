import { actOf, dossierOf, judgedBy, saidOf } from '../rules.fixture.js';
import type { VectorFact } from '../pack.js';
import { toInstant } from '../../ledger/dates.js';
import { frequency } from './frequency.js';

const NY = ['America/New_York'];
const BOTH = ['America/Los_Angeles', 'America/New_York'];
const twoADay = { unit: 'CALLS_PLACED', by: 'PERSON_DEBT', max: 2, window_days: 1 } as const;
const twoAWeek = { ...twoADay, window_days: 7 } as const;

function call(at: string, data: Record<string, unknown> = {}): VectorFact {
  return { fact: 'ContactAttempted', at, data };
}

function permit(clearance: string, plannedAt: string, more: Record<string, unknown> = {}): VectorFact {
  const asked = { clearance, purpose: 'COLLECTION', role: 'DEBTOR', channel: 'phone', cases: ['case-1'], plannedAt };
  const times = { askedAt: '2026-03-02T15:00:00Z', expiresAt: '2026-03-02T17:15:00Z' };
  return { fact: 'ContactPermitted', at: '2026-03-02T10:00:00-05:00', data: { ...asked, ...times, ...more } };
}

describe('candidate zones', () => {
  // 23:30 on the 2nd in Los Angeles is 02:30 on the 3rd in New York.
  const nightly = dossierOf(call('2026-03-02T23:30:00-08:00'), call('2026-03-03T12:00:00-05:00'));

  it('counts in the zone that counts most: in New York all three are on one date', () => {
    const act = actOf('2026-03-03T18:00:00-05:00');
    expect(saidOf(frequency, twoADay, nightly, act, BOTH)).toMatchObject({
      is: 'BREACH',
      counters: { calls_placed: 3 },
    });
    expect(saidOf(frequency, twoADay, nightly, act, ['America/Los_Angeles'])).toMatchObject({
      is: 'ALLOWED',
      counters: { calls_placed: 2 },
    });
  });

  it('is allowed again when the date has begun in every zone', () => {
    const verdict = saidOf(frequency, twoADay, nightly, actOf('2026-03-03T18:00:00-05:00'), BOTH);
    expect(verdict).toMatchObject({ next: Date.parse('2026-03-04T00:00:00-08:00') });
  });
});

describe('days with a clock change', () => {
  it('a day of 23 hours and one of 25 are one date each', () => {
    const spring = dossierOf(call('2026-03-08T00:30:00-05:00'), call('2026-03-08T23:30:00-04:00'));
    expect(saidOf(frequency, twoADay, spring, actOf('2026-03-09T00:00:00-04:00'), NY)).toMatchObject({ is: 'ALLOWED' });
    // 24 hours and 59 minutes after the first.
    const autumn = dossierOf(call('2026-11-01T00:00:00-04:00'), call('2026-11-01T01:30:00-05:00'));
    expect(saidOf(frequency, twoADay, autumn, actOf('2026-11-01T23:59:00-05:00'), NY)).toMatchObject({ is: 'BREACH' });
  });
});

describe('open permits', () => {
  it('count as the call that they may become, also where they name no debt', () => {
    const dossier = dossierOf(call('2026-03-02T09:00:00-05:00'), permit('k-1', '2026-03-02T17:00:00Z'));
    const act = actOf('2026-03-02T11:00:00-05:00');
    expect(saidOf(frequency, twoADay, dossier, act, NY)).toMatchObject({ is: 'BREACH', counters: { calls_placed: 3 } });
  });

  it('count no more once they ran out, were released or were used', () => {
    const one = call('2026-03-02T09:00:00-05:00');
    const after = actOf('2026-03-02T12:15:00-05:00');
    const ranOut = dossierOf(one, permit('k-1', '2026-03-02T17:00:00Z'));
    expect(saidOf(frequency, twoADay, ranOut, after, NY)).toMatchObject({ is: 'ALLOWED' });
    const release: VectorFact = {
      fact: 'ClearanceReleased',
      at: '2026-03-02T10:30:00-05:00',
      data: { clearance: 'k-1' },
    };
    const released = dossierOf(one, permit('k-1', '2026-03-02T17:00:00Z'), release);
    expect(saidOf(frequency, twoADay, released, actOf('2026-03-02T11:00:00-05:00'), NY)).toMatchObject({
      is: 'ALLOWED',
    });
    const used = dossierOf(
      permit('k-1', '2026-03-02T17:00:00Z'),
      call('2026-03-02T10:30:00-05:00', { clearance: 'k-1' }),
    );
    expect(saidOf(frequency, twoADay, used, actOf('2026-03-02T11:00:00-05:00'), NY)).toMatchObject({
      counters: { calls_placed: 2 },
    });
  });

  it('for a later day fill its window, so that an earlier contact may not make it too full', () => {
    const later = permit('k-1', '2026-03-05T17:00:00Z', { expiresAt: '2026-03-05T17:15:00Z' });
    const latest = permit('k-2', '2026-03-06T17:00:00Z', { expiresAt: '2026-03-06T17:15:00Z' });
    const dossier = dossierOf(later, latest);
    expect(saidOf(frequency, twoAWeek, dossier, actOf('2026-03-02T11:00:00-05:00'), NY)).toMatchObject({
      is: 'BREACH',
    });
  });

  it('do not count against what happened', () => {
    const dossier = dossierOf(
      permit('k-1', '2026-03-02T15:30:00Z'),
      permit('k-2', '2026-03-02T15:30:00Z'),
      call('2026-03-02T11:00:00-05:00', { contact: 'made' }),
    );
    expect(judgedBy(frequency, twoADay, dossier, 'made', NY)).toMatchObject({ counters: { calls_placed: 1 } });
  });
});

describe('corrections and withdrawals', () => {
  const two = [
    call('2026-03-02T09:00:00-05:00', { contact: 'a' }),
    call('2026-03-02T10:00:00-05:00', { contact: 'b' }),
  ];
  const act = actOf('2026-03-02T11:00:00-05:00');
  const correct = (changes: Record<string, string>): VectorFact => ({
    fact: 'ContactRecordCorrected',
    at: '2026-03-02T10:30:00-05:00',
    data: { contact: 'a', reason: 'wrong file', changes },
  });

  it('a corrected day, person or debt counts as corrected', () => {
    expect(saidOf(frequency, twoADay, dossierOf(...two), act, NY)).toMatchObject({ is: 'BREACH' });
    const corrections: readonly Record<string, string>[] = [
      { occurredAt: '2026-03-01T09:00:00-05:00' },
      { party: 'party-2' },
      { debts: 'debt-2' },
    ];
    for (const changes of corrections) {
      expect(saidOf(frequency, twoADay, dossierOf(...two, correct(changes)), act, NY)).toMatchObject({ is: 'ALLOWED' });
    }
  });

  it('a call that is said to have connected after all is no longer one that did not', () => {
    const terms = { ...twoADay, excluded_causes: ['BUSY'] };
    const busy: VectorFact = {
      fact: 'DialNotConnected',
      at: '2026-03-02T09:00:00-05:00',
      data: { contact: 'a', cause: 'BUSY' },
    };
    expect(saidOf(frequency, terms, dossierOf(...two, busy), act, NY)).toMatchObject({ is: 'ALLOWED' });
    const again = dossierOf(...two, busy, correct({ connected: 'true' }));
    expect(saidOf(frequency, terms, again, act, NY)).toMatchObject({ is: 'BREACH' });
  });
});

describe('the limit itself', () => {
  it('of zero is never allowed, and no next time is promised', () => {
    expect(
      saidOf(frequency, { ...twoADay, max: 0 }, dossierOf(), actOf('2026-03-02T11:00:00-05:00'), NY),
    ).toMatchObject({
      is: 'BREACH',
      next: null,
    });
  });

  it('by contact point says that it cannot tell where none is named', () => {
    const terms = { ...twoADay, by: 'POINT' } as const;
    expect(saidOf(frequency, terms, dossierOf(), actOf('2026-03-02T11:00:00-05:00'), NY)).toEqual({
      is: 'NOT_EVALUATED',
      reason: 'contact-point-not-named',
    });
  });

  it('of conversations does not count a call that nobody answered, its own included', () => {
    const terms = { ...twoADay, unit: 'CONVERSATIONS', max: 1 } as const;
    const dossier = dossierOf(
      call('2026-03-02T09:00:00-05:00', { contact: 'a' }),
      { fact: 'ConversationHeld', at: '2026-03-02T09:01:00-05:00', data: { contact: 'a' } },
      call('2026-03-02T10:00:00-05:00', { contact: 'b' }),
      { fact: 'DialNotConnected', at: '2026-03-02T10:01:00-05:00', data: { contact: 'b', cause: 'BUSY' } },
    );
    expect(judgedBy(frequency, terms, dossier, 'b', NY)).toMatchObject({
      is: 'ALLOWED',
      counters: { conversations: 1 },
    });
    expect(saidOf(frequency, terms, dossier, actOf('2026-03-02T11:00:00-05:00'), NY)).toMatchObject({ is: 'BREACH' });
  });

  it('of conversations cannot tell where nobody told what came of a call', () => {
    const terms = { ...twoADay, unit: 'CONVERSATIONS', max: 1 } as const;
    const act = actOf('2026-03-02T11:00:00-05:00');
    const untold = dossierOf(call('2026-03-02T09:00:00-05:00', { contact: 'a' }));
    expect(saidOf(frequency, terms, untold, act, NY)).toMatchObject({
      is: 'NOT_EVALUATED',
      reason: 'outcome-of-calls-not-known',
      inputs: [untold.attempt('a')?.event],
    });
    expect(judgedBy(frequency, terms, untold, 'a', NY)).toMatchObject({ is: 'ALLOWED' });
    const rang = { fact: 'DialNotConnected', at: '2026-03-02T09:01:00-05:00', data: { contact: 'a', cause: 'BUSY' } };
    const failed = dossierOf(call('2026-03-02T09:00:00-05:00', { contact: 'a' }), rang);
    expect(saidOf(frequency, terms, failed, act, NY)).toMatchObject({ is: 'ALLOWED' });
  });

  it('judges calls of one instant in the order in which they became known', () => {
    const dossier = dossierOf(...['a', 'b', 'c'].map((contact) => call('2026-03-02T09:00:00-05:00', { contact })));
    const counts = ['a', 'b', 'c'].map((id) => judgedBy(frequency, twoADay, dossier, id, NY));
    expect(counts.map((verdict) => verdict.is)).toEqual(['ALLOWED', 'ALLOWED', 'BREACH']);
  });

  it('promises a next time at which it is indeed allowed', () => {
    const dossier = dossierOf(call('2026-03-02T09:00:00-05:00'), call('2026-03-04T09:00:00-05:00'));
    const verdict = saidOf(frequency, twoAWeek, dossier, actOf('2026-03-05T09:00:00-05:00'), BOTH);
    if (verdict.is !== 'BREACH' || verdict.next === null) throw new Error('not blocked');
    const at = (millis: number): string => saidOf(frequency, twoAWeek, dossier, actOf(toInstant(millis)), BOTH).is;
    expect([at(verdict.next - 1), at(verdict.next)]).toEqual(['BREACH', 'ALLOWED']);
  });
});
