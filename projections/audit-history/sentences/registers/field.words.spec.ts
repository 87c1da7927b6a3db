/** Every field of a register has words in both languages, and there are no words for fields that none has. */
import { REGISTERS } from '../../../../src/ledger/registers.js';
import { fieldWords, ownFieldWords } from './field.words.js';

const deeds = REGISTERS.flatMap((register) => Object.values(register.deeds));
const names = new Set(deeds.flatMap(({ fields }) => Object.keys(fields)));

describe('the words of fields', () => {
  it('are there for every field of every register', () => {
    expect([...names].filter((name) => !Object.hasOwn(fieldWords, name))).toEqual([]);
  });

  it('are not there for a field that no register has', () => {
    expect(Object.keys(fieldWords).filter((name) => !names.has(name))).toEqual([]);
    const own = deeds.flatMap(({ fact, fields }) => Object.keys(fields).map((name) => `${fact}.${name}`));
    expect(Object.keys(ownFieldWords).filter((name) => !own.includes(name))).toEqual([]);
  });
});
