/** The audit of a whole log; the tamper matrix (test/verifier) has the faults of signed ones. */
import { CompactRange } from '../compact-range.js';
import { digest, leafEntry, leafHash, NO_PREVIOUS } from '../leaf.js';
import { hashLeaf } from '../merkle.js';
import { headEntry, specialEntry } from '../special-leaves.js';
import { auditLog } from './log-audit.js';

const SID = 'case-a';
const first = leafEntry(SID, 0, NO_PREVIOUS, digest('first'));
const gap = (from: number, to: number): string => specialEntry({ typ: 'dcl.gap', sid: SID, from, to });
/** Its `prev` is the leaf of a revision that nobody has. */
const behind = leafEntry(SID, 3, digest('lost'), digest('behind'));

function rootOf(entries: readonly string[]): Buffer {
  const tree = new CompactRange();
  for (const entry of entries) tree.append(hashLeaf(entry));
  return tree.root();
}

/** The log, with an honest map of a head at its end. */
function audit(entries: readonly string[], rev: number, leaf: string) {
  const root = rootOf([headEntry(SID, rev, leaf)]).toString('base64url');
  const log = [...entries, specialEntry({ typ: 'dcl.heads', covers: entries.length, streams: 1, root })];
  return auditLog(log, { size: log.length, root: rootOf(log) });
}

it('takes a gap that the log tells of for what it is, and counts what is missing', async () => {
  expect(await audit([first, gap(1, 2), behind], 3, leafHash(behind))).toEqual({ faults: [], streams: 1, gaps: 2 });
});

it('knows no leaf at the end of a stream that ends in a gap, as the map of heads does not', async () => {
  expect(await audit([first, gap(1, 2)], 2, '')).toEqual({ faults: [], streams: 1, gaps: 2 });
});

it.each([
  ['begins before the end of its stream', gap(0, 2)],
  ['leaves revisions out', gap(2, 2)],
])('finds a gap that %s', async (_, between) => {
  expect((await audit([first, between, behind], 3, leafHash(behind))).faults).toEqual([
    { kind: 'broken-chain', index: 1 },
  ]);
});
