/**
 * The nightly full audit, beside `serve`: a process of its own, with the lowest priority, that opens the files itself. The
 * server neither waits for it nor shares memory with it, and what it found is left in `audit.json`.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { keepAudit, lastAudit } from '../sealer/audit/audit-record.js';

const TIMER_MS_MAX = 60_000;

/** The next time that a local clock shows `hh:mm`, after an instant. */
export function nextAt(time: string, after: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const day = new Date(after);
  for (let days = 0; ; days++) {
    // Through the calendar, not by adding 24 hours: clocks are put forward and back.
    const at = new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hours, minutes).getTime();
    if (at > after) return at;
  }
}

export interface NightlyParts {
  /** Folder of the ledger. */
  readonly folder: string;
  /** `hh:mm`; empty: never. */
  readonly at: string;
  readonly clock: { now(): number };
  readonly warn: (line: string) => void;
  /** Makes the audit, in another process, and resolves with how it ended. */
  readonly run?: (signal: AbortSignal) => Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  /** Its last words. */
  readonly said: string;
}

export class NightlyAudit {
  private timer: NodeJS.Timeout | undefined;
  private due: number;
  private round: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: NightlyParts) {
    this.due = parts.at === '' ? Infinity : nextAt(parts.at, parts.clock.now());
  }

  start(): void {
    if (this.due === Infinity || this.stopping.signal.aborted) return;
    // Looks now and then: a machine that slept, or whose clock was set, has another time than a long timer.
    const wait = Math.min(TIMER_MS_MAX, Math.max(0, this.due - this.parts.clock.now()));
    this.timer = setTimeout(() => {
      this.round = this.look().finally(() => this.start());
    }, wait);
    this.timer.unref();
  }

  /** Makes the audit where its time has come. */
  async look(): Promise<void> {
    const { at, clock } = this.parts;
    if (clock.now() < this.due) return;
    this.due = nextAt(at, clock.now());
    await this.audit();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.round;
  }

  private async audit(): Promise<void> {
    const { folder, clock, warn, run = audited(folder) } = this.parts;
    const before = lastAudit(folder)?.at;
    const { code, said } = await run(this.stopping.signal).catch((error: unknown): Ended => {
      return { code: null, said: error instanceof Error ? error.message : String(error) };
    });
    if (this.stopping.signal.aborted || code === 0) return;
    // Nothing has been sealed yet: there is nothing to audit.
    if (code === NOTHING_SEALED) return;
    warn(`nightly audit: exit ${String(code)}: ${said}`);
    if (lastAudit(folder)?.at !== before) return;
    const counts = { changed: 0, missing: 0, extra: 0, reordered: 0 };
    const at = new Date(clock.now()).toISOString();
    keepAudit(folder, { at, seconds: 0, size: 0, counts, failed: said || `it ended with exit code ${String(code)}` });
  }
}

const NOTHING_SEALED = 4;

/** `quittance audit verify`, as a process that gives way to all others. */
function audited(folder: string): (signal: AbortSignal) => Promise<Ended> {
  return (signal) =>
    new Promise((resolve, reject) => {
      const program = process.argv[1] ?? '';
      const child = spawn(process.execPath, [program, 'audit', 'verify', '--data', folder], {
        stdio: ['ignore', 'ignore', 'pipe'],
        signal,
      });
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, said: said.trim().split('\n').at(-1) ?? '' }));
    });
}
