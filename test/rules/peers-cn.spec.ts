/** What open-source peers get wrong of China's conduct rules (they keep one table of hours, or counters as truth). */
import type { VectorFact } from '../../src/rules/pack.js';
import { shipped, storyInChina, verdictsIn } from '../../src/rules/vectors/shipped.fixture.js';

const packs = [shipped('cn-cba'), shipped('cn-gbt')];

function talk(at: string, more: Partial<VectorFact> = {}): VectorFact[] {
  const contact = `talk-${at}`;
  return [
    { fact: 'ContactAttempted', at, ...more, data: { contact, point: 'p1' } },
    { fact: 'ConversationHeld', at, ...more, data: { contact, effective: true } },
  ];
}

function dial(at: string): VectorFact[] {
  const contact = `dial-${at}`;
  return [
    { fact: 'ContactAttempted', at, data: { contact, point: 'p1' } },
    { fact: 'DialNotConnected', at, data: { contact, cause: 'NO_ANSWER' } },
  ];
}

function answers(given: readonly VectorFact[], at: string) {
  const verdicts = verdictsIn(storyInChina(given), { at, point: 'p1' }, packs);
  return Object.fromEntries(verdicts.map((verdict) => [verdict.rule, verdict]));
}

const threeTalks = ['09', '10', '11'].flatMap((hour) => talk(`2026-03-10T${hour}:00:00+08:00`));

it('Lago: counters are reset by a payment; ours are counted from the facts, so that the fourth talk stays blocked', () => {
  const paid = {
    fact: 'PaymentReceived',
    at: '2026-03-10T12:00:00+08:00',
    data: { payment: 'y1', amount: 1, currency: 'CNY' },
  };
  const verdict = answers([...threeTalks, paid], '2026-03-10T14:00:00+08:00')['CN-GBT-2@1'];
  expect(verdict).toMatchObject({ outcome: 'PROHIBITED', counters: { effective_conversations: 4 } });
});

it('CallMonitor: counts by when a call was recorded; yesterday, keyed this morning, is yesterday', () => {
  const late = ['20', '21'].flatMap((hour) =>
    talk(`2026-03-09T${hour}:00:00+08:00`, { rec: '2026-03-10T08:00:00+08:00' }),
  );
  const verdict = answers([...late, ...threeTalks.slice(0, 4)], '2026-03-10T14:00:00+08:00')['CN-GBT-2@1'];
  expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { effective_conversations: 3 } });
});

it('CallMonitor: counts a rolling day; three talks yesterday evening leave this morning free', () => {
  const evening = ['19', '20', '21'].flatMap((hour) => talk(`2026-03-09T${hour}:00:00+08:00`));
  const verdict = answers(evening, '2026-03-10T08:00:00+08:00')['CN-GBT-2@1'];
  expect(verdict).toMatchObject({ outcome: 'ALLOWED', counters: { effective_conversations: 1 } });
});

it('CollectionONE: one configured window and no counters; here each law counts its own unit of the same calls', () => {
  const dials = ['09', '10', '11', '12', '13', '14'].flatMap((hour) => dial(`2026-03-10T${hour}:30:00+08:00`));
  const all = answers([...threeTalks, ...dials], '2026-03-10T15:00:00+08:00');
  expect(all['CN-GBT-2@1']).toMatchObject({ outcome: 'PROHIBITED', counters: { effective_conversations: 4 } });
  expect(all['CN-CBA-2@1']).toMatchObject({ outcome: 'ADVISORY', effect: 'WARNS', counters: { unanswered_dials: 7 } });
  expect(all['CN-CBA-1@1']).toMatchObject({ outcome: 'ALLOWED' });
  const dialled = answers(dials, '2026-03-10T15:00:00+08:00');
  expect(dialled['CN-GBT-2@1']).toMatchObject({ outcome: 'ALLOWED', counters: { effective_conversations: 1 } });
});
