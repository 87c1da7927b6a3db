/** A field of further texts by name: what a source says that no field of ours holds. */
import { SHORT_TEXT_MAX } from '../ledger/command-checks.js';
import { field, type Options } from './fields.js';
import { looksLikeCode } from './plain-text.js';

const EXTRA_FIELDS_MAX = 64;

/** Further texts by name. */
export function Texts(options: Options & { readonly max?: number } = {}): PropertyDecorator {
  const { max = SHORT_TEXT_MAX, ...rest } = options;
  const test = (v: unknown): string | undefined => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return 'must be an object of texts';
    const entries = Object.entries(v as Record<string, unknown>);
    if (entries.length > EXTRA_FIELDS_MAX) return `must have at most ${EXTRA_FIELDS_MAX} fields`;
    for (const [name, text] of entries) {
      if (!/^[A-Za-z_][\w:. -]{0,63}$/.test(name)) return `has a field name that is no name: '${name.slice(0, 20)}'`;
      if (typeof text !== 'string' || text.length > max) return `.${name} must be a text of at most ${max} characters`;
      const code = looksLikeCode(text);
      if (code !== undefined) return `.${name} ${code}`;
    }
    return undefined;
  };
  const api = { type: 'object', additionalProperties: { type: 'string' } };
  return field('texts', test, { ...api, ...rest } as Options);
}
