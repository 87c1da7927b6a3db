import { rangeOf } from './send-file.js';

it.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=100-', { start: 100, end: 999 }],
  ['bytes=100-5000', { start: 100, end: 999 }],
  ['bytes=-10', { start: 990, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
])('%s of 1000 bytes', (header, range) => {
  expect(rangeOf(header, 1_000)).toEqual(range);
});

it.each([undefined, 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'lines=0-1'])('%s asks for the whole', (header) => {
  expect(rangeOf(header, 1_000)).toBeUndefined();
});

it.each(['bytes=1000-', 'bytes=-0'])('%s cannot be', (header) => {
  expect(() => rangeOf(header, 1_000)).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ status: 416 }) }),
  );
});
