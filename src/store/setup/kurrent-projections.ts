/** Managing what runs in the server, with the client's connection and its generated stubs (docs/kurrentdb.md). */
import type { CallOptions, Metadata, ServiceError } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import pb from '@eventstore/db-client/generated/projections_pb.js';
import type { StatisticsResp } from '@eventstore/db-client/generated/projections_pb.js';
import projectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js';
import type { ProjectionsClient } from '@eventstore/db-client/generated/projections_grpc_pb.js';
import { STORE_DEADLINE_MS } from '../port.js';
import { ManagedProjections, type ProjectionClient } from '../remote/managed-projections.js';
import { readPage } from '../remote/pages.js';
import type { ServerProjection } from '../remote/projection-server.js';
import { targetOf } from '../remote/server-url.js';
import type { Received, Source } from '../remote/wire.js';
import { Gateway } from '../kurrent/gateway.js';
import { readClient } from '../kurrent/reads.js';

type Done = (error: ServiceError | null) => void;
type Call = (client: ProjectionsClient, metadata: Metadata, options: CallOptions, done: Done) => void;

/** Nothing is asked yet. Throws StoreUrlError. */
export function openProjections(url: string, deadlineMs = STORE_DEADLINE_MS): ManagedProjections {
  const target = targetOf(url);
  const calls = new ProjectionCalls(new Gateway(target.url, target.requiresLeader), deadlineMs);
  return new ManagedProjections(calls, target.streamPrefix, deadlineMs);
}

class ProjectionCalls implements ProjectionClient {
  constructor(
    private readonly gateway: Gateway,
    private readonly ms: number,
  ) {}

  list(): Promise<readonly ServerProjection[]> {
    const request = new pb.StatisticsReq().setOptions(new pb.StatisticsReq.Options().setContinuous(new shared.Empty()));
    return this.managed(
      (client, metadata, options) =>
        new Promise((resolve, reject) => {
          const found: ServerProjection[] = [];
          const call = client.statistics(request, metadata, options);
          call.on('error', reject).on('end', () => resolve(found));
          call.on('data', (answer: StatisticsResp) => found.push(...projectionIn(answer)));
        }),
    );
  }

  read(source: Source, count: number): Promise<readonly Received[]> {
    return readPage(readClient(this.gateway), this.ms, source, count);
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

  /** A call whose answer is that it was done. */
  private told(call: Call): Promise<void> {
    return this.managed(
      (client, metadata, options) =>
        new Promise((resolve, reject) => {
          call(client, metadata, options, (error) => (error ? reject(error) : resolve()));
        }),
    );
  }

  private managed<T>(
    work: (client: ProjectionsClient, metadata: Metadata, options: CallOptions) => Promise<T>,
  ): Promise<T> {
    return this.gateway.manage(projectionsGrpc.ProjectionsClient, new Date(Date.now() + this.ms), work);
  }
}

function projectionIn(answer: StatisticsResp): ServerProjection[] {
  const details = answer.getDetails();
  if (!details) return [];
  const [status = ''] = details.getStatus().split('/');
  return [{ name: details.getName(), status, reason: details.getStatereason(), progress: details.getProgress() }];
}
