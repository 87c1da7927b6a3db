/** Managing what runs in the server, with the client's connection and its generated stubs (docs/kurrentdb.md). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions, Metadata, ServiceError } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import pb from '@eventstore/db-client/generated/projections_pb.js';
import type { StatisticsResp } from '@eventstore/db-client/generated/projections_pb.js';
import projectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js';
import type { ProjectionsClient } from '@eventstore/db-client/generated/projections_grpc_pb.js';
import { PAGE_EVENTS_MAX, STORE_DEADLINE_MS, StoreRefused, StoreUnavailable } from '../port.js';
import {
  explainManaging,
  noAnswer,
  type ProjectionServer,
  type ServerProjection,
  type ServerScript,
} from '../remote/projection-server.js';
import { targetOf } from '../remote/server-url.js';
import { Gateway } from './gateway.js';
import { readPage } from './reads.js';

const RETRY_PAUSE_MS = 100;
/** The server's own record of a projection: a stream whose last event of this type says what it is. */
const RECORD = '$projections-';
const RECORDED = '$ProjectionUpdated';

type Done = (error: ServiceError | null) => void;
type Call = (client: ProjectionsClient, metadata: Metadata, options: CallOptions, done: Done) => void;

export class KurrentProjections implements ProjectionServer {
  private constructor(
    private readonly gateway: Gateway,
    /** Letters before the names of our streams there. */
    readonly streamPrefix: string,
    private readonly ms: number,
  ) {}

  /** Nothing is asked yet. Throws StoreUrlError. */
  static open(url: string, deadlineMs = STORE_DEADLINE_MS): KurrentProjections {
    const target = targetOf(url);
    return new KurrentProjections(new Gateway(target.url, target.requiresLeader), target.streamPrefix, deadlineMs);
  }

  /** Asked again while the server is away for a moment: it changes nothing, and finds the leader for what follows. */
  async list(): Promise<readonly ServerProjection[]> {
    const until = performance.now() + this.ms;
    for (;;) {
      try {
        return await this.statistics();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() + RETRY_PAUSE_MS > until) throw error;
        await sleep(RETRY_PAUSE_MS);
      }
    }
  }

  async script(name: string): Promise<ServerScript | undefined> {
    try {
      const page = await readPage(this.gateway, { stream: RECORD + name, from: 0 }, PAGE_EVENTS_MAX, this.ms);
      const last = page.findLast(({ event }) => event.type === RECORDED);
      return last && scriptIn(last.event.data);
    } catch (error) {
      if (error instanceof StoreRefused) return undefined;
      throw error;
    }
  }

  create(name: string, query: string): Promise<void> {
    const kind = new pb.CreateReq.Options.Continuous().setName(name);
    kind.setEmitEnabled(true).setTrackEmittedStreams(true);
    const request = new pb.CreateReq().setOptions(new pb.CreateReq.Options().setContinuous(kind).setQuery(query));
    return this.told((client, metadata, options, done) => client.create(request, metadata, options, done));
  }

  update(name: string, query: string): Promise<void> {
    const what = new pb.UpdateReq.Options().setName(name).setQuery(query).setEmitEnabled(true);
    const request = new pb.UpdateReq().setOptions(what);
    return this.told((client, metadata, options, done) => client.update(request, metadata, options, done));
  }

  enable(name: string): Promise<void> {
    const request = new pb.EnableReq().setOptions(new pb.EnableReq.Options().setName(name));
    return this.told((client, metadata, options, done) => client.enable(request, metadata, options, done));
  }

  disable(name: string): Promise<void> {
    const what = new pb.DisableReq.Options().setName(name).setWriteCheckpoint(true);
    const request = new pb.DisableReq().setOptions(what);
    return this.told((client, metadata, options, done) => client.disable(request, metadata, options, done));
  }

  remove(name: string): Promise<void> {
    const what = new pb.DeleteReq.Options().setName(name).setDeleteEmittedStreams(true);
    what.setDeleteStateStream(true).setDeleteCheckpointStream(true);
    const request = new pb.DeleteReq().setOptions(what);
    return this.told((client, metadata, options, done) => client.delete(request, metadata, options, done));
  }

  close(): Promise<void> {
    return this.gateway.close();
  }

  private statistics(): Promise<readonly ServerProjection[]> {
    const request = new pb.StatisticsReq().setOptions(new pb.StatisticsReq.Options().setContinuous(new shared.Empty()));
    return this.within(
      (client, metadata, options) =>
        new Promise((resolve, reject) => {
          const found: ServerProjection[] = [];
          const call = client.statistics(request, metadata, options);
          call.on('error', reject).on('end', () => resolve(found));
          call.on('data', (answer: StatisticsResp) => found.push(...projectionIn(answer)));
        }),
    );
  }

  /** A call whose answer is that it was done. */
  private told(call: Call): Promise<void> {
    return this.within(
      (client, metadata, options) =>
        new Promise((resolve, reject) => {
          call(client, metadata, options, (error) => (error ? reject(error) : resolve()));
        }),
    );
  }

  /** The deadline is ours: one that only rides with the call is not heard before there is a connection. */
  private async within<T>(
    work: (client: ProjectionsClient, metadata: Metadata, options: CallOptions) => Promise<T>,
  ): Promise<T> {
    const { ms } = this;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(noAnswer(ms)), ms);
    });
    const managed = this.gateway.manage(projectionsGrpc.ProjectionsClient, new Date(Date.now() + ms), work);
    try {
      return await Promise.race([managed, late]);
    } catch (error) {
      throw explainManaging(error, ms);
    } finally {
      clearTimeout(timer);
    }
  }
}

function projectionIn(answer: StatisticsResp): ServerProjection[] {
  const details = answer.getDetails();
  if (!details) return [];
  const [status = ''] = details.getStatus().split('/');
  return [{ name: details.getName(), status, reason: details.getStatereason(), progress: details.getProgress() }];
}

/** Servers of different ages write the members in small or in capital letters. */
function scriptIn(data: string): ServerScript {
  const told = JSON.parse(data) as Readonly<Record<string, unknown>>;
  const query = told['query'] ?? told['Query'];
  const emits = told['emitEnabled'] ?? told['EmitEnabled'];
  return { query: String(query), emits: emits === true };
}
