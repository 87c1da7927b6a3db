/** Step 5: whom a case links is in the pack: a person's whole stream left out would leave every chain whole. */
import type { Json } from '../canonical.js';
import type { EventLine } from '../pack/lines.js';
import type { Notes } from './notes.js';

/** The fact of a case that links a person to it. */
const LINKED = 'PartyLinked';

type Body = { readonly [member: string]: Json | undefined };

export class Links {
  private readonly linked = new Map<string, EventLine>();

  take(event: EventLine, body: Body | undefined): void {
    if (body?.['type'] !== LINKED || !event.sid.startsWith('case-')) return;
    const { party } = (body['data'] ?? {}) as { readonly party?: Json };
    if (typeof party === 'string' && !this.linked.has(party)) this.linked.set(party, event);
  }

  finish(streams: readonly { readonly sid: string }[], notes: Notes): void {
    const there = new Set(streams.map(({ sid }) => sid));
    for (const [party, { sid, rev }] of this.linked) {
      if (!there.has(party)) notes.fail('chain', 'linked-not-here', { party, sid, rev });
    }
  }
}
