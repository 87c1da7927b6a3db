/**
 * A server that speaks KurrentDB's gRPC protocol, built on the client's own generated stubs: what is documented of
 * appends, reads, subscriptions, projections, gossip and server features, and knobs for what goes wrong. It keeps all in
 * memory.
 */
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import projectionsGrpc from '@eventstore/db-client/generated/projections_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { sendUnaryData } from '@grpc/grpc-js';
import { append, batchAppend } from './append-calls.js';
import { Faults } from './faults.js';
import { ServerLog } from './log.js';
import { projectionCalls } from './projection-calls.js';
import { ServerProjections } from './projections.js';
import { uuidOf } from './protocol.js';
import { read } from './read-calls.js';
import { Room } from './room.js';

/** Bytes of one message: as a server takes them. */
const MESSAGE_MAX = 17 * 1024 * 1024;
/** States of a node (`VNodeState`). */
const FOLLOWER = 6;
const LEADER = 8;

export interface StandInOptions {
  /** 0: a free one. */
  readonly port?: number;
  /** False: as a server before 21.10, so the client appends with one call each. */
  readonly batch?: boolean;
  readonly credentials?: () => ServerCredentials;
  /** False: as with `RunProjections=None`, where the server does not know the service. */
  readonly projections?: boolean;
  /** What the nodes of a cluster have in common; its own where it is alone. */
  readonly log?: ServerLog;
  /** The nodes that gossip names; itself, or the leader that it knows of, where it is alone. */
  readonly members?: () => readonly Member[];
  /** Names and passwords; anybody else is turned away. None: everybody is let in, as with `--insecure`. */
  readonly users?: Readonly<Record<string, string>>;
}

/** A node as gossip tells of it. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly isLeader: boolean;
  readonly isAlive: boolean;
}

export class StandIn {
  readonly faults = new Faults();
  readonly log: ServerLog;
  /** Scripts that run in the server: kept with its log, so a restart leaves them. */
  readonly projections: ServerProjections;
  private readonly room: Room;
  private server: Server | undefined;
  port = 0;

  private constructor(private readonly options: StandInOptions) {
    this.log = options.log ?? new ServerLog();
    this.projections = new ServerProjections(this.log);
    this.room = new Room(this.log, this.faults, options.users);
  }

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    const server = new StandIn(options);
    server.port = options.port ?? 0;
    await server.listen();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `esdb://${this.address}?tls=${this.options.credentials ? 'true' : 'false'}`;
  }

  /** Subscriptions that are open now. */
  get subscriptions(): number {
    return this.room.subscriptions.size;
  }

  /** Calls that carry appends and are open now. */
  get batches(): number {
    return this.room.batches.size;
  }

  /** The process dies and begins again with the same data: what was only in memory (recent ids) is gone. */
  async restart(): Promise<void> {
    await this.stop();
    this.log.begin();
    await this.listen();
  }

  /** Ends what is open without an error, as a server that shuts down in peace. */
  endQuietly(what: 'subscriptions' | 'batches'): void {
    for (const call of [...this.room[what]]) call.end();
  }

  async stop(): Promise<void> {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  private async listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_MAX });
    const { room } = this;
    const calls = { read: read(room), append: append(room), batchAppend: batchAppend(room) };
    server.addService(streamsGrpc.StreamsService, calls);
    if (this.options.projections !== false) {
      const service = projectionCalls(room, this.projections) as UntypedServiceImplementation;
      server.addService(projectionsGrpc.ProjectionsService, service);
    }
    server.addService(featuresGrpc.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, callback: sendUnaryData<SupportedMethods>) =>
        callback(null, this.methods()),
    });
    server.addService(gossipGrpc.GossipService, {
      read: (_call: unknown, callback: sendUnaryData<ClusterInfo>) => callback(null, this.cluster()),
    });
    const credentials = this.options.credentials?.() ?? ServerCredentials.createInsecure();
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, credentials, (error, port) => (error ? reject(error) : resolve(port))),
    );
    this.server = server;
  }

  private methods(): SupportedMethods {
    const all = new features.SupportedMethods().setEventStoreServerVersion('24.10.0');
    const names = this.options.batch === false ? ['Append', 'Read'] : ['Append', 'BatchAppend', 'Read'];
    for (const name of names) {
      const method = new features.SupportedMethod().setMethodName(name);
      all.addMethods(method.setServiceName('event_store.client.streams.Streams'));
    }
    return all;
  }

  /** A cluster of one: itself, or the leader that it knows of. */
  private cluster(): ClusterInfo {
    const { host, port } = this.faults.leader ?? { host: '127.0.0.1', port: this.port };
    const members = this.options.members?.() ?? [{ host, port, isLeader: true, isAlive: true }];
    return new gossip.ClusterInfo().setMembersList(members.map(memberInfo));
  }
}

function memberInfo({ host, port, isLeader, isAlive }: Member): InstanceType<typeof gossip.MemberInfo> {
  const end = new gossip.EndPoint().setAddress(host).setPort(port);
  const id = `11111111-1111-4111-8111-${String(port).padStart(12, '0')}`;
  const member = new gossip.MemberInfo().setInstanceId(uuidOf(id)).setTimeStamp(String(Date.now()));
  return member
    .setState(isLeader ? LEADER : FOLLOWER)
    .setIsAlive(isAlive)
    .setHttpEndPoint(end);
}
