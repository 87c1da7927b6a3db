import { LINE_BYTES_MAX } from './limits.js';
import { readItems } from './read-items.js';
import { itemsOf } from './sources.fixture.js';

const format = 'jsonl' as const;

describe('JSON lines', () => {
  it('gives one row per line and passes over blank lines', async () => {
    expect(await itemsOf('{"a":0.10}\r\n\n  \n{"b":{"c":"x"}}', { format })).toEqual([
      { kind: 'row', place: 'line 1', fields: { a: '0.10' } },
      { kind: 'row', place: 'line 4', fields: { 'b.c': 'x' } },
    ]);
  });

  it('reports a line that is no object, and reads on', async () => {
    expect(await itemsOf('[1]\n{"a":1}\nnonsense\n', { format })).toEqual([
      {
        kind: 'unreadable',
        place: 'line 1',
        value: '[1]',
        reason: 'the line is a JSON value, but no object',
        fatal: false,
      },
      { kind: 'row', place: 'line 2', fields: { a: '1' } },
      { kind: 'unreadable', place: 'line 3', value: 'nonsense', reason: 'the line is no JSON', fatal: false },
    ]);
  });

  it('reports the field of a name that stands twice', async () => {
    expect(await itemsOf('{"p":{"n":"A","n":"B"}}', { format })).toMatchObject([{ field: 'p.n', fatal: false }]);
  });

  it('reports bytes that the encoding does not know, in their line only', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xe2, 0x82), Buffer.from('"}\n{"a":"€"}\n')]);
    expect(await itemsOf(bytes, { format }, [1])).toMatchObject([
      {
        kind: 'unreadable',
        place: 'line 1',
        reason: 'the bytes are not valid utf-8; is the encoding right?',
        fatal: false,
      },
      { kind: 'row', place: 'line 2', fields: { a: '€' } },
    ]);
  });

  it.each(['x', 'é', '€', '😀'])(
    'takes a line of exactly the limit in bytes, and refuses one byte more (%s)',
    async (character) => {
      const frame = '{"a":""}'.length;
      const value = character.repeat(Math.floor((200_000 - frame) / Buffer.byteLength(character)));
      const spaces = ' '.repeat(LINE_BYTES_MAX - frame - Buffer.byteLength(value));
      const line = `{"a":"${value}"${spaces}}`;
      const items = await itemsOf(`${line}\r\n${line} \n{"b":1}`, { format }, [77_777]);
      expect(items.map((item) => (item.kind === 'row' ? Object.keys(item.fields) : item.reason))).toEqual([
        ['a'],
        `the line is longer than ${LINE_BYTES_MAX} bytes`,
        ['b'],
      ]);
    },
  );

  it('passes over an endless line without keeping it', async () => {
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      const chunk = Buffer.alloc(1_048_576, 'x');
      yield Buffer.from('{"a":"');
      for (let n = 0; n < 200; n++) {
        yield chunk;
        most = Math.max(most, process.memoryUsage().heapUsed - before);
      }
      yield Buffer.from('\n{"a":1}\n');
    }
    const reasons: string[] = [];
    for await (const batch of readItems(chunks(), chunks, { format })) {
      for (const item of batch) reasons.push(item.kind === 'row' ? item.place : `${item.place}: ${item.reason}`);
    }
    expect(reasons).toEqual([`line 1: the line is longer than ${LINE_BYTES_MAX} bytes`, 'line 2']);
    // 200 MiB went through; what is held stays far below it, garbage included.
    expect(most).toBeLessThan(20 * 1_048_576);
  });

  it('says that an empty file is empty', async () => {
    expect(await itemsOf('', { format })).toEqual([
      { kind: 'unreadable', place: 'line 1', reason: 'the file is empty', fatal: true },
    ]);
  });
});
