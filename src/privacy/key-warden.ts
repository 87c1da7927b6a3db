/**
 * Applies the ledger's erasures and restrictions to the keys: `SubjectKeyDestroyed` is recorded first and destroys afterwards, so that a
 * process that is killed in between, and a `keys.db` that came back from a backup, are put right at the next start, before
 * anything is opened (design.md 7).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { decode } from '../ledger/envelope.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { entriesKnown } from '../ledger/register/index.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';
import type { KeyStore } from './key-store.port.js';
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
/** The mark of how far the ledger was applied to the keys. */
export const LEDGER_MARK = 'ledger';
/** Facts after which a process that follows says how far it is, though nothing was to do. */
const MARK_EVERY = 10_000;
const RETRY_MS = 1_000;
/** How often it looks through what came, where nobody else writes: what a start after a kill has to look through. */
const LOOK_MS = 30_000;

export class KeyWarden {
  private readonly read: ReadFacts;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly keys: KeyStore,
    private readonly vault: Vault,
    /** Told whose values are about to be closed: what was made of them goes first. */
    private readonly onClosing: (parties: readonly string[]) => void = () => undefined,
  ) {
    this.read = readerOf(store);
  }

  /** What was recorded since this was done last: at start, before any disclosure is opened. */
  async catchUp(): Promise<void> {
    return this.catchUpFrom(await this.mark());
  }

  /** All that was ever recorded: the keys came back from a copy, perhaps of beside another store, where positions differ. */
  catchUpFromStart(): Promise<void> {
    return this.catchUpFrom(0);
  }

  /**
   * Where this was left. The beginning where the fact there is another than it was: these keys were last held against another
   * store, in which positions are others, another ledger, or a newer one than the one that was restored.
   */
  private async mark(): Promise<number> {
    const position = (await this.keys.applied(LEDGER_MARK)) ?? 0;
    if (position === 0) return 0;
    const [fact, id] = [await this.store.eventAt(position), await this.keys.appliedAt(LEDGER_MARK)];
    return fact !== undefined && fact.id === id ? position : 0;
  }

  private async catchUpFrom(mark: number): Promise<void> {
    const head = await this.store.head();
    let position = mark;
    let event: string | undefined;
    while (position < head) {
      const page = await this.store.readAll(position, PAGE_EVENTS_MAX);
      const last = page.at(-1);
      if (!last) break;
      await this.apply(page);
      position = last.position;
      event = last.id;
    }
    // Also before the first fact: who starts after it must find that these keys have begun, not that they were lost.
    if (position !== mark || !(await this.begun())) await this.keys.markApplied(LEDGER_MARK, position, event);
  }

  /** Whether these keys were ever held against a ledger. */
  async begun(): Promise<boolean> {
    return (await this.keys.applied(LEDGER_MARK)) !== undefined;
  }

  /**
   * From now on does what other processes recorded and did not live to do, as it is recorded. What every process keeps of a
   * person (exports) goes in each.
   */
  start(): void {
    this.running ??= this.follow(this.stopping.signal);
  }

  /**
   * Where this process alone writes, and does at once what it records: now and then what came is looked through, and the
   * mark set behind it. Else the next start would look through everything that was recorded since this one.
   */
  keepUp(everyMs = LOOK_MS): void {
    this.running ??= this.look(everyMs, this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async look(everyMs: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      // Where the disk is full, for instance, the mark stays where it is.
      if (!signal.aborted) await this.catchUp().catch(() => undefined);
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    let at: number | undefined;
    while (!signal.aborted) {
      try {
        let position = (at ??= await this.mark());
        let unmarked = 0;
        for await (const page of this.store.subscribe(position, signal)) {
          const done = await this.apply(page);
          const last = page.at(-1);
          position = at = last?.position ?? position;
          unmarked += page.length;
          if (!done && unmarked < MARK_EVERY) continue;
          await this.keys.markApplied(LEDGER_MARK, position, last?.id);
          unmarked = 0;
        }
      } catch {
        // The database or the store is away; what was not done is looked at again.
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** After a command was sent, whatever came of it: an outcome that is not known may have been written. */
  async afterCommand(type: string, stream: string): Promise<void> {
    if (!COMMANDS.has(type)) return;
    await this.applyFacts(await this.read(stream));
  }

  /** @returns whether there was anything to do */
  private async apply(events: readonly StoredEvent[]): Promise<boolean> {
    const facts = events.filter(({ type }) => APPLIED.has(type)).map((event) => decode(event) as LedgerFact);
    if (facts.length > 0) await this.applyFacts(facts);
    return facts.length > 0;
  }

  private async applyFacts(facts: readonly LedgerFact[]): Promise<void> {
    const applied = facts.filter((fact): fact is Applied => APPLIED.has(fact.type));
    const closed = applied.filter(({ type }) => type !== 'RestrictionLifted').map(({ stream }) => stream);
    if (closed.length > 0) this.onClosing(closed);
    const ids = applied.flatMap((fact) => (fact.type === 'SubjectKeyDestroyed' ? fact.data.keyIds : []));
    if (ids.length > 0) await this.vault.destroy(ids);
    const about = applied.filter(({ type }) => type !== 'SubjectKeyDestroyed').map(({ stream }) => stream);
    for (const party of new Set(about)) await this.restrict(party);
  }

  /** What stands now, whatever was applied before: restrictions may be several, and are lifted one by one. */
  private async restrict(party: string): Promise<void> {
    const facts = await this.read(party);
    const open = entriesKnown(facts).some(({ register, stage }) => register === 'restriction' && stage === 'OPEN');
    await this.vault.restrict(await subjectsOf(party, facts, this.read), open);
  }
}
