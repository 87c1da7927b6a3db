/** A program with newer packs on a ledger that an older one began: nothing decides otherwise until somebody says so. */
import type { LedgerFact } from '../ledger/ledger.js';
import { checkPack, packName, type ActivePack } from '../rules/index.js';
import { packDetails } from './pack-card.js';
import { activation, RuleBook } from './rule-book.js';
import { shippedPacks } from './shipped-packs.js';
import type { StreamFacts } from './stream-facts.js';

function nextOf({ pack }: ActivePack): ActivePack {
  const next = checkPack({ ...pack, version: pack.version + 1 });
  if ('problems' in next) throw new Error(next.problems.join(' '));
  return next;
}

const before = shippedPacks();
const us = before.find(({ pack }) => pack.pack === 'us') as ActivePack;
const newer = nextOf(us);
const nowShipped = before.map((one) => (one === us ? newer : one));

const facts: LedgerFact[] = [];
const activate = (pack: ActivePack, corr?: string): void => {
  const position = facts.length + 1;
  const [id, rec] = [`event-${position}`, '2026-03-10T12:00:00.000Z'];
  facts.push({ type: 'RulePackActivated', data: activation(pack), id, rec, by: 'x', corr, position } as never);
};
const streams = { now: async () => [...facts] } as unknown as StreamFacts;
const book = new RuleBook('rulepack', streams, () => Promise.reject(new Error('nothing is activated by itself')));

const cards = async (): Promise<string[]> => {
  const [active, versions] = [await book.now(), await book.versions()];
  return packDetails({ history: facts, active, versions, shipped: nowShipped })
    .filter(({ pack }) => pack === 'us')
    .map(({ pack, version, state, shipped }) => `${pack}@${version} ${state}${shipped ? ' shipped' : ''}`);
};
const decides = (packs: readonly ActivePack[]): string | undefined =>
  packs.map(({ pack }) => packName(pack)).find((name) => name.startsWith('us@'));

beforeAll(() => before.forEach((pack) => activate(pack, `shipped-${before.length}`)));

it('lists what the program brings as not activated; the older version goes on deciding', async () => {
  expect(decides(await book.forDecision())).toBe('us@1');
  expect(await cards()).toEqual(['us@1 ACTIVE', 'us@2 SHIPPED shipped']);
});

it('moves on once it is activated; what was decided before names the older version, which is still known', async () => {
  const last = facts.length;
  activate(newer);
  expect(decides(await book.now())).toBe('us@2');
  expect(await cards()).toEqual(['us@1 EARLIER', 'us@2 ACTIVE shipped']);
  expect(decides(await book.at(last))).toBe('us@1');
  expect((await book.versions()).get('us@1')?.digest).toBe(us.digest);
});
