/** What one person asks for, another decides. */
import { notAllowed, type Refusal } from '../refusal.js';
import type { Entry } from '../register/entries.state.js';

/** Refuses the second step by whoever made the first, and where there was no first. */
export function secondPerson(entry: Entry | undefined, asked: string, by: string, noun: string): Refusal | undefined {
  if (entry?.last !== asked) {
    const message = 'Nobody has asked for that, or it is decided already. Ask for it first; another person approves.';
    return notAllowed('not-asked-for', message, noun);
  }
  if (entry.lastBy !== by) return undefined;
  return notAllowed('four-eyes', 'Who asked for it cannot approve it: somebody else must.', noun);
}
