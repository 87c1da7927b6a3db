/** Sentences on limits, bad appends, unknown outcomes and closing. */
import { FaultyStore } from '../../../src/store/memory/faulty.store.js';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  type EventStore,
  type Expected,
  type NewEvent,
} from '../../../src/store/port.js';
import { draw, idsOf, knowingIds, newStream, write, type Opened, type Traits } from './kit.js';

/** One event of so many bytes of data and meta. */
const ofBytes = (bytes: number, type = 'PaymentReceived'): NewEvent[] =>
  draw(1, { type, data: 'x'.repeat(bytes - 2), meta: '{}' });

export function failingContract(opened: () => Opened, traits: Traits): void {
  let store: EventStore;
  beforeEach(() => ({ store } = opened()));

  describe('Limits are named: exactly the limit is taken, one more is not', () => {
    it('EVENT_BYTES_MAX, counted in UTF-8 bytes of data and meta', async () => {
      const stream = newStream();
      expect(await store.append(stream, ofBytes(EVENT_BYTES_MAX + 1), 'no-stream')).toMatchObject({
        kind: 'not-written',
        reason: 'too-large',
      });
      await write(store, stream, ofBytes(EVENT_BYTES_MAX), 'no-stream');
      const wide = draw(1, { data: 'é'.repeat(EVENT_BYTES_MAX / 2), meta: '{}' });
      expect(await store.append(stream, wide, 0)).toMatchObject({ kind: 'not-written', reason: 'too-large' });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(1);
    });

    it.each([
      ['of few large events', 4, 'Paid'],
      ['of many whose types have long names', APPEND_EVENTS_MAX, 'T'.repeat(128)],
    ])('APPEND_BYTES_MAX, two bytes for each letter of a type among them: %s', async (_what, count, type) => {
      const stream = newStream();
      const share = Math.floor(APPEND_BYTES_MAX / count) - 2 * type.length;
      const rest = APPEND_BYTES_MAX - count * (share + 2 * type.length);
      const events = Array.from({ length: count }, (_, i) => ofBytes(share + (i < rest ? 1 : 0), type)[0] as NewEvent);
      const over = [...events.slice(1), ...ofBytes(share + 2, type)];
      expect(await store.append(stream, over, 'no-stream')).toMatchObject({ kind: 'not-written', reason: 'too-large' });
      expect(await write(store, stream, events, 'no-stream')).toMatchObject({ revision: count - 1 });
    });

    it('APPEND_EVENTS_MAX', async () => {
      const stream = newStream();
      const tooMany = await store.append(stream, draw(APPEND_EVENTS_MAX + 1), 'no-stream');
      expect(tooMany).toMatchObject({ kind: 'not-written', reason: 'too-many' });
      const most = await write(store, stream, draw(APPEND_EVENTS_MAX), 'no-stream');
      expect(most.revision).toBe(APPEND_EVENTS_MAX - 1);
    });
  });

  describe('One bad append never harms its neighbours', () => {
    const bad: [string, string, string, NewEvent[], Expected][] = [
      ['no events', 'empty', newStream(), [], 'no-stream'],
      ['an id that is no UUID', 'bad-event', newStream(), draw(1, { id: 'payment-1' }), 'no-stream'],
      ['an id in upper case', 'bad-event', newStream(), draw(1, { id: draw()[0]?.id.toUpperCase() }), 'no-stream'],
      ['a type without a name', 'bad-event', newStream(), draw(1, { type: '' }), 'no-stream'],
      ['a lone surrogate', 'bad-event', newStream(), draw(1, { data: '"\ud800"' }), 'no-stream'],
      ['a stream without a category', 'bad-event', 'case', draw(1), 'no-stream'],
      ['a stream that names a path', 'bad-event', 'case-../x', draw(1), 'no-stream'],
      ['a stream name that is too long', 'bad-event', `case-${'a'.repeat(65)}`, draw(1), 'no-stream'],
      ['a negative revision', 'bad-event', newStream(), draw(1), -1],
      ['a fractional revision', 'bad-event', newStream(), draw(1), 0.5],
      ['the same id twice', 'bad-event', newStream(), draw(2, { id: draw()[0]?.id }), 'no-stream'],
    ];

    it.each(bad)('%s', async (_what, reason, stream, events, expected) => {
      const before = await store.head();
      const streams = [newStream(), newStream(), newStream(), newStream()];
      const good = streams.map((each) => ({ stream: each, events: draw(2) }));
      const [first, second, refused, third, fourth] = await Promise.all([
        ...good.slice(0, 2).map((each) => store.append(each.stream, each.events, 'no-stream')),
        store.append(stream, events, expected),
        ...good.slice(2).map((each) => store.append(each.stream, each.events, 'no-stream')),
      ]);
      expect(refused).toMatchObject({ kind: 'not-written', reason });
      for (const result of [first, second, third, fourth]) expect(result).toMatchObject({ kind: 'appended' });
      for (const each of good) {
        expect(idsOf(await store.readStream(each.stream, 0, 10))).toEqual(idsOf(each.events));
      }
      expect(await store.readAll(before, 100)).toHaveLength(8);
    });

    knowingIds(traits, 'an id that another stream has', async () => {
      const [taken, beside] = [draw(1), draw(1)];
      await write(store, newStream(), taken, 'no-stream');
      const [stream, neighbour] = [newStream(), newStream()];
      const [refused, fine] = await Promise.all([
        store.append(stream, [...draw(1), ...taken], 'no-stream'),
        store.append(neighbour, beside, 'no-stream'),
      ]);
      expect(refused).toMatchObject({ kind: 'not-written', reason: 'bad-event' });
      expect(fine).toMatchObject({ kind: 'appended', revision: 0 });
      expect(await store.readStream(stream, 0, 10)).toEqual([]);
      expect(await write(store, stream, draw(1), 'no-stream')).toMatchObject({ revision: 0 });
    });

    knowingIds(traits, 'an id that its own stream has, at the very head', async () => {
      const stream = newStream();
      const events = draw(1);
      await write(store, stream, events, 'no-stream');
      expect(await store.append(stream, events, 0)).toMatchObject({ kind: 'not-written', reason: 'bad-event' });
      expect(await write(store, stream, draw(1), 0)).toMatchObject({ revision: 1 });
    });
  });

  describe('An unknown outcome is settled by resending the same ids at the same revision', () => {
    it.each([true, false])('the events having been written: %s', async (written) => {
      const faulty = new FaultyStore(store);
      const stream = newStream();
      await write(faulty, stream, draw(1), 'no-stream');
      const events = draw(2);
      faulty.failNext({ kind: 'unknown', written });
      expect(await faulty.append(stream, events, 0)).toMatchObject({ kind: 'unknown' });
      expect(await faulty.append(stream, events, 0)).toMatchObject({
        kind: 'appended',
        revision: 2,
        ...(traits.tellsRepeats ? { repeated: written } : {}),
      });
      expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
    });
  });

  describe('After close, what was accepted is finished and what comes is refused', () => {
    it('appends', async () => {
      const stream = newStream();
      const accepted = store.append(stream, draw(2), 'no-stream');
      const closed = store.close();
      const late = store.append(stream, draw(1), 1);
      expect(await accepted).toMatchObject({ kind: 'appended', revision: 1 });
      expect(await late).toMatchObject({ kind: 'not-written', reason: 'closed' });
      await closed;
      expect(await store.append(stream, draw(1), 1)).toMatchObject({ kind: 'not-written', reason: 'closed' });
      await store.close();
    });

    it('reads', async () => {
      await store.close();
      await expect(store.head()).rejects.toThrow('closed');
      await expect(store.readAll(0, 1)).rejects.toThrow('closed');
      await expect(store.readStream(newStream(), 0, 1)).rejects.toThrow('closed');
    });
  });
}
