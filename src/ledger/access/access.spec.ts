import { toMillis } from '../dates.js';
import { isRefusal } from '../refusal.js';
import type { Context } from '../command.js';
import { accessRules, SEEN_MAX, type RecordAccess, type RecordExport } from './access.decide.js';
import { newAccess } from './access.state.js';

const uuid = (head: string): string => `${head}-0000-8000-8000-000000000000`;
const stream = `case-${uuid('ca5e0001')}`;
const portfolio = `portfolio-${uuid('b0000001')}`;
const read: RecordAccess = {
  type: 'RecordAccess',
  what: 'case-history',
  role: 'collector',
  seen: [{ stream, portfolio }],
};
const exported: RecordExport = { ...read, type: 'RecordExport', what: 'audit-pack', format: 'zip' };
const context = { now: toMillis('2026-03-10T12:00:00Z') } as Context;

const ofRead = (change: Partial<RecordAccess>) =>
  accessRules.RecordAccess.decide({ ...read, ...change }, newAccess('access-x'), context);
const ofExport = (change: Partial<RecordExport>) =>
  accessRules.RecordExport.decide({ ...exported, ...change }, newAccess('access-x'), context);

describe('a read of personal data', () => {
  it('is recorded with whose values it showed, V and K', () => {
    expect(ofRead({ asOf: '2026-03-01', knownAt: '2026-03-02T00:00:00Z' })).toEqual([
      {
        type: 'RecordAccessed',
        data: {
          what: 'case-history',
          role: 'collector',
          seen: [{ stream, portfolio }],
          asOf: '2026-03-01',
          knownAt: '2026-03-02T00:00:00Z',
        },
      },
    ]);
  });

  it('is recorded where it found nothing', () => {
    expect(ofRead({ what: 'party-search', seen: [] })).toMatchObject([{ data: { seen: [] } }]);
  });

  it.each<[string, Partial<RecordAccess>]>([
    ['a question in words', { what: 'history of Mario Rossi' }],
    ['a role in words', { role: 'the boss' }],
    ['a name instead of a stream', { seen: [{ stream: 'Mario Rossi' }] }],
    ['a name instead of a portfolio', { seen: [{ stream, portfolio: 'Mario' }] }],
    ['a day that is none', { asOf: '2026-02-30' }],
    ['a K in words', { knownAt: 'when Mario called' }],
    ['more streams than fit', { seen: Array.from({ length: SEEN_MAX + 1 }, () => ({ stream })) }],
  ])('does not take %s', (_what, change) => {
    expect(isRefusal(ofRead(change) as never)).toBe(true);
  });
});

describe('an export', () => {
  it('is recorded with its file and what it proves against', () => {
    const file = { digest: 'ab'.repeat(32), count: 3, size: 900, root: 'cd'.repeat(32), recipient: 'regulator:fca' };
    expect(ofExport({ ...file, redacted: 'auditor' })).toMatchObject([
      { type: 'ExportProduced', data: { format: 'zip', ...file, redacted: 'auditor' } },
    ]);
  });

  it.each<[string, Partial<RecordExport>]>([
    ['a name as its recipient', { recipient: 'Mario Rossi' }],
    ['a format in words', { format: 'a zip' }],
    ['a digest that is none', { digest: 'abc' }],
    ['a root that is none', { root: 'ZZ'.repeat(32) }],
    ['half an item', { count: 0.5 }],
    ['a role in words', { redacted: 'nobody at all' }],
    ['what a read may not say', { what: 'A B' }],
  ])('does not take %s', (_what, change) => {
    expect(isRefusal(ofExport(change) as never)).toBe(true);
  });
});
