/** Defects of a peer (a pre-dial checker, domain/peers.md 2B.1): each test says what the peer would answer. */
import { clocksOf } from '../../src/rules/clocks.js';
import type { CaseFile } from '../../src/rules/dossier/case-file.js';
import { STORY } from '../../src/rules/vectors/story.js';
import type { VectorFact } from '../../src/rules/pack.js';
import { actOf, asked, dossierOf, PLACE, ruleOf, us, usMa } from './us-story.js';

const inNewYork: VectorFact = {
  fact: 'ZoneRecorded',
  at: '2026-01-01',
  data: { partyZone: 'z-1', zone: 'America/New_York', source: 'ADDRESS' },
};

function calls(
  days: readonly number[],
  data: Record<string, unknown> = {},
  more: Partial<VectorFact> = {},
): VectorFact {
  const at = days.map((day) => `2026-03-0${day}T10:00:00-05:00`);
  return { fact: 'ContactAttempted', at, data, ...more };
}

describe('the peer counts by telephone number', () => {
  it('eight calls to two numbers of one person about one debt are one too many; the peer counts four and four', () => {
    const dossier = dossierOf([
      inNewYork,
      calls([1, 2, 3, 4], { point: 'home' }),
      calls([5, 6, 7], { point: 'mobile' }),
    ]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-07T12:00:00-05:00', { point: 'mobile' })), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'PRESUMED_VIOLATION', effect: 'BLOCKS', counters: { calls_placed: 8 } });
  });

  it('eight calls to one number about two debts are four of each; the peer blocks the eighth', () => {
    const dossier = dossierOf([
      inNewYork,
      calls([1, 2, 3, 4], { point: 'home' }),
      calls([5, 6, 7], { point: 'home' }, { stream: 'case2' }),
    ]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-07T12:00:00-05:00', { point: 'home' })), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { calls_placed: 5 } });
  });
});

describe('the peer ignores the exclusions', () => {
  it('a number that is not in service was not called; the peer counts it and blocks', () => {
    const dossier = dossierOf([
      inNewYork,
      calls([1, 2, 3, 4, 5, 6, 7]),
      { fact: 'DialNotConnected', at: '2026-03-07T10:00:05-05:00', data: { cause: 'NOT_IN_SERVICE' } },
    ]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-07T12:00:00-05:00')), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { calls_placed: 7 } });
  });

  it('calls under prior consent are free for seven days; the peer blocks them', () => {
    const consent = { consent: 'c-1', purpose: 'FREQUENCY', form: 'ORAL', direct: true };
    const dossier = dossierOf([
      inNewYork,
      { fact: 'ConsentGiven', at: '2026-03-01T09:00:00-05:00', data: consent },
      calls([1, 2, 3, 4, 5, 6, 7]),
    ]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-07T12:00:00-05:00')), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'ALLOWED', reason: 'consent' });
  });
});

describe('the peer counts 168 hours from when a call was recorded', () => {
  it('a call late on day 1 is over with day 7; the peer blocks until the hour of the day', () => {
    const late = { ...calls([2, 3, 4, 5, 6, 7]) };
    const dossier = dossierOf([inNewYork, { fact: 'ContactAttempted', at: '2026-03-01T20:00:00-05:00' }, late]);
    // 158 hours after the first call, on the eighth local date.
    const verdict = ruleOf(asked(dossier, actOf('2026-03-08T10:30:00-04:00')), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { calls_placed: 7 } });
  });

  it('an early call of day 1 counts until day 7 ends; the peer drops it after 168 hours only where the clock stood still', () => {
    const first = { fact: 'ContactAttempted', at: '2026-03-02T08:00:00-05:00' };
    const more = {
      fact: 'ContactAttempted',
      at: [3, 4, 5, 6, 7, 7].map((day, i) => `2026-03-0${day}T1${i}:00:00-05:00`),
    };
    const dossier = dossierOf([inNewYork, first, more]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-08T20:59:00-04:00')), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'PRESUMED_VIOLATION', next: '2026-03-09T04:00:00.000Z' });
  });

  it('calls keyed a week late count on the days on which they were made; the peer counts them today', () => {
    const dossier = dossierOf([inNewYork, calls([1, 2, 3, 4, 5, 6, 7], {}, { rec: '2026-03-14T09:00:00-04:00' })]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-14T10:00:00-04:00')), 'US-F-1');
    expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { calls_placed: 1 } });
  });
});

describe('the peer looks at outbound calls only', () => {
  it('a conversation in a call that the consumer made begins the seven days; the peer permits the next call', () => {
    const dossier = dossierOf([
      inNewYork,
      calls([2], { direction: 'INBOUND', contact: 'in-1' }),
      { fact: 'ConversationHeld', at: '2026-03-02T10:00:30-05:00', data: { contact: 'in-1' } },
    ]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-08T12:00:00-04:00')), 'US-F-2');
    expect(verdict).toMatchObject({ outcome: 'PRESUMED_VIOLATION', next: '2026-03-09T04:00:00.000Z' });
  });
});

describe('the peer takes New York for a zone that it does not know', () => {
  it('a zone that is none leaves every candidate open: 08:30 in New York is blocked; the peer permits it', () => {
    const data = { partyZone: 'z-1', zone: 'America/Springfield', source: 'ADDRESS' };
    const dossier = dossierOf([{ fact: 'ZoneRecorded', at: '2026-01-01', data }]);
    const verdict = ruleOf(asked(dossier, actOf('2026-03-10T08:30:00-04:00')), 'US-F-3');
    // 08:00 in Honolulu, the last of the candidates.
    expect(verdict).toMatchObject({ outcome: 'PROHIBITED', next: '2026-03-10T18:00:00.000Z' });
  });

  it('a zone that the call states and one that was recorded are both asked', () => {
    const dossier = dossierOf([inNewYork]);
    const act = actOf('2026-03-10T08:30:00-04:00', { zone: 'America/Los_Angeles' });
    expect(ruleOf(asked(dossier, act), 'US-F-3')).toMatchObject({ outcome: 'PROHIBITED' });
  });
});

describe('the peer takes six years from charge-off for every debt', () => {
  const filed: VectorFact = { fact: 'LegalActionFiled', at: '2026-03-11', data: { action: 'a-1', kind: 'CLAIM' } };
  const charged: VectorFact = { fact: 'ChargedOff', at: '2016-03-10', data: { debt: 'debt-1', amount: 50_000 } };
  const terms: VectorFact = {
    fact: 'LimitationTermsRecorded',
    at: '2020-01-01',
    data: { limitationTerm: 'l-1', startsOn: '2020-03-10', years: 6, basis: 'state-code', source: 'counsel' },
  };
  const clock = (given: readonly VectorFact[]): unknown => {
    const dossier = dossierOf(given);
    const file = dossier.cases.get(STORY.case) as CaseFile;
    return clocksOf(dossier, file, PLACE, '2026-04-01', [us]).find(({ rule }) => rule === 'US-F-14@1');
  };

  it('without a recorded period nothing is said; the peer assumes six years', () => {
    expect(clock([charged, filed])).toMatchObject({
      outcome: 'NOT_EVALUATED',
      reason: 'limitation-terms-not-recorded',
    });
  });

  it('days on which the period stood still are added; the peer adds none', () => {
    const data = { limitationSuspension: 's-1', ground: 'MILITARY_SERVICE', from: '2021-01-01', until: '2021-01-03' };
    expect(clock([terms, filed])).toMatchObject({ outcome: 'PROHIBITED', due: '2026-03-10' });
    expect(clock([terms, { fact: 'LimitationSuspended', at: '2021-01-01', data }, filed])).toMatchObject({
      outcome: 'DUTY_MET',
      due: '2026-03-12',
    });
  });
});

describe('one call, four portfolios', () => {
  const dossier = dossierOf([inNewYork, calls([1, 2, 3, 4, 5, 6, 7])]);
  const act = actOf('2026-03-07T12:00:00-05:00', { mode: 'MANUAL' });
  const blocking = (place: Partial<typeof PLACE>): string[] =>
    asked(dossier, act, [us, usMa], { ...PLACE, ...place }).flatMap(({ rule, effect }) =>
      effect === 'BLOCKS' ? [rule] : [],
    );
  const unknown = (place: Partial<typeof PLACE>): (string | undefined)[] => [
    ...new Set(
      asked(dossier, act, [us, usMa], { ...PLACE, ...place }).flatMap(({ outcome, reason }) =>
        outcome === 'NOT_EVALUATED' ? [reason] : [],
      ),
    ),
  ];

  it('an agency in Massachusetts is bound by both', () => {
    expect(blocking({ jurisdictions: ['US-MA'] })).toEqual(['US-F-1@1', 'US-MA-7-04@1']);
  });

  it('a creditor there by the state alone', () => {
    expect(blocking({ jurisdictions: ['US-MA'], capacity: 'FIRST_PARTY' })).toEqual(['US-MA-7-04@1']);
  });

  it('an agency elsewhere in the country by federal law; whether the state applies is not known where none was named', () => {
    expect(blocking({ jurisdictions: ['US-NY'] })).toEqual(['US-F-1@1']);
    expect(unknown({ jurisdictions: ['US'] })).toEqual(['part-of-us-not-known']);
  });

  it('a portfolio of the United Kingdom by neither, which it is told; one that states nothing, what is not known', () => {
    const british = asked(dossier, act, [us, usMa], { ...PLACE, jurisdictions: ['UK'] });
    expect(british).toEqual([expect.objectContaining({ rule: 'NO-PACK-UK', reason: 'no-pack' })]);
    expect(unknown({ jurisdictions: [] })).toEqual(['jurisdiction-not-stated']);
  });
});
