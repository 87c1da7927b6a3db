/** Where a command's answer goes: stdout for the answer, stderr for everything else. */
import { once } from 'node:events';

export class Output {
  constructor(
    /** One JSON document instead of text for people. */
    readonly json: boolean,
    private readonly stdout: NodeJS.WriteStream = process.stdout,
    private readonly stderr: NodeJS.WriteStream = process.stderr,
  ) {}

  /** The answer: as one JSON document, or as lines. */
  async answer(document: unknown, lines: () => readonly string[]): Promise<void> {
    await this.write(this.json ? JSON.stringify(document, null, 2) : lines().join('\n'));
  }

  /** A text of the answer, with a line end. Waits until a slow reader has taken it. */
  async write(text: string): Promise<void> {
    if (!this.stdout.write(`${text}\n`)) await once(this.stdout, 'drain');
  }

  /** Something that is not the answer. */
  note(text: string): void {
    this.stderr.write(`${text}\n`);
  }
}

/** A reader that has seen enough (`| head`) is no fault: the process ends quietly. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
