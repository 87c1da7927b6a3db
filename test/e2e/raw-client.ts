/** For tests of the wire: a client that sends bytes as they are, and reads what comes back. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RawReply {
  readonly status: number;
  readonly head: string;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** The answers in what came over one connection; all have a Content-Length. */
export function repliesIn(bytes: Buffer): RawReply[] {
  const replies: RawReply[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) throw new Error(`no whole head: ${rest.toString()}`);
    const head = rest.subarray(0, end).toString('latin1');
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    const text = rest.subarray(end + 4, end + 4 + length).toString();
    const body = /^content-type: \S*json/im.test(head) ? (JSON.parse(text) as RawReply['body']) : {};
    replies.push({ status: Number(head.slice(9, 12)), head, text, body });
    rest = rest.subarray(end + 4 + length);
  }
  return replies;
}

/** A connection that is not read before `read` is called. */
export class RawClient {
  private readonly socket: Socket;
  private failure: Error | undefined;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1').on('error', (error) => {
      this.failure = error;
    });
  }

  /** Waits until the bytes are on their way; fails on a broken pipe. */
  async write(bytes: string | Buffer): Promise<void> {
    this.check();
    await new Promise((resolve) => this.socket.write(bytes, resolve));
    this.check();
  }

  /** Reads until the server closes the connection. */
  async read(): Promise<RawReply[]> {
    const chunks: Buffer[] = [];
    this.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    if (!this.socket.closed) await once(this.socket, 'close');
    this.check();
    return repliesIn(Buffer.concat(chunks));
  }

  async exchange(bytes: string | Buffer): Promise<RawReply[]> {
    await this.write(bytes);
    return this.read();
  }

  /** Pieces of a long body, one after the other, before anything is read. */
  async writeSlowly(piece: Buffer, times: number, pauseMs: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await this.write(piece);
      await sleep(pauseMs);
    }
  }

  private check(): void {
    if (this.failure) throw this.failure;
  }
}
