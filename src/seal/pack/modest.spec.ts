/** JSON that would fill the memory is refused before it is read. */
import { mustBeModest } from './modest.js';

const read = (json: string): void => mustBeModest(json, 'a text');

describe('a JSON text', () => {
  it('nests only so deep, whatever it nests', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expect(() => read(`${open.repeat(2_000)}1${close.repeat(2_000)}`)).toThrow('a text nests more than');
      expect(() => read(`[${`${open}1${close},`.repeat(2_000)}1]`)).not.toThrow();
    }
  });

  it('holds only so many values', () => {
    for (const value of ['0', '[]', '{}', '"a"', '{"a":0}']) {
      expect(() => read(`[${`${value},`.repeat(2_100_000)}0]`)).toThrow('a text holds more than');
    }
    expect(() => read(`[${'{"a":[]},'.repeat(500_000)}0]`)).not.toThrow();
  });

  it('is measured outside of its texts', () => {
    const brackets = '['.repeat(5_000);
    expect(() => read(JSON.stringify([brackets, `"${brackets}`, `\\"${brackets}\\`, `\\\\`]))).not.toThrow();
    expect(() => read(`["\\\\",${brackets}`)).toThrow('a text nests');
    expect(() => read(`"${brackets}`)).not.toThrow();
  });
});
