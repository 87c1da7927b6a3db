/**
 * This machine's clock against the ledger's others (design.md, law 3): the clock of the database that all processes share,
 * and the newest fact. Whoever runs ahead would date facts in the future, and all that comes behind them in their streams
 * with them: it does not write. Whoever is behind changes no answer that was final: `recordedAt` never decreases in a
 * stream, and K goes by its running maximum over all streams. But its new facts look older than they are, and it judges
 * "may I call now?" and deadlines by the wrong minute: it writes, since the ledger refuses no fact, and warns.
 */
import type { Millis } from '../ledger/dates.js';
import type { ClockPort } from '../ledger/ports.js';

/** Seconds that a writer's clock may run ahead of the shared one. Above what NTP leaves, below what a reader would notice. */
export const CLOCK_SKEW_MAX = 5;

/** How often the other clock is asked. */
const ASK_MS = 10_000;

export interface ClockWatchParts {
  readonly clock: ClockPort;
  /** The clock that all processes share; none where one process is all there is. */
  readonly reference: (() => Promise<Millis>) | undefined;
  /** When the newest fact was recorded; undefined: there is none. */
  readonly newest: () => Promise<Millis | undefined>;
  /** One line for the operator. */
  readonly alarm: (line: string) => void;
  /** Milliseconds that never step. */
  readonly steady?: () => number;
}

interface Reading {
  readonly ahead: Millis;
  readonly wall: Millis;
  readonly steady: number;
}

/**
 * What is certain of the difference of two clocks: `theirs` was read at some moment between `sent` and `got` of ours.
 * @returns milliseconds; positive: ours is ahead by at least so much, negative: behind; 0: they may agree
 */
export function certainlyAhead(sent: Millis, got: Millis, theirs: Millis): Millis {
  if (sent > theirs) return sent - theirs;
  return got < theirs ? got - theirs : 0;
}

export class ClockWatch {
  private reading: Reading | undefined;
  /** When the newest fact was recorded, at the start. */
  private newest = 0;
  private timer: NodeJS.Timeout | undefined;
  private wasOff = false;
  private readonly steady: () => number;

  constructor(private readonly parts: ClockWatchParts) {
    this.steady = parts.steady ?? (() => performance.now());
  }

  /** Looks before anything is written, and from then on again and again until `close`. */
  async begin(): Promise<void> {
    await this.ask();
    // Only where there is no better clock to go by.
    if (!this.reading) this.newest = (await this.parts.newest()) ?? 0;
    this.tell();
    if (this.parts.reference === undefined) return;
    this.timer = setInterval(() => void this.ask().then(() => this.tell()), ASK_MS);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  /**
   * How far this clock is ahead now, milliseconds; negative: behind. A clock that steps between two questions is noticed at
   * once, by one that never does.
   */
  ahead(): Millis {
    const { reading } = this;
    const now = this.parts.clock.now();
    if (!reading) return Math.min(0, now - this.newest);
    const stepped = now - reading.wall - (this.steady() - reading.steady);
    // What a step of less than a second says is as good as nothing: the shared clock was read within a round trip.
    return Math.round(Math.abs(stepped) < 1_000 ? reading.ahead : reading.ahead + stepped);
  }

  /** Why nothing may be written now; undefined where it may. A shared clock that does not answer stops nobody. */
  async refusal(): Promise<string | undefined> {
    if (!this.isTooFarAhead()) return undefined;
    // A machine that was suspended looks as if its clock had stepped: asked again, the truth comes out.
    await this.ask();
    this.tell();
    if (!this.isTooFarAhead()) return undefined;
    return `The clock of this machine is ${seconds(this.ahead())} s ahead of the shared database's; ${CLOCK_SKEW_MAX} s are allowed. Nothing was written: set the clock right, or ask another process.`;
  }

  /** What is to be done about a clock that is behind; undefined where it is not, or by no more than is allowed. */
  warning(): string | undefined {
    const ahead = this.ahead();
    if (ahead >= -CLOCK_SKEW_MAX * 1_000) return undefined;
    return `The clock of this machine is ${seconds(ahead)} s behind ${this.other()}: what it records looks so much older, and it judges times of contact and deadlines so much too late. Set the clock right (NTP keeps it so).`;
  }

  isTooFarAhead(): boolean {
    return this.reading !== undefined && this.ahead() > CLOCK_SKEW_MAX * 1_000;
  }

  private async ask(): Promise<void> {
    const { reference, clock } = this.parts;
    if (!reference) return;
    const [sent, steady] = [clock.now(), this.steady()];
    const theirs = await reference().catch(() => undefined);
    if (theirs === undefined) return;
    this.reading = { ahead: certainlyAhead(sent, clock.now(), theirs), wall: sent, steady };
  }

  private other(): string {
    return this.reading ? "the shared database's clock" : 'the newest fact';
  }

  /** Once when it begins to be off, once when it no longer is. */
  private tell(): void {
    const ahead = this.ahead();
    const isOff = Math.abs(ahead) > CLOCK_SKEW_MAX * 1_000;
    if (isOff === this.wasOff) return;
    this.wasOff = isOff;
    const than = this.other();
    if (!isOff) this.parts.alarm(`the clock of this machine agrees with ${than} again`);
    else if (ahead > 0)
      this.parts.alarm(`the clock is ${seconds(ahead)} s ahead of ${than}: nothing is written. Set it right.`);
    else this.parts.alarm(`the clock is ${seconds(ahead)} s behind ${than}. Set it right.`);
  }
}

function seconds(ms: Millis): number {
  return Math.ceil(Math.abs(ms) / 1_000);
}
