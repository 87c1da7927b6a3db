/** Counters of rules in words. */
import type { Words } from '../../src/documents/model.js';
import { codeText } from '../audit-history/sentences/codes.js';

/** `calls placed 3, max 7`. */
export function counterWords(counters: Readonly<Record<string, number>> | undefined): Words | null {
  const all = Object.entries(counters ?? {});
  if (all.length === 0) return null;
  const say = (language: 'en' | 'zh'): string =>
    all
      .map(([name, value]) => `${codeText('counter', name, language) ?? name.replaceAll('_', ' ')} ${value}`)
      .join(language === 'en' ? ', ' : '，');
  return { en: say('en'), zh: say('zh') };
}
