/** How the shipped packs come to decide in a ledger that has no rule book yet. */
import type { LedgerFact } from '../ledger/ledger.js';
import { activation, RuleBook, type RecordOnRuleBook } from './rule-book.js';
import { shippedPacks } from './shipped-packs.js';
import type { StreamFacts } from './stream-facts.js';

function begun(): { readonly book: RuleBook; readonly facts: LedgerFact[]; readonly cmds: string[] } {
  const [facts, cmds]: [LedgerFact[], string[]] = [[], []];
  const record: RecordOnRuleBook = async ({ command, cmd, corr }) => {
    cmds.push(cmd);
    if (!facts.some((fact) => fact.cmd === cmd)) {
      const type = 'RulePackActivated';
      facts.push({ type, data: command, cmd, corr, position: facts.length + 1 } as unknown as LedgerFact);
    }
    return { kind: 'done', stream: 'rulepack', revision: 0, position: 1, events: [], repeated: false };
  };
  const streams = { now: async () => [...facts] } as unknown as StreamFacts;
  return { book: new RuleBook('rulepack', streams, record), facts, cmds };
}

it('activates every shipped pack once, before the first decision', async () => {
  const { book, facts, cmds } = begun();
  const [one, two] = await Promise.all([book.forDecision(), book.forDecision()]);
  expect(one).toEqual(two);
  expect(facts.map(({ data }) => (data as { pack: string }).pack)).toEqual(shippedPacks().map(({ pack }) => pack.pack));
  await book.forDecision();
  expect(cmds.length).toBe(shippedPacks().length);
});

it('completes what a process that died left half done', async () => {
  const { book, facts, cmds } = begun();
  await book.forDecision();
  const all = cmds.length;
  // As if it had ended before the last one: one more was meant than there are.
  facts.forEach((fact) => Object.assign(fact, { corr: `shipped-${all + 1}` }));
  await book.forDecision();
  expect(cmds.length).toBe(2 * all);
});

it('leaves a rule book alone that somebody has changed', async () => {
  const { book, facts, cmds } = begun();
  const [us] = shippedPacks();
  if (!us) throw new Error('no pack ships');
  facts.push({ type: 'RulePackActivated', data: activation(us), cmd: 'by-hand', position: 1 } as unknown as LedgerFact);
  expect((await book.forDecision()).map(({ digest }) => digest)).toEqual([us.digest]);
  expect(cmds).toEqual([]);
});
