/**
 * "May I call now?" in the sample ledger. The book is told ahead, without rules; this is asked of the real ledger at the
 * moment of loading, since a permit is for now: some contacts that are permitted, used or given back, and some that are not.
 */
import type { ClearanceCommand } from '../../ledger/clearance/index.js';
import { addDays, startOfDay, toInstant } from '../../ledger/dates.js';
import { CASE, PARTY } from '../../ledger/ledger.js';
import type { RecordContact } from '../../ledger/contact/index.js';
import type { Command, Done, StreamKind } from '../../ledger/command.js';
import type { AnyFact } from '../../ledger/fact.js';
import { decode } from '../../ledger/envelope.js';
import type { Runtime } from '../../runtime.js';
import { bookCases, type BookCase } from './book/index.js';

const HOUR_MS = 3_600_000;
/** A zone of each portfolio, the one furthest east first: at any time of day it is day in one of them. */
const DAYS = [
  ['cards-cn', 'Asia/Shanghai'],
  ['fines-it', 'Europe/Rome'],
  ['agency-us', 'America/New_York'],
] as const;
const DAY_BEGINS = 9;
const DAY_ENDS = 20;
/** How many people are asked about until one may be called. */
const TRIED_MAX = 12;
/** How many are asked about tomorrow, at noon and in the night. */
const TOMORROW = 4;

/** The portfolio in which it is day now. */
export function dayPortfolio(now: number, today: string): string {
  const hour = (zone: string): number => ((now - startOfDay(today, zone)) / HOUR_MS + 48) % 24;
  const found = DAYS.find(([, zone]) => hour(zone) >= DAY_BEGINS && hour(zone) < DAY_ENDS);
  return (found ?? DAYS[2])[0];
}

export class CallDesk {
  facts = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly actor: string,
  ) {}

  /** @param today the book's day. */
  async open(today: string): Promise<void> {
    const { clock, projector } = this.runtime;
    // Which incidents freeze contact on a case stands in the read side.
    await projector.catchUp();
    await this.callSomebody(dayPortfolio(clock.now(), today));
    const tomorrow = startOfDay(addDays(today, 1), 'America/New_York');
    const us = bookCases().filter(({ portfolio }) => portfolio === 'agency-us');
    for (const one of us.slice(0, TOMORROW)) {
      const permit = await this.ask(one, 'noon', toInstant(tomorrow + 14 * HOUR_MS));
      await this.ask(one, 'night', toInstant(tomorrow + 3 * HOUR_MS));
      if (permit?.type === 'ContactPermitted') await this.giveBack(one, permit.data.clearance);
    }
  }

  /** Asks about one person after the other until one may be called now, and calls that one. */
  private async callSomebody(portfolio: string): Promise<void> {
    const there = bookCases().filter((one) => one.portfolio === portfolio);
    for (const one of there.slice(0, TRIED_MAX)) {
      const decision = await this.ask(one, 'now');
      if (decision?.type !== 'ContactPermitted') continue;
      const { clearance } = decision.data;
      const call: RecordContact = {
        type: 'RecordContact',
        channel: 'phone',
        mode: 'MANUAL',
        connected: false,
        cause: 'NO_ANSWER',
      };
      const whom = { party: this.partyOf(one), role: 'DEBTOR' as const, clearance };
      await this.run(CASE, this.caseOf(one), { ...call, ...whom }, `desk:${one.ref}/call`);
      return;
    }
  }

  private async ask(one: BookCase, when: string, plannedAt?: string): Promise<Decision | undefined> {
    const command: ClearanceCommand = {
      type: 'RequestClearance',
      channel: 'phone',
      case: this.caseOf(one),
      role: 'DEBTOR',
      mode: 'MANUAL',
      plannedAt,
    };
    const party = this.partyOf(one);
    const done = await this.run(PARTY, party, command, `desk:${one.ref}/${when}`);
    if (!done) return undefined;
    const [event] = await this.runtime.store.readStream(party, done.revision, 1);
    return event && (decode(event) as unknown as Decision);
  }

  private async giveBack(one: BookCase, clearance: string): Promise<void> {
    const command: ClearanceCommand = { type: 'ReleaseClearance', clearance, reason: 'CALL_CANCELLED' };
    await this.run(PARTY, this.partyOf(one), command, `desk:${one.ref}/release`);
  }

  private homeOf({ portfolio }: BookCase): string {
    return this.runtime.ids.stream('portfolio', [portfolio]);
  }

  private caseOf(one: BookCase): string {
    return this.runtime.ids.stream('case', [this.homeOf(one), one.ref]);
  }

  /** The debtor's reference ends with the case's number. */
  private partyOf(one: BookCase): string {
    return this.runtime.ids.stream('party', [this.homeOf(one), `D-${one.ref.slice(-6)}`]);
  }

  /** Undefined where it is refused: a story may have closed the way. */
  private async run<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    command: C,
    cmd: string,
  ): Promise<Done | undefined> {
    const request = { command, cmd, by: this.actor, src: { via: 'cli' } as const };
    const outcome = await this.runtime.transactor.run(kind, stream, request);
    if (outcome.kind !== 'done') return undefined;
    this.facts += outcome.repeated ? 0 : outcome.events.length;
    return outcome;
  }
}

interface Decision {
  readonly type: 'ContactPermitted' | 'ContactBlocked';
  readonly data: { readonly clearance: string };
}
