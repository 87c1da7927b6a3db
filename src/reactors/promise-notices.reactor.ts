/** Records what became of promises, once each: the notice of an outcome that follows from terms and payments (law 4). */
import { caseHistory } from '../../projections/read/case-history.js';
import type { ReadSide } from '../../projections/read/read-side.js';
import {
  noticedNow,
  turnedPromises,
  type Noticed,
  type TurnedPromise,
} from '../../projections/promises/promises-turned.query.js';
import type { Request } from '../ledger/command.js';
import { CASE } from '../ledger/ledger.js';
import type { ClockPort } from '../ledger/ports.js';
import { type NoticePromiseOutcome, PromiseBook } from '../ledger/promise/index.js';
import type { Transactor } from '../ledger/transact.js';
import { isRetrospective, NOTICES_BATCH_MAX, seesAll, type Waits } from './notices.js';
import type { Reactor } from './reactor.js';

export class PromiseNotices implements Reactor {
  readonly name = 'promise-notices';
  /** Where and when a round last found nothing: the next ones look at what has changed since. */
  private noticed: Noticed | undefined;

  constructor(
    readonly read: ReadSide,
    readonly transactor: Transactor,
    readonly projector: Waits,
    readonly clock: ClockPort,
  ) {}

  async react(): Promise<number> {
    if (!(await seesAll(this))) return 0;
    const now = await noticedNow(this.read, this.clock.now());
    const turned = await turnedPromises(this.read, now, NOTICES_BATCH_MAX, this.noticed);
    if (turned.length === 0) this.noticed = now;
    const outcomes = await Promise.all(turned.map((promise) => this.notice(promise)));
    return outcomes.filter(Boolean).length;
  }

  /** False when there was nothing left to notice, or somebody else did it. */
  private async notice(turned: TurnedPromise): Promise<boolean> {
    const command = await this.commandFor(turned);
    if (!command) return false;
    const request: Request<NoticePromiseOutcome> = {
      command,
      // Subject and ordinal of the outcome: the same notice is recorded once, whoever sends it and how often.
      cmd: `notice:${turned.promise}:${command.ordinal}`,
      by: `system:${this.name}`,
      src: { via: 'reactor' },
    };
    const outcome = await this.transactor.run(CASE, turned.case, request);
    return outcome.kind === 'done' && !outcome.repeated;
  }

  /** The outcome as it follows from the facts now: the table only said where to look. */
  private async commandFor({
    case: id,
    promise,
    notices,
    today,
  }: TurnedPromise): Promise<NoticePromiseOutcome | undefined> {
    const { facts } = await caseHistory(this.read, id, { asOf: today });
    const result = new PromiseBook(facts).at(today).find((item) => item.promise === promise);
    if (!result) return undefined;
    const { outcome, when, since, paid, ratioBps, qualifying } = result;
    return {
      type: 'NoticePromiseOutcome',
      occurredAt: since,
      promise,
      outcome,
      ordinal: notices + 1,
      when,
      paid,
      ratioBps,
      qualifying,
      retrospective: isRetrospective(since, today),
    };
  }
}
