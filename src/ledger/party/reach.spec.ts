import { reaches } from './reach.calc.js';

it.each([
  ['phone', 'phone', true],
  ['sms', 'phone', true],
  ['phone', 'sms', true],
  ['chat', 'phone', true],
  ['visit', 'letter', true],
  ['phone', 'email', false],
  ['email', 'phone', false],
  ['phone', 'letter', false],
  ['letter', 'email', false],
  ['phone', 'pager', true],
  ['pigeon', 'email', true],
])('%s at a point for %s: %s', (channel, medium, expected) => {
  expect(reaches(channel, medium)).toBe(expected);
});
