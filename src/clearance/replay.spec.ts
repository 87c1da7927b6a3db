/** A decision made again is the same to the byte, with the judge that made it too. */
import { toInstant, toMillis } from '../ledger/dates.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { BY_NAME } from '../rules/evaluators/registry.js';
import type { ActivePack, ContactEvaluator, RuleEntry } from '../rules/index.js';
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
async function decidedBy(judge: number, pack = PACK): Promise<Decision> {
  const facts = await upTo(STORY.party, FACTS.length);
  const question = { contact: asked, party: STORY.party, facts, revision: facts.length - 1, now: ASKED };
  const verdict = decideContact(question, await evidence(), [pack], judge);
  if (!('permitted' in verdict)) throw new Error(verdict.message);
  const { permitted, ...said } = verdict;
  const data = { ...asked, ...said, clearance: 'new', askedAt: toInstant(ASKED) };
  return { type: permitted ? 'ContactPermitted' : 'ContactBlocked', stream: STORY.party, data } as unknown as Decision;
}

function again(decision: Decision, ...packs: readonly ActivePack[]): Promise<Replayed> {
  const all = [PACK, ...packs].map((pack) => [`${pack.pack.pack}@${pack.pack.version}`, pack] as const);
  return replay(decision, { upTo }, { versions: async () => new Map(all) });
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

describe('an evaluator in two versions', () => {
  /** Says nothing against a contact in its first version; in its second it never allows one. */
  const versions: readonly ContactEvaluator<object>[] = [
    {
      ...{ of: 'contact', name: 'never-after-noon@1.0.0', parameters: { type: 'object' } },
      evaluate: () => ({ is: 'ALLOWED' }),
    },
    {
      ...{ of: 'contact', name: 'never-after-noon@2.0.0', parameters: { type: 'object' } },
      evaluate: () => ({ is: 'BREACH', reason: 'after-noon', inputs: [], next: null }),
    },
  ];
  beforeAll(() => versions.forEach((each) => BY_NAME.set(each.name, each)));
  afterAll(() => versions.forEach(({ name }) => BY_NAME.delete(name)));

  /** A pack whose content names a version: what an activation recorded. */
  const naming = (version: 1 | 2): ActivePack => {
    const rule = { ...LIMIT, evaluator: `never-after-noon@${version}.0.0`, parameters: {} };
    return { pack: { ...PACK.pack, pack: 'noon', version, rules: [rule] }, digest: `noon-${version}` };
  };

  it('decides as the pack names it, and what either decided replays to the byte beside the other', async () => {
    const [first, second] = [await decidedBy(3, naming(1)), await decidedBy(3, naming(2))];
    expect([first.type, second.type]).toEqual(['ContactPermitted', 'ContactBlocked']);
    for (const decision of [first, second]) {
      expect(await again(decision, naming(1), naming(2))).toEqual({ same: true, differs: [] });
    }
  });

  it('does not replay where the pack names another version than it did', async () => {
    const decision = await decidedBy(3, naming(1));
    const changed = { ...naming(2), pack: { ...naming(2).pack, version: 1 }, digest: 'noon-1' };
    expect((await again(decision, changed)).differs).toContain('It would be blocked.');
    expect((await again(decision, { ...changed, digest: 'noon-2' })).differs).toEqual([
      'The pack noon@1 has the digest noon-2; the decision names noon-1.',
    ]);
  });
});
