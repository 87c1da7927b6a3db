/** Progress of long work, on stderr: a bar on a terminal, elsewhere a line now and then. */
import type { SingleBar } from 'cli-progress';

/** Pause between two lines where there is no terminal. */
export const LINE_SECONDS = 5;

export interface Progress {
  /** How far the work is; `note` is a short text beside it. */
  update(done: number, total: number, note?: string): void;
  /** The work is over: the bar goes. */
  stop(): void;
}

/** Shows nothing before the first update. */
export async function progressOf(what: string): Promise<Progress> {
  if (!process.stderr.isTTY) return lines(what);
  const { default: cliProgress } = await import('cli-progress');
  return bar(
    new cliProgress.SingleBar({
      format: `${what} {bar} {percentage}% {note}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      etaBuffer: 50,
    }),
  );
}

function bar(single: SingleBar): Progress {
  let started = false;
  return {
    update(done, total, note = '') {
      if (!started) single.start(total, done, { note });
      started = true;
      single.setTotal(total);
      single.update(done, { note });
    },
    stop() {
      if (started) single.stop();
    },
  };
}

/** The first line comes after the pause: short work says nothing. */
function lines(what: string): Progress {
  let last = Date.now();
  return {
    update(done, total, note = '') {
      if (Date.now() - last < LINE_SECONDS * 1000) return;
      last = Date.now();
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      process.stderr.write(`${what}: ${percent} %${note === '' ? '' : `, ${note}`}\n`);
    },
    stop() {
      // Nothing is left standing.
    },
  };
}
