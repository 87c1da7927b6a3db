/** What the sealer refuses to sign, and what it survives: F6 and F7 of proofs/faults.md. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../seal/checkpoint.js';
import { parseNote } from '../seal/note.js';
import { parseSpecial } from '../seal/special-leaves.js';
import { FaultyStore } from '../store/memory/faulty.store.js';
import { MemoryStore } from '../store/memory/memory.store.js';
import type { StoredEvent } from '../store/port.js';
import { streamOfLog, type Publication } from './checkpoint-stream.js';
import { SealDesk, ORIGIN, tampered } from './seal-desk.fixture.js';
import type { Step } from './sealer-parts.js';
import type { Sealer } from './sealer.js';

let desk: SealDesk;
beforeEach(() => (desk = new SealDesk()));
afterEach(() => desk.close());

const published = async (): Promise<Publication[]> => {
  const events = await desk.store.readStream(streamOfLog(ORIGIN), 0, 1000);
  return events.map(({ data }) => JSON.parse(data) as Publication);
};
const stopOf = ({ stopped }: Sealer): string | undefined => stopped?.reason;

describe('the sealer stops, and signs nothing,', () => {
  beforeEach(() => desk.put('case-a', 'case-b', 'case-a'));

  it('at a hole; a leaf says which revisions are missing, and a new start goes on behind it', async () => {
    await (await desk.sealer()).sealNow();
    await desk.put('case-b', 'case-a', 'case-a');
    const store = tampered(desk.store, (event) => (event.position === 6 ? undefined : event));
    const sealer = await desk.sealer({ store });
    expect(await sealer.sealNow()).toBe(false);
    expect([stopOf(sealer), sealer.stopped?.message]).toEqual(['hole', expect.stringMatching(/revision 2 of case-a/)]);
    const [, second] = await published();
    expect(second?.leaves.map(({ entry }) => parseSpecial(entry))).toEqual([
      { typ: 'dcl.gap', sid: 'case-a', from: 2, to: 2 },
    ]);
    expect(desk.alarms[0]).toMatch('missing');
    expect(await sealer.sealNow()).toBe(false);
    expect(await (await desk.sealer({ store })).sealNow()).toBe(true);
    const [size] = (await published()).slice(-1).map(({ note }) => parseCheckpoint(parseNote(note).text).size);
    expect(size).toBe(3 + 1 + 1 + 1);
  });

  it('where an event does not name the leaf before it', async () => {
    const store = tampered(desk.store, (event) =>
      event.position === 1 ? { ...event, data: event.data.replace('Happened', 'Happenes') } : event,
    );
    const sealer = await desk.sealer({ store });
    expect(await sealer.sealNow()).toBe(false);
    expect(stopOf(sealer)).toBe('broken-chain');
    expect(await published()).toEqual([]);
  });

  it('where the second look finds something else than the first', async () => {
    const looks = new Map<number, number>();
    const store = tampered(desk.store, (event) => {
      const look = (looks.get(event.position) ?? 0) + 1;
      looks.set(event.position, look);
      return look === 2 && event.position === 3
        ? { ...event, data: event.data.replace('Happened', 'Happenes') }
        : event;
    });
    const sealer = await desk.sealer({ store });
    expect(await sealer.sealNow()).toBe(false);
    expect(stopOf(sealer)).toBe('changed-before-signing');
    expect(await published()).toEqual([]);
  });

  it('where seal.db belongs to a log of another name', async () => {
    await (await desk.sealer()).sealNow();
    const sealer = await desk.sealer({ origin: 'other.example' });
    expect(await sealer.open()).toBe(false);
    expect(stopOf(sealer)).toBe('other-origin');
  });

  it('where facts are gone that it sealed: an older ledger was restored', async () => {
    await (await desk.sealer()).sealNow();
    await desk.sealer();
    const restored = new MemoryStore();
    for (const { stream, id, type, data, meta } of (await desk.facts()).slice(0, 2)) {
      await restored.append(stream, [{ id, type, data, meta }], 'no-stream');
    }
    const sealer = await desk.sealer({ store: restored });
    expect(await sealer.open()).toBe(false);
    expect([stopOf(sealer), sealer.stopped?.message]).toEqual(['rollback', expect.stringMatching(/older ledger/)]);
  });

  it('F7: where seal.db was restored from a backup', async () => {
    await (await desk.sealer()).sealNow();
    await desk.sealer();
    const backup = join(desk.folder, 'backup.db');
    cpSync(join(desk.folder, 'seal.db'), backup);
    await desk.put('case-c');
    await (await desk.sealer()).sealNow();
    await desk.sealer();
    desk.forget();
    cpSync(backup, join(desk.folder, 'seal.db'));
    const sealer = await desk.sealer();
    expect(await sealer.open()).toBe(false);
    expect([stopOf(sealer), sealer.stopped?.message]).toEqual(['rollback', expect.stringMatching(/rollback detected/)]);
    expect(await published()).toHaveLength(2);
  });

  it('F7: where another sealer publishes beside it: the checkpoint is appended behind the one it knows', async () => {
    const other = new SealDesk(desk.store);
    const [first, second] = [await desk.sealer(), await other.sealer()];
    expect([await first.open(), await second.open()]).toEqual([true, true]);
    expect(await first.sealNow()).toBe(true);
    await desk.put('case-a');
    expect(await second.sealNow()).toBe(false);
    expect(stopOf(second)).toBe('second-sealer');
    expect(await published()).toHaveLength(1);
    await other.close();
  });
});

describe('a publication whose outcome is unknown', () => {
  it.each([true, false])('is found, or made again, before another is made (written: %j)', async (written) => {
    const store = new FaultyStore(desk.store);
    await desk.put('case-a', 'case-b');
    const sealer = await desk.sealer({ store });
    await sealer.open();
    store.failNext({ kind: 'unknown', written });
    expect([await sealer.sealNow(), sealer.stopped]).toEqual([false, undefined]);
    await desk.put('case-a');
    expect(await sealer.sealNow()).toBe(true);
    const sizes = (await published()).map(({ note }) => parseCheckpoint(parseNote(note).text).size);
    expect(sizes).toEqual(written ? [2, 3] : [3]);
    expect(await (await desk.sealer()).open()).toBe(true);
  });
});

describe('F6: a crash at any step', () => {
  const STEPS: readonly Step[] = ['leaves', 'second look', 'sign', 'publish', 'mark'];
  const story = async (sealNow: (heads: boolean) => Promise<unknown>): Promise<void> => {
    await desk.put('case-a', 'case-b');
    await sealNow(false);
    await desk.put(...Array.from({ length: 258 }, (_, i) => `case-${i % 5}`));
    await sealNow(true);
    await desk.put('case-a');
    await sealNow(false);
  };

  /** The story again, with a crash at the n-th step: the process is gone, a new one opens the folder and goes on. */
  async function crashing(crashAt: number, facts: readonly StoredEvent[]): Promise<string[] | undefined> {
    let count = 0;
    let crashed = false;
    const step = (): void => {
      if (count++ === crashAt) {
        crashed = true;
        throw new Error('crash');
      }
    };
    let put = 0;
    for (const [until, heads] of [
      [2, false],
      [260, true],
      [261, false],
    ] as const) {
      for (; put < until; put++) {
        const { stream, revision, id, type, data, meta } = facts[put] as StoredEvent;
        await desk.store.append(stream, [{ id, type, data, meta }], revision === 0 ? 'no-stream' : revision - 1);
      }
      const sealer = await desk.sealer({ step });
      const before = crashed;
      if (!(await sealer.sealNow({ heads })) && crashed && !before) {
        expect(await (await desk.sealer({ step })).sealNow({ heads })).toBe(true);
      }
    }
    return crashed ? (await published()).map(({ note }) => parseNote(note).text) : undefined;
  }

  it(`leads to the same checkpoints as a run without one (${STEPS.length} kinds of step), and never to two of one size`, async () => {
    await story(async (heads) => (await desk.sealer()).sealNow({ heads }));
    const [undisturbed, facts] = [(await published()).map(({ note }) => parseNote(note).text), await desk.facts()];
    let points = 0;
    for (let crashAt = 0; ; crashAt++) {
      await desk.close();
      desk = new SealDesk();
      const texts = await crashing(crashAt, facts);
      if (!texts) break;
      points += 1;
      expect([crashAt, texts]).toEqual([crashAt, undisturbed]);
      const sizes = texts.map((text) => parseCheckpoint(text).size);
      expect(new Set(sizes).size).toBe(sizes.length);
    }
    expect(points).toBe(3 * STEPS.length);
  });
});
