import { appendBytes, eventBytes } from './size.js';

const event = { type: 'CaseNoted', data: '{"topic":"催收 €"}', meta: '{"prev":"é"}' };

it('An event counts the bytes of its body and of what stands beside it, not their characters', () => {
  expect(eventBytes(event)).toBe(Buffer.from(event.data).length + Buffer.from(event.meta).length);
  expect(eventBytes(event)).toBeGreaterThan(event.data.length + event.meta.length);
});

it('An append counts two bytes more for each letter of the type, counted before or not', () => {
  expect(appendBytes(event)).toBe(eventBytes(event) + 18);
  expect(appendBytes(event, 100)).toBe(118);
});
