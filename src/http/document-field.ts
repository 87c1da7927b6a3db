/** Decorator of a field that holds a whole document in a format of its own, which its reader checks. */
import { field, type Options, type Test } from './fields.js';

export function Document(options: Options & { readonly maxLength: number }): PropertyDecorator {
  const { maxLength } = options;
  const test: Test = (v) => {
    if (typeof v !== 'string' || v.trim() === '') return 'must be a text that is not empty';
    return v.length > maxLength ? `must have at most ${maxLength} characters` : undefined;
  };
  return field('document', test, { type: 'string', ...options });
}
