/** What chapter 7 counts as a breach: what the compliance report does. */
import type { Said, SaidOfDuty } from '../../findings/rows.calc.js';
import { isBreach } from './rules.js';

const said = (outcome: string, effect?: string): Said => ({ outcome, effect, inputs: [] }) as unknown as Said;
const duty = (outcome: string): SaidOfDuty => ({ outcome, inputs: [] }) as unknown as SaidOfDuty;

it.each([
  ['an act that is forbidden', said('PROHIBITED', 'BLOCKS'), true],
  ['an act that is advised against', said('ADVISORY', 'WARNS'), false],
  ['what could not be evaluated, of which there is a warning', said('NOT_EVALUATED', 'WARNS'), false],
  ['an act that is allowed', said('ALLOWED'), false],
  ['a duty that was missed', duty('DUTY_MISSED'), true],
  ['a duty that was met', duty('DUTY_MET'), false],
  [
    'what a rule forbids and no contact shows, such as threats of which a complaint was upheld',
    duty('PROHIBITED'),
    true,
  ],
  ['a duty that is only advised', duty('ADVISORY'), false],
  ['nothing', null, false],
])('counts %s: %#', (_what, verdict, counts) => {
  expect(isBreach(verdict)).toBe(counts);
});
