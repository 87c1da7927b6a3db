/** Every reason of the worklist has words in both languages. */
import { CASE_REGISTERS } from '../../ledger/registers.js';
import { whyOf } from '../../../projections/worklist/why.js';
import { matterText, whyText } from './why.js';

const sources: (readonly [string, string])[] = [
  ['promise', 'pay'],
  ['instalment', 'pay'],
  ['complaint', 'answer'],
  ['court', 'perform'],
  ['rule', 'validation-notice'],
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

it.each(sources)('%s %s has a name without its state, for the deadlines of a case', (source, what) => {
  expect(matterText(source, what, 'en')).toMatch(/^[a-z ]+$/);
  expect(matterText(source, what, 'zh')).toMatch(/^\p{Script=Han}+$/u);
});

it('does not say of a court deadline or of a duty that it was not paid', () => {
  expect(whyText(whyOf('court', 'perform', 'MISSED'), 'zh')).toBe('法院期限已逾期');
  expect(whyText(whyOf('rule', 'validation-notice', 'MISSED'), 'zh')).toBe('规则期限已逾期');
});
