/** Managing what runs in the server, over any client: deadlines, second questions, and the server's own record of a script. */
import { PAGE_EVENTS_MAX, StoreRefused } from '../port.js';
import { again } from './again.js';
import {
  explainManaging,
  noAnswer,
  type ProjectionServer,
  type ServerProjection,
  type ServerScript,
} from './projection-server.js';
import type { Received, Source } from './wire.js';

/** The server's own record of a projection: a stream whose last event of this type says what it is. */
const RECORD = '$projections-';
const RECORDED = '$ProjectionUpdated';

/** What a client has to give: single calls, with its own errors, that may never be answered. */
export interface ProjectionClient extends Omit<ProjectionServer, 'script'> {
  /** As `Wire.read`. */
  read(source: Source, count: number): Promise<readonly Received[]>;
}

export class ManagedProjections implements ProjectionServer {
  /** @param streamPrefix letters before the names of our streams there @param ms for each call */
  constructor(
    private readonly client: ProjectionClient,
    readonly streamPrefix: string,
    private readonly ms: number,
  ) {}

  /** Asked again while the server is away for a moment: it changes nothing, and finds the leader for what follows. */
  list(): Promise<readonly ServerProjection[]> {
    return again(this.ms, () => this.within(this.client.list()));
  }

  async script(name: string): Promise<ServerScript | undefined> {
    try {
      const page = await this.client.read({ stream: RECORD + name, from: 0 }, PAGE_EVENTS_MAX);
      const last = page.findLast(({ event }) => event.type === RECORDED);
      return last && scriptIn(last.event.data);
    } catch (error) {
      if (error instanceof StoreRefused) return undefined;
      throw error;
    }
  }

  create(name: string, query: string): Promise<void> {
    return this.within(this.client.create(name, query));
  }

  update(name: string, query: string): Promise<void> {
    return this.within(this.client.update(name, query));
  }

  enable(name: string): Promise<void> {
    return this.within(this.client.enable(name));
  }

  disable(name: string): Promise<void> {
    return this.within(this.client.disable(name));
  }

  remove(name: string): Promise<void> {
    return this.within(this.client.remove(name));
  }

  close(): Promise<void> {
    return this.client.close();
  }

  /** The deadline is ours: one that only rides with the call is not heard before there is a connection. */
  private async within<T>(call: Promise<T>): Promise<T> {
    const { ms } = this;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(noAnswer(ms)), ms);
    });
    try {
      return await Promise.race([call, late]);
    } catch (error) {
      throw explainManaging(error, ms);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Servers of different ages write the members in small or in capital letters. */
function scriptIn(data: string): ServerScript {
  const told = JSON.parse(data) as Readonly<Record<string, unknown>>;
  const query = told['query'] ?? told['Query'];
  const emits = told['emitEnabled'] ?? told['EmitEnabled'];
  return { query: String(query), emits: emits === true };
}
