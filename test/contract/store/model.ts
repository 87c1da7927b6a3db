/** The store as a model that fits on a page, and a property: every store answers as the model does. */
import fc from 'fast-check';
import type { AppendResult, EventStore, Expected, NewEvent } from '../../../src/store/port.js';
import { draw, expectOrdered, idsOf, newStream, readOn, type Opened, type Traits } from './kit.js';

type Answer = Pick<AppendResult, 'kind'> & { revision?: number; repeated?: boolean; actual?: Expected };

interface Attempt {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

class Model {
  private readonly streams = new Map<string, { ids: string[]; ends: Map<number, number> }>();
  private readonly ids = new Set<string>();

  constructor(private readonly traits: Traits) {}

  head(stream: string): number {
    return (this.streams.get(stream)?.ids.length ?? 0) - 1;
  }

  append({ stream, events, expected }: Attempt): Answer {
    const ids = idsOf(events);
    const found = this.streams.get(stream) ?? { ids: [], ends: new Map<number, number>() };
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const last = first + ids.length - 1;
    if (first === found.ids.length) {
      if (ids.some((id) => this.ids.has(id))) return { kind: 'not-written' };
      ids.forEach((id) => this.ids.add(id));
      this.streams.set(stream, { ids: [...found.ids, ...ids], ends: found.ends.set(first, last) });
      return { kind: 'appended', revision: last, repeated: false };
    }
    const whole = !this.traits.appendBoundaries || found.ends.get(first) === last;
    const same = whole && ids.every((id, i) => found.ids[first + i] === id);
    if (same) return { kind: 'appended', revision: last, ...(this.traits.tellsRepeats ? { repeated: true } : {}) };
    return { kind: 'conflict', actual: found.ids.length === 0 ? 'no-stream' : found.ids.length - 1 };
  }

  copy(): Model {
    const copy = new Model(this.traits);
    for (const [name, { ids, ends }] of this.streams) copy.streams.set(name, { ids: [...ids], ends: new Map(ends) });
    this.ids.forEach((id) => copy.ids.add(id));
    return copy;
  }

  idsIn(stream: string): string[] {
    return this.streams.get(stream)?.ids ?? [];
  }
}

/** A wish, made an attempt when its turn comes: which streams there are is known only then. */
const wish = fc.record({
  stream: fc.nat(2),
  count: fc.integer({ min: 1, max: 3 }),
  off: fc.constantFrom(0, 0, 0, 0, -1, -2, 1),
  resend: fc.option(fc.nat(), { freq: 3 }),
});

const permutations = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((each, i) => permutations(all.filter((_, j) => j !== i)).map((rest) => [each, ...rest]));

/** The model after the attempts in that order, or undefined when an answer would have been another. */
function replay(model: Model, order: number[], attempts: Attempt[], answers: AppendResult[]): Model | undefined {
  const after = model.copy();
  const fits = order.every((i) => {
    const predicted = after.append(attempts[i] as Attempt);
    return Object.entries(predicted).every(([key, value]) => (answers[i] as Answer)[key as keyof Answer] === value);
  });
  return fits ? after : undefined;
}

/** Rounds of concurrent appends: the answers of each round must be those of the model in some order of the round. */
export function modelContract(opened: () => Opened, traits: Traits): void {
  it('Appends of any kind, interleaved, answer as a simple model does, in one order or another', async () => {
    const store: EventStore = opened().store;
    const rounds = fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
    const run = async (wishes: typeof rounds extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
      const before = await store.head();
      const streams = [newStream(), newStream(), newStream()];
      const sent: Attempt[] = [];
      let model = new Model(traits);
      for (const round of wishes) {
        const attempts = round.map(({ stream, count, off, resend }): Attempt => {
          const earlier = resend === null ? undefined : sent[resend % Math.max(1, sent.length)];
          if (earlier) return earlier;
          const name = streams[stream] as string;
          const at = model.head(name) + off;
          return { stream: name, events: draw(count), expected: at < 0 ? 'no-stream' : at };
        });
        const answers = await Promise.all(attempts.map((a) => store.append(a.stream, a.events, a.expected)));
        const orders = permutations(attempts.map((_, i) => i));
        const next = orders.map((order) => replay(model, order, attempts, answers)).find((found) => found);
        expect({ explained: next !== undefined, attempts, answers }).toMatchObject({ explained: true });
        model = next as Model;
        sent.push(...attempts);
      }
      const all = await readOn(store, before, 7);
      expectOrdered(all);
      for (const name of streams) {
        expect(idsOf(await store.readStream(name, 0, 100))).toEqual(model.idsIn(name));
        expect(idsOf(all.filter(({ stream }) => stream === name))).toEqual(model.idsIn(name));
      }
      expect(all).toHaveLength(streams.reduce((sum, name) => sum + model.idsIn(name).length, 0));
    };
    await fc.assert(fc.asyncProperty(rounds, run), { numRuns: 100, seed: 20261122 });
  });
}
