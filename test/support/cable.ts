/**
 * The network between a process and a server, as a TCP relay that can be taken ill: cut (nobody answers the door), dead
 * (nothing arrives and nobody is told), late, or shaken (each connection is reset).
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** @example `late`: each chunk arrives `lateMs` after it was sent, in order. */
export type Weather = 'fine' | 'cut' | 'dead' | 'late';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** It was open while nothing arrived: both ends believe in it, and nobody between knows it any more. */
  isForgotten: boolean;
}

export class Cable {
  private readonly pairs = new Set<Pair>();
  private weather: Weather = 'fine';

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
    private readonly lateMs: number,
  ) {
    server.on('connection', (near: Socket) => this.join(near));
  }

  /** @param target `host:port` @param lateMs how late `late` is, milliseconds each way */
  static async to(target: string, lateMs = 300): Promise<Cable> {
    const { hostname: host, port } = new URL(`tcp://${target}`);
    const cable = new Cable(createServer(), { host, port: Number(port) }, lateMs);
    await new Promise<void>((resolve) => cable.server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** `cut` resets what is open and each new connection; `dead` swallows all bytes of both. */
  turn(weather: Weather): void {
    this.weather = weather;
    if (weather === 'cut') this.shake();
    if (weather === 'dead') for (const pair of this.pairs) pair.isForgotten = true;
  }

  /** All that is open is reset; new connections fare as the weather is. */
  shake(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  async close(): Promise<void> {
    this.shake();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    near.on('error', () => undefined);
    if (this.weather === 'cut') return void near.resetAndDestroy();
    const pair = { near, far: connect(this.target), isForgotten: this.weather === 'dead' };
    this.pairs.add(pair);
    this.pass(pair, near, pair.far);
    this.pass(pair, pair.far, near);
  }

  private pass(pair: Pair, from: Socket, to: Socket): void {
    let due = 0;
    const send = (work: () => void): void => {
      if (pair.isForgotten) return;
      // In order: what comes behind something late is late, too.
      if (this.weather !== 'late' && due === 0) return work();
      due += 1;
      setTimeout(() => {
        due -= 1;
        work();
      }, this.lateMs);
    };
    from.on('data', (chunk) => send(() => to.writable && void to.write(chunk)));
    from.on('error', () => undefined);
    from.on('end', () => send(() => to.end()));
    from.on('close', () => {
      this.pairs.delete(pair);
      send(() => to.destroy());
    });
  }
}
