/**
 * The way to the server: the client's own connection (TLS, credentials, discovery of the leader, reconnecting) under calls
 * that we make ourselves with its generated stubs. Its public calls parse and reprint JSON, hand out deadlines that only
 * travel, and share one table of promises among all appends of a process (docs/kurrentdb.md lists the traps).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Metadata, status, type CallOptions } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { withOwnConnections, type MakesChannels } from './channel.js';

/** No close waits longer than this for the server. */
const CLOSE_MS = 2_000;
const UNAVAILABLE = { code: status.UNAVAILABLE, details: '' };

export type ReadCall = ReturnType<StreamsClient['read']>;
export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

/** What the client keeps for its own calls, and we use for ours. */
interface Inside extends MakesChannels {
  GRPCStreamCreator<T>(stub: object, name: string, create: (client: StreamsClient) => T): () => Promise<T>;
  execute<C, T>(stub: object, name: string, work: (client: C) => Promise<T>): Promise<T>;
  /** Leaves the connection of a client of its, where the error is one of the connection. */
  handleError: (this: void, client: StreamsClient, error: Error) => Promise<void>;
  callArguments(base: { requiresLeader: boolean }, options: CallOptions): [Metadata, CallOptions];
  getChannel(): Promise<{ close(): void }>;
  dispose(): Promise<void>;
}

export class Gateway {
  private readonly inside: Inside;
  private readonly underWay = new Set<ReadCall | BatchCall>();
  /** When the server said anything last, on any call. */
  private heardAt = 0;
  private isUsed = false;
  private client: StreamsClient | undefined;
  private renewing: Promise<void> = Promise.resolve();

  /** @param url as the client takes it @param requiresLeader a node that does not lead passes us on to the one that does */
  constructor(
    url: string,
    private readonly requiresLeader: boolean,
  ) {
    this.inside = EventStoreDBClient.connectionString(url) as unknown as Inside;
    withOwnConnections(this.inside);
    const { handleError } = this.inside;
    // The client reads members of an error that the server may have left out, and nobody waits for the answer: what it
    // throws there would end the process.
    this.inside.handleError = (client, error) => handleError(client, error).catch(() => undefined);
  }

  /** One call for many appends. It has no deadline: each append has its own. */
  openBatch(): Promise<BatchCall> {
    return this.call('append', Infinity, (client, metadata, options) => client.batchAppend(metadata, options));
  }

  /** @param deadline of the whole call; Infinity: it goes on until it is cancelled */
  openRead(request: ReadReq, deadline: Date | number = Infinity): Promise<ReadCall> {
    return this.call('read', deadline, (client, metadata, options) => client.read(request, metadata, options));
  }

  /** Calls of another service of the server, under its stub: they manage the server, so they go to its leader. */
  manage<C, T>(
    stub: object,
    deadline: Date,
    work: (client: C, metadata: Metadata, options: CallOptions) => Promise<T>,
  ): Promise<T> {
    this.isUsed = true;
    const [metadata, options] = this.inside.callArguments({ requiresLeader: true }, { deadline });
    return this.inside.execute<C, T>(stub, 'manage', (client) => work(client, metadata, options));
  }

  /**
   * A call sent at `since` (`performance.now()`) was not answered in time. Where nothing else was either, the connection is
   * dead: all that is under way there is left at once, or each call would find that out for itself, one deadline later.
   */
  suspect(since: number): void {
    if (this.heardAt > since || !this.client) return;
    const dead = Object.assign(new Error('no answer'), UNAVAILABLE, { metadata: new Metadata() });
    // The client leaves a connection some time after a call on it has failed: whoever tries again at once waits for that.
    this.renewing = this.inside.handleError(this.client, dead);
    for (const call of [...this.underWay]) call.cancel();
  }

  /** The client waits for calls that it has cancelled; one that a dead connection holds does not hold us. */
  async close(): Promise<void> {
    const closed = this.inside.dispose().then(async () => this.isUsed && (await this.inside.getChannel()).close());
    // A cluster of which nobody answers is looked for once more, in vain: nothing is open then.
    await Promise.race([closed.catch(() => undefined), sleep(CLOSE_MS, undefined, { ref: false })]);
  }

  private async call<T extends ReadCall | BatchCall>(
    name: string,
    deadline: Date | number,
    create: (client: StreamsClient, metadata: Metadata, options: CallOptions) => T,
  ): Promise<T> {
    this.isUsed = true;
    const { requiresLeader } = this;
    const [metadata, options] = this.inside.callArguments({ requiresLeader }, { deadline });
    await this.renewing;
    const opened = await this.inside.GRPCStreamCreator(streamsGrpc.StreamsClient, name, (client) => {
      this.client = client;
      return create(client, metadata, options);
    })();
    this.underWay.add(opened);
    // Not on 'data': a listener would begin to read.
    opened.on('metadata', () => this.heard()).on('status', () => this.underWay.delete(opened));
    return opened;
  }

  /** Something came from the server. */
  heard(): void {
    this.heardAt = performance.now();
  }
}
