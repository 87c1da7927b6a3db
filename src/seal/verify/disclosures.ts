/**
 * Step 8: a body commits to its personal values by digests (RFC 9901). Each is shown, left out, or its key is destroyed,
 * and then the fact of the destruction is in the pack.
 */
import { disclosureDigest, readDisclosure } from '../disclosure.js';
import type { Json } from '../canonical.js';
import type { EventLine } from '../pack/lines.js';
import type { Notes } from './notes.js';

type Body = { readonly [member: string]: Json | undefined };

/** The digests of a body; undefined where they are none. */
function digestsOf({ _sd: digests = [] }: Body): readonly string[] | undefined {
  if (!Array.isArray(digests) || !digests.every((each) => typeof each === 'string')) return undefined;
  return new Set(digests).size === digests.length ? digests : undefined;
}

/** Whether the items stand among the digests, in their order. */
function isPartOf(items: readonly string[], digests: readonly string[]): boolean {
  let at = 0;
  for (const item of items) {
    at = digests.indexOf(item, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export class Disclosures {
  readonly values = { shown: 0, withheld: 0, shredded: 0 };
  private readonly destroyed = new Set<string>();
  /** Keys that a shredded value names, with its first place. */
  private readonly awaited = new Map<string, { readonly sid: string; readonly rev: number }>();

  constructor(private readonly notes: Notes) {}

  /** @param body of the event; undefined where it is left out. */
  take(event: EventLine, body: Body | undefined): void {
    const { sid, rev, disclosures, undisclosed } = event;
    const digests = body ? digestsOf(body) : [];
    if (!digests) return this.notes.fail('disclosures', 'format', { what: `_sd of ${sid}, ${rev}` });
    if (body) this.noteDestruction(body);
    const shown = disclosures.map(disclosureDigest);
    const out = undisclosed.map(({ digest }) => digest);
    const known = isPartOf(shown, digests) && disclosures.every((text) => readDisclosure(text));
    if (!known) this.notes.fail('disclosures', 'disclosure-unknown', { sid, rev });
    const all = new Set([...shown, ...out]);
    const whole = all.size === shown.length + out.length && all.size === digests.length && isPartOf(out, digests);
    if (known && !whole) this.notes.fail('disclosures', 'digest-left', { sid, rev });
    this.count(event);
  }

  private count({ sid, rev, disclosures, undisclosed }: EventLine): void {
    this.values.shown += disclosures.length;
    for (const { state, key } of undisclosed) {
      this.values[state] += 1;
      if ((state === 'shredded') !== (key !== undefined)) this.notes.fail('disclosures', 'digest-left', { sid, rev });
      if (key !== undefined && !this.awaited.has(key)) this.awaited.set(key, { sid, rev });
    }
  }

  private noteDestruction({ type, data }: Body): void {
    if (type !== 'SubjectKeyDestroyed' || typeof data !== 'object' || data === null) return;
    const { keyIds } = data as { readonly keyIds?: Json };
    if (Array.isArray(keyIds)) for (const id of keyIds as Json[]) if (typeof id === 'string') this.destroyed.add(id);
  }

  finish(): void {
    for (const [key, place] of this.awaited) {
      if (!this.destroyed.has(key)) this.notes.fail('disclosures', 'not-destroyed', { ...place, key });
    }
    this.notes.reached('disclosures', this.values);
  }
}
