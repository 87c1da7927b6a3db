/**
 * Nodes of one cluster: the same log on each, one that leads, gossip that names them all. A node that does not lead sends
 * on whoever asks for the leader, as the server does.
 */
import type { ServerCredentials } from '@grpc/grpc-js';
import { ServerLog } from './log.js';
import { StandIn, type Member } from './stand-in.js';

const NODES = 3;

export class Cluster {
  readonly nodes: StandIn[] = [];
  readonly log = new ServerLog();
  private readonly dead = new Set<StandIn>();
  private leader = 0;

  static async start(
    options: { readonly credentials?: () => ServerCredentials; readonly users?: Readonly<Record<string, string>> } = {},
  ): Promise<Cluster> {
    const cluster = new Cluster();
    const { log } = cluster;
    for (let i = 0; i < NODES; i++) {
      cluster.nodes.push(await StandIn.start({ ...options, log, members: () => cluster.members() }));
    }
    cluster.lead(0);
    return cluster;
  }

  /** `host:port` of each node, with commas between. */
  get seeds(): string {
    return this.nodes.map(({ address }) => address).join(',');
  }

  /** An election: from now on another node leads. */
  lead(node: number): void {
    this.leader = node;
    const { port } = this.nodes[node] as StandIn;
    this.nodes.forEach((each, i) => (each.faults.leader = i === node ? undefined : { host: '127.0.0.1', port }));
  }

  /** The node dies; gossip of the others says so. */
  async kill(node: number): Promise<void> {
    const killed = this.nodes[node] as StandIn;
    this.dead.add(killed);
    await killed.stop();
  }

  async revive(node: number): Promise<void> {
    const revived = this.nodes[node] as StandIn;
    await revived.restart();
    this.dead.delete(revived);
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop();
  }

  private members(): readonly Member[] {
    return this.nodes.map((node, i) => ({
      host: '127.0.0.1',
      port: node.port,
      isLeader: i === this.leader,
      isAlive: !this.dead.has(node),
    }));
  }
}
