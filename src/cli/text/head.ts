/** The line under every answer: V, K and the last event that it includes. */
import type { AnswerHead } from '../../../projections/read/cut.js';
import { dateText, momentText, readersZone } from './when.js';
import { word, type Language } from './words.js';

/** The head of an answer; one that is of every day has no V. */
type Head = Omit<AnswerHead, 'asOf'> & { readonly asOf: string | null };

export function headLine({ asOf, knownAt, lastEvent, final }: Head, lang: Language, cutsAtK: boolean): string {
  const v = `${word('asOf', lang)} ${asOf === null ? word('everyDay', lang) : dateText(asOf, lang)}`;
  if (knownAt === null) return `${v}; ${word('nothingYet', lang)}`;
  const notes = [`${word('event', lang)} ${lastEvent}`, ...(cutsAtK && !final ? [word('provisional', lang)] : [])];
  return `${v}; ${word('knownAt', lang)} ${momentText(knownAt, lang)} ${readersZone()} (${notes.join(', ')})`;
}
