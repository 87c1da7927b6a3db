/** Every reason of the worklist has words in both languages. */
import { CASE_REGISTERS } from '../../ledger/registers.js';
import { whyOf } from '../../../projections/worklist/why.js';
import { whyText } from './why.js';

const sources: (readonly [string, string])[] = [
  ['promise', 'pay'],
  ['instalment', 'pay'],
  ['complaint', 'answer'],
  ['court', 'perform'],
  ...CASE_REGISTERS.filter(({ deeds }) => Object.values(deeds).some(({ fields }) => 'due' in fields)).map(
    ({ entry }) => ['register', entry] as const,
  ),
];

it.each(sources)('%s %s is said in words, before and after its day', (source, what) => {
  for (const status of ['OPEN', 'MISSED'] as const) {
    const why = whyOf(source, what, status);
    expect(whyText(why, 'en')).toMatch(/^[a-z ]+$/);
    expect(whyText(why, 'zh')).toMatch(/^\p{Script=Han}+$/u);
  }
});
