/** Posts interest when a month has ended: once a case and month, whoever runs it and how often. */
import { monthEndsDue, type MonthEndDue } from '../../projections/interest/month-ends.query.js';
import type { ReadSide } from '../../projections/read/read-side.js';
import type { Request } from '../ledger/command.js';
import type { PostInterest } from '../ledger/interest/index.js';
import { CASE } from '../ledger/ledger.js';
import type { ClockPort } from '../ledger/ports.js';
import type { Transactor } from '../ledger/transact.js';
import type { Reactor } from './reactor.js';

/** Cases posted in one round. */
export const MONTH_ENDS_BATCH_MAX = 500;
const READ_SIDE_WAIT_MS = 10_000;

interface Waits {
  reached(position: number, ms: number, names?: readonly string[]): Promise<boolean>;
}

export class MonthEndInterest implements Reactor {
  readonly name = 'month-end-interest';
  /** Cases for which nothing had accrued: not asked again for that month while this process runs. */
  private readonly idle = new Set<string>();

  constructor(
    private readonly read: ReadSide,
    private readonly transactor: Transactor,
    private readonly projector: Waits,
    private readonly clock: ClockPort,
  ) {}

  async react(): Promise<number> {
    if (!(await this.projector.reached(await this.read.store.head(), READ_SIDE_WAIT_MS))) return 0;
    const due = await monthEndsDue(this.read, this.clock.now(), MONTH_ENDS_BATCH_MAX + this.idle.size);
    const open = due.filter((item) => !this.idle.has(keyOf(item))).slice(0, MONTH_ENDS_BATCH_MAX);
    const outcomes = await Promise.all(open.map((item) => this.post(item)));
    return outcomes.filter(Boolean).length;
  }

  /** False when nothing had accrued, or somebody else posted it. */
  private async post(item: MonthEndDue): Promise<boolean> {
    const { case: id, through } = item;
    const request: Request<PostInterest> = {
      command: { type: 'PostInterest', occurredAt: through, through, trigger: 'MONTH_END' },
      cmd: `month-end:${through}`,
      by: `system:${this.name}`,
      src: { via: 'reactor' },
    };
    const outcome = await this.transactor.run(CASE, id, request);
    if (outcome.kind === 'refused') this.idle.add(keyOf(item));
    return outcome.kind === 'done' && !outcome.repeated;
  }
}

const keyOf = ({ case: id, through }: MonthEndDue): string => `${id} ${through}`;
