/** Which contact points a channel reaches: nobody calls a mail address. */
import type { ContactMedium } from './party.events.js';

const NUMBER: readonly ContactMedium[] = ['phone', 'sms', 'chat'];
const ADDRESS: readonly ContactMedium[] = ['letter', 'visit'];

/** A number takes calls, texts and chats; a mail address chats too; where letters go people can be visited. */
const REACHED: Readonly<Record<ContactMedium, readonly string[]>> = {
  phone: NUMBER,
  sms: NUMBER,
  chat: [...NUMBER, 'email'],
  email: ['email', 'chat'],
  letter: ADDRESS,
  visit: ADDRESS,
};

/** @param medium as the point was recorded; of one that this ledger does not know nobody can say that it does not fit. */
export function reaches(channel: string, medium: string): boolean {
  const points = REACHED[channel as ContactMedium] as readonly string[] | undefined;
  return points === undefined || !Object.hasOwn(REACHED, medium) || points.includes(medium);
}
