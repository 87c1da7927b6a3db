/** A decision made again is the same to the byte, with the judge that made it too. */
import { toInstant, toMillis } from '../ledger/dates.js';
import type { LedgerFact } from '../ledger/ledger.js';
import type { ActivePack, RuleEntry } from '../rules/index.js';
import { factsOf } from '../rules/rules.fixture.js';
import { STORY } from '../rules/vectors/story.js';
import { decideContact } from './decide-contact.js';
import { gather, type Evidence } from './evidence.js';
import { replay, type Decision, type Replayed } from './replay.js';

const WORDS = { en: 'x', zh: 'x' };
const CALL = '2026-03-10T12:00:00-04:00';
const ASKED = toMillis('2026-03-10T15:00:00-04:00');

/** Two calls a day: the one that is asked for is the second, or, where each record counts, the third. */
const LIMIT = {
  ...{ rule_id: 'CAP', version: 1, title: WORDS, text: WORDS, authority_rank: 'statute', in_force_from: '2000-01-01' },
  ...{ citation: 'x', source_url: 'https://example.org', verification: 'verified', applies_when: {}, test_vectors: [] },
  ...{ evaluator: 'frequency@1.0.0', outcome_kind: 'PROHIBITED' },
  parameters: { unit: 'CALLS_PLACED', by: 'PERSON', max: 2, window_days: 1 },
} as unknown as RuleEntry;
const PACK: ActivePack = {
  pack: { pack: 'cap', version: 1, title: WORDS, jurisdiction: '*', rules: [LIMIT] },
  digest: 'd',
};

/** One call that was recorded on two cases under one permit. */
const FACTS = factsOf([
  {
    ...{ fact: 'ContactPermitted', at: '2026-03-10T11:55:00-04:00' },
    data: {
      ...{ clearance: 'k', purpose: 'COLLECTION', channel: 'phone', plannedAt: CALL, cases: [STORY.case, STORY.case2] },
      ...{ askedAt: '2026-03-10T11:55:00-04:00', expiresAt: '2026-03-10T12:15:00-04:00' },
    },
  },
  { fact: 'ContactAttempted', at: CALL, data: { party: STORY.party, contact: 'a', clearance: 'k' } },
  { fact: 'ContactAttempted', at: CALL, data: { party: STORY.party, contact: 'b', clearance: 'k' }, stream: 'case2' },
]);
const upTo = async (stream: string, revision: number): Promise<LedgerFact[]> =>
  FACTS.filter((fact) => fact.stream === stream).slice(0, revision + 1);

const asked = { party: STORY.party, channel: 'phone', case: STORY.case } as const;

async function evidence(): Promise<Evidence> {
  const all = (stream: string): Promise<LedgerFact[]> => upTo(stream, FACTS.length);
  return gather(STORY.party, await all(STORY.party), all, async () => []);
}

/** A decision as a judge of that version recorded it. */
async function decidedBy(judge: number): Promise<Decision> {
  const facts = await upTo(STORY.party, FACTS.length);
  const question = { contact: asked, party: STORY.party, facts, revision: facts.length - 1, now: ASKED };
  const verdict = decideContact(question, await evidence(), [PACK], judge);
  if (!('permitted' in verdict)) throw new Error(verdict.message);
  const { permitted, ...said } = verdict;
  const data = { ...asked, ...said, clearance: 'new', askedAt: toInstant(ASKED) };
  return { type: permitted ? 'ContactPermitted' : 'ContactBlocked', stream: STORY.party, data } as unknown as Decision;
}

function again(decision: Decision): Promise<Replayed> {
  return replay(decision, { upTo }, { versions: async () => new Map([['cap@1', PACK]]) });
}

describe('one call on two cases', () => {
  it('counts once for the judge of today', async () => {
    const decision = await decidedBy(3);
    expect(decision.type).toBe('ContactPermitted');
    expect(decision.data.judgement).toMatchObject({ judge: 3, verdicts: [{ counters: { calls_placed: 2 } }] });
    expect(await again(decision)).toEqual({ same: true, differs: [] });
  });

  it.each([1, 2])('counted twice for judge %i, and a decision of its time replays to the byte', async (judge) => {
    const decision = await decidedBy(judge);
    expect(decision.data).toMatchObject({
      nextAllowedAt: '2026-03-11T04:00:00.000Z',
      judgement: { verdicts: [{ outcome: 'PROHIBITED', counters: { calls_placed: 3 } }] },
    });
    expect(decision.data.judgement.judge).toBe(judge === 1 ? undefined : judge);
    expect(await again(decision)).toEqual({ same: true, differs: [] });
  });

  it('would not replay with another judge than the one that it names', async () => {
    const decision = await decidedBy(2);
    const judgement = { ...decision.data.judgement, judge: 3 };
    const renamed = { ...decision, data: { ...decision.data, judgement } } as Decision;
    const { same, differs } = await again(renamed);
    expect(same).toBe(false);
    expect(differs).toEqual(expect.arrayContaining(['It would be permitted.', "'verdicts' differs."]));
  });
});
