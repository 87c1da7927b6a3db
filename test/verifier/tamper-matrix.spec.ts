/**
 * F14: each way to falsify an export, against four levels of checking. Only the whole verifier refuses all that an export
 * can hide; only a full audit of the log finds a map of heads that the operator itself signed as a lie.
 */
import { parseCheckpoint } from '../../src/seal/checkpoint.js';
import { parseNote } from '../../src/seal/note.js';
import type { EventLine } from '../../src/seal/pack/lines.js';
import { SealedScene } from '../../src/seal/pack/pack.fixture.js';
import type { PackParts } from '../../src/seal/pack/parts.js';
import { parsePolicy } from '../../src/seal/policy.js';
import { auditLog } from '../../src/seal/verify/log-audit.js';
import type { Verdict } from '../../src/seal/verify/verdict.js';
import { filesOf, verifyFiles } from './remade.js';

const CASE = 'case-1';
const LEVELS = ['inclusion', 'chain', 'heads', 'audit'] as const;

function honest(): SealedScene {
  const scene = new SealedScene()
    .put('case-0')
    .put(CASE, { personal: { name: 'A' } })
    .put(CASE);
  return scene.put('case-0').put(CASE).put('case-0').put(CASE);
}

type Attack = (events: EventLine[], scene: SealedScene) => EventLine[];
const edited = (event: EventLine): EventLine => ({ ...event, body: event.body.replace('"sv":1', '"sv":2') });

/** Which levels accept it: inclusion of each event; chains too; the map of heads too; a full audit of the log too. */
const MATRIX: readonly [string, Attack, readonly [boolean, boolean, boolean, boolean]][] = [
  ['nothing, an honest export', (events) => events, [true, true, true, true]],
  ['edit a body', ([first, ...rest]) => [edited(first as EventLine), ...rest], [false, false, false, false]],
  ['omit the first event', ([, ...rest]) => rest, [true, false, false, false]],
  ['omit one in the middle', (events) => events.filter(({ rev }) => rev !== 1), [true, false, false, false]],
  [
    'omit one and number those behind it anew',
    (events) => events.filter(({ rev }) => rev !== 1).map((event, rev) => ({ ...event, rev })),
    [false, false, false, false],
  ],
  ['change the order', ([a, b, ...rest]) => [b, a, ...rest] as EventLine[], [true, false, false, false]],
  ['tell one twice', ([a, ...rest]) => [a, a, ...rest] as EventLine[], [true, false, false, false]],
  ["put another stream's event in", (events, scene) => withForeign(events, scene), [true, false, false, false]],
  ['truncate the end', (events) => events.slice(0, -1), [true, true, false, false]],
  ['tell nothing at all', () => [], [true, true, false, false]],
];

function withForeign(events: EventLine[], scene: SealedScene): EventLine[] {
  const foreign = [...(scene.parts(['case-0']).events() as EventLine[])].find(({ rev }) => rev === 1);
  return [...events, foreign as EventLine].sort((a, b) => a.index - b.index);
}

async function acceptance(scene: SealedScene, attack: Attack): Promise<boolean[]> {
  const verdict = await verdictOn(scene, attack);
  const fails = (id: string, but: readonly string[] = []): boolean =>
    verdict.steps.some((step) => step.id === id && step.findings.some(({ code }) => !but.includes(code)));
  const inclusion = !['policy', 'leaves', 'bodies', 'disclosures'].some((id) => fails(id));
  const chain = inclusion && !fails('chain', ['head-differs', 'no-events']);
  const heads = verdict.ok;
  const { text } = parseNote(scene.checkpoint());
  const audit = heads && (await auditLog(scene.entries, parseCheckpoint(text))).faults.length === 0;
  return [inclusion, chain, heads, audit];
}

async function verdictOn(scene: SealedScene, attack: Attack): Promise<Verdict> {
  const parts = scene.parts([CASE], { kind: 'portfolio' });
  const events = attack([...(parts.events() as EventLine[])], scene);
  const sids = new Set([CASE, ...events.map(({ sid }) => sid)]);
  const changed: Partial<PackParts> = {
    events: () => events,
    streams: [...sids].map((sid) => ({ sid, role: 'case' })),
  };
  const policy = parsePolicy(scene.policy);
  if (events.length > 0)
    return verifyFiles(await filesOf({ ...scene.parts([...sids], { kind: 'portfolio' }), ...changed }), { policy });
  // The writer makes no pack without events: somebody else's does.
  const files = await filesOf(parts);
  const manifest = (files.get('manifest.json') as Buffer).toString();
  const emptied = manifest.replace(/"events":\d+/g, '"events":0').replace(/"lastRev":\d+/, '"lastRev":0');
  files.set('manifest.json', Buffer.from(emptied)).set('events.jsonl', Buffer.alloc(0));
  return verifyFiles(files, { policy });
}

describe('the tamper matrix', () => {
  it.each(MATRIX)('%s', async (_, attack, expected) => {
    expect(Object.fromEntries((await acceptance(honest().seal(), attack)).map((each, i) => [LEVELS[i], each]))).toEqual(
      Object.fromEntries(expected.map((each, i) => [LEVELS[i], each])),
    );
  });

  it('seal a map of heads that lies: only the full audit refuses', async () => {
    // The operator signs that the case ended at revision 2, and exports it up to there.
    const scene = honest();
    const short = scene.events.filter(({ sid, rev }) => sid === CASE && rev < 3);
    scene.sealLie(CASE, 2);
    expect(await acceptance(scene, (events) => events.slice(0, short.length))).toEqual([true, true, true, false]);
    const { text } = parseNote(scene.checkpoint());
    expect((await auditLog(scene.entries, parseCheckpoint(text))).faults).toEqual([{ kind: 'lying-map', index: 7 }]);
  });
});

describe('the full audit of a log', () => {
  const signedOf = (scene: SealedScene) => parseCheckpoint(parseNote(scene.checkpoint()).text);

  it('finds nothing in an honest one, and each kind of fault in others', async () => {
    const scene = honest().seal();
    const signed = signedOf(scene);
    expect(await auditLog(scene.entries, signed)).toEqual({ faults: [], streams: 2, gaps: 0 });
    const without = scene.entries.filter((_, i) => i !== 2);
    // Leaf 2 was the case's second event: the third follows from nothing.
    expect((await auditLog(without, signed)).faults).toEqual([
      { kind: 'broken-chain', index: 3 },
      { kind: 'other-root' },
    ]);
    expect((await auditLog(scene.entries.slice(0, -1), signed)).faults).toEqual([
      { kind: 'other-root' },
      { kind: 'no-map' },
    ]);
  });
});
