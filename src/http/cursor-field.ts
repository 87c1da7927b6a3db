/** Decorator of a list's query: where its page begins. */
import { SHORT_TEXT_MAX } from '../ledger/command-checks.js';
import { field, type Options, type Test } from './fields.js';

/** `next` of a page: a place in a list, which the list reads. It may begin with a minus: places are amounts, too. */
export function Cursor(options: Options = {}): PropertyDecorator {
  const fits = (v: unknown): boolean => typeof v === 'string' && /^[\w-][\w.~-]{0,499}$/.test(v);
  const test: Test = (v) => (fits(v) ? undefined : "must be 'next' of the page before");
  return field('cursor', test, { type: 'string', maxLength: SHORT_TEXT_MAX, ...options });
}
