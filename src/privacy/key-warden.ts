/**
 * Applies the ledger's erasures and restrictions to the keys: `SubjectKeyDestroyed` is recorded first and destroys afterwards, so that a
 * process that is killed in between, and a `keys.db` that came back from a backup, are put right at the next start, before
 * anything is opened (design.md 7).
 */
import { decode } from '../ledger/envelope.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { entriesKnown } from '../ledger/register/index.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';
import { applied, markApplied, type KeysDb } from './keys-db.js';
import { readerOf, subjectsOf, type ReadFacts } from './party-subjects.js';
import type { Vault } from './vault.js';

type Applied = Extract<LedgerFact, { type: 'SubjectKeyDestroyed' | 'RestrictionApplied' | 'RestrictionLifted' }>;

/** Facts that change what the keys open. */
const APPLIED: ReadonlySet<string> = new Set<Applied['type']>([
  'SubjectKeyDestroyed',
  'RestrictionApplied',
  'RestrictionLifted',
]);
/** Commands after which there may be such facts on their stream. */
const COMMANDS: ReadonlySet<string> = new Set(['ApproveErasure', 'RestrictProcessing', 'LiftRestriction']);
const MARK = 'ledger';

export class KeyWarden {
  private readonly read: ReadFacts;

  constructor(
    private readonly store: EventStore,
    private readonly db: KeysDb,
    private readonly vault: Vault,
    /** Told whose values are about to be closed: what was made of them goes first. */
    private readonly onClosing: (parties: readonly string[]) => void = () => undefined,
  ) {
    this.read = readerOf(store);
  }

  /** What was recorded since this was done last: at start, before any disclosure is opened. */
  async catchUp(): Promise<void> {
    const head = await this.store.head();
    let position = applied(this.db, MARK) ?? 0;
    // Another ledger, or an older one that was restored: everything is looked at again.
    if (position > head) position = 0;
    while (position < head) {
      const page = await this.store.readAll(position, PAGE_EVENTS_MAX);
      const last = page.at(-1);
      if (!last) break;
      await this.apply(page);
      position = last.position;
    }
    if (position !== applied(this.db, MARK)) markApplied(this.db, MARK, position);
  }

  /** After a command was sent, whatever came of it: an outcome that is not known may have been written. */
  async afterCommand(type: string, stream: string): Promise<void> {
    if (!COMMANDS.has(type)) return;
    await this.applyFacts(await this.read(stream));
  }

  private apply(events: readonly StoredEvent[]): Promise<void> {
    return this.applyFacts(events.filter(({ type }) => APPLIED.has(type)).map((event) => decode(event) as LedgerFact));
  }

  private async applyFacts(facts: readonly LedgerFact[]): Promise<void> {
    const applied = facts.filter((fact): fact is Applied => APPLIED.has(fact.type));
    const closed = applied.filter(({ type }) => type !== 'RestrictionLifted').map(({ stream }) => stream);
    if (closed.length > 0) this.onClosing(closed);
    const ids = applied.flatMap((fact) => (fact.type === 'SubjectKeyDestroyed' ? fact.data.keyIds : []));
    if (ids.length > 0) this.vault.destroy(ids);
    const about = applied.filter(({ type }) => type !== 'SubjectKeyDestroyed').map(({ stream }) => stream);
    for (const party of new Set(about)) await this.restrict(party);
  }

  /** What stands now, whatever was applied before: restrictions may be several, and are lifted one by one. */
  private async restrict(party: string): Promise<void> {
    const facts = await this.read(party);
    const open = entriesKnown(facts).some(({ register, stage }) => register === 'restriction' && stage === 'OPEN');
    this.vault.restrict(await subjectsOf(party, facts, this.read), open);
  }
}
