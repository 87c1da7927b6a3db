/** Chapter 6 names in words, in both languages, whatever of a case can be due. */
import { CASE_REGISTERS } from '../../src/ledger/registers.js';
import { DEEDS } from './clock-words.js';

it('has a word for every register of a case whose entries can be due', () => {
  const due = CASE_REGISTERS.filter(({ deeds }) => Object.values(deeds).some(({ fields }) => 'due' in fields));
  expect(due.length).toBeGreaterThan(5);
  expect(due.map(({ entry }) => entry).filter((entry) => !Object.hasOwn(DEEDS, entry))).toEqual([]);
});
