/** What chapter 7 counts as a breach: what the compliance report does. */
import type { Said } from '../../findings/rows.calc.js';
import { isBreach } from './rules.js';

const said = (outcome: string, effect?: string): Said => ({ outcome, effect, inputs: [] }) as unknown as Said;

it.each([
  ['an act that is forbidden', said('PROHIBITED', 'BLOCKS'), true],
  ['an act that is advised against', said('ADVISORY', 'WARNS'), false],
  ['what could not be evaluated, of which there is a warning', said('NOT_EVALUATED', 'WARNS'), false],
  ['an act that is allowed', said('ALLOWED'), false],
  ['a duty that was missed', said('DUTY_MISSED'), true],
  ['a duty that was met', said('DUTY_MET'), false],
  ['nothing', null, false],
])('counts %s: %#', (_what, verdict, counts) => {
  expect(isBreach(verdict)).toBe(counts);
});
