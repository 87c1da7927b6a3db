/** What one person asks for, another decides. Deeds whose check is one of these say `fourEyes`. */
import type { Context } from '../command.js';
import { notAllowed, type Refusal } from '../refusal.js';
import type { Entry } from '../register/entries.state.js';

/** Refuses the second step by whoever made the first, and where there was no first. */
export function secondPerson(
  entry: Entry | undefined,
  asked: string,
  context: Context,
  noun: string,
): Refusal | undefined {
  if (entry?.last !== asked) {
    const message = 'Nobody has asked for that, or it is decided already. Ask for it first; another person approves.';
    return notAllowed('not-asked-for', message, noun);
  }
  return otherEyes(entry.lastBy, context, noun);
}

/** Refuses who asked, and who may be the same person: the key that asked was made or rotated by them. */
export function otherEyes(askedBy: string | undefined, { by, hands }: Context, noun: string): Refusal | undefined {
  if (askedBy === undefined || (askedBy !== by && hands?.has(askedBy) !== true)) return undefined;
  const message =
    'Who asked for it cannot approve it, with no key whose text they were shown either: somebody else must.';
  return notAllowed('four-eyes', message, noun);
}
