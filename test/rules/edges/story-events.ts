/** The facts that an example itself tells, by event id: when each came to be known to the person who acts. */
import { isDayOnly, startOfDay, toMillis } from '../../../src/ledger/dates.js';
import { REGISTER_ROLES } from '../../../src/ledger/registers.js';
import type { Pack, TestVector } from '../../../src/rules/index.js';
import { storyOf } from '../../../src/rules/vectors/story.js';
import { zoneOf } from './moved.js';

export interface StoryEvent {
  /** Epoch milliseconds: when it was received, where that was said. */
  readonly at: number;
  readonly eff: string;
}

const BEGINNING = '2000-01-02';

export function storyEvents(pack: Pack, vector: TestVector): ReadonlyMap<string, StoryEvent> {
  const isParty = (type: string): boolean => REGISTER_ROLES.get(type)?.register.stream === 'party';
  const told = storyOf(vector, isParty).filter(({ eff }) => eff > BEGINNING);
  return new Map(
    told.map(({ id, at, eff, data }) => {
      const { receivedAt } = data as { readonly receivedAt?: string };
      const instant = receivedAt ?? at;
      const start = isDayOnly(instant) ? startOfDay(instant, zoneOf(pack, vector)) : toMillis(instant);
      return [id, { at: start, eff }] as const;
    }),
  );
}
