/**
 * Step 5: whom a case links is in the pack: a person's whole stream left out would leave every chain whole. Whom it names without a
 * link (a contact, a disclosure) may have no stream at all, for no fact is refused; then the report says that this is not proven.
 */
import type { Json } from '../canonical.js';
import type { EventLine } from '../pack/lines.js';
import type { Notes } from './notes.js';
import type { Named } from './verdict.js';

/** The fact of a case that links a person to it. */
const LINKED = 'PartyLinked';

type Body = { readonly [member: string]: Json | undefined };

export class Links {
  private readonly linked = new Map<string, EventLine>();
  /** Linked or not. */
  private readonly named = new Map<string, Named>();

  /** Facts of cases name persons in their member `party` and nowhere else: a test goes through the catalog. */
  take(event: EventLine, body: Body | undefined): void {
    const { sid, rev } = event;
    if (!body || !sid.startsWith('case-')) return;
    const { party } = (body['data'] ?? {}) as { readonly party?: Json };
    if (typeof party !== 'string' || !party.startsWith('party-')) return;
    if (!this.named.has(party)) this.named.set(party, { party, sid, rev });
    if (body['type'] === LINKED && !this.linked.has(party)) this.linked.set(party, event);
  }

  finish(streams: readonly { readonly sid: string }[], notes: Notes): void {
    const there = new Set(streams.map(({ sid }) => sid));
    for (const [party, { sid, rev }] of this.linked) {
      if (!there.has(party)) notes.fail('chain', 'linked-not-here', { party, sid, rev });
    }
  }

  /** Persons who are named and not linked, and have no stream in the pack, each with the first place. */
  unseen(streams: readonly { readonly sid: string }[]): Named[] {
    const there = new Set(streams.map(({ sid }) => sid));
    return [...this.named.values()].filter(({ party }) => !there.has(party) && !this.linked.has(party));
  }
}
