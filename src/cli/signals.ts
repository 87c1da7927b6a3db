/** Ctrl-C and SIGTERM: the first asks to finish, the second ends the process at once. */

/** Everything must be closed within this time; then the process ends as it is. Whatever was acknowledged is on disk. */
export const STOP_SECONDS = 9;

const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
type Signal = keyof typeof NUMBERS;

const steps: (() => Promise<void>)[] = [];
let exitCode: ((signal: Signal) => number) | undefined;

/** Registers what has to be closed when a signal comes; the last registered is closed first. */
export function onSignal(stop: () => Promise<void>): void {
  if (steps.length === 0) for (const signal of Object.keys(NUMBERS) as Signal[]) process.once(signal, first);
  steps.unshift(stop);
}

/** A signal is the usual end of this process: its exit code is then 0. */
export function endsBySignal(): void {
  exitCode = () => 0;
}

function first(signal: Signal): void {
  for (const other of Object.keys(NUMBERS) as Signal[]) {
    process.removeListener(other, first);
    process.on(other, (again: Signal) => process.exit(128 + NUMBERS[again]));
  }
  const code = exitCode?.(signal) ?? 128 + NUMBERS[signal];
  setTimeout(() => process.exit(code), STOP_SECONDS * 1000);
  void stopAll().finally(() => process.exit(code));
}

async function stopAll(): Promise<void> {
  for (const step of steps) await step().catch(() => undefined);
}
