/** Dates and instants as the reader writes them. A civil date has no zone; an instant is shown in the reader's own. */
import type { Language } from './words.js';

const TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };

/** The zone in which instants are shown. */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `2026-03-10` as `10 Mar 2026`. */
export function dateText(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** An instant with its seconds, or a date where no time of day is known. */
export function momentText(moment: string, language: Language): string {
  // 'YYYY-MM-DD'; `ledger/dates.ts` knows it too, but brings a time-zone library along.
  if (moment.length === 10) return dateText(moment, language);
  const format = new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'medium', timeStyle: 'medium' });
  return format.format(new Date(moment));
}
