/**
 * Connections that a dead network cannot keep. gRPC waits without end for a server that took the connection and says
 * nothing, retries ever later (up to 2 minutes), and shares that state among all channels of a process to one address: a
 * new channel of the client's would wait with the old one. Ours begin anew, each with a connection of its own.
 */
import type { ChannelCredentials, ChannelOptions } from '@grpc/grpc-js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';

/** No attempt to connect waits longer for its turn, milliseconds. */
const RECONNECT_MS = 2_000;

const OWN: ChannelOptions = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_reconnect_backoff_ms': RECONNECT_MS,
};

interface Channel {
  getTarget(): string;
  close(): void;
  /** Not declared by grpc-js: what the channel was made of. */
  readonly internalChannel: { readonly credentials: ChannelCredentials; readonly options: ChannelOptions };
}

/** What the client keeps for its connections. */
export interface MakesChannels {
  createChannel: (this: void) => Promise<Channel>;
}

/** From now on the client's channels share nothing. Its options (TLS, keep-alive, sizes) stay. */
export function withOwnConnections(client: MakesChannels): void {
  const create = client.createChannel;
  client.createChannel = async () => {
    const made = await create();
    const { credentials, options } = made.internalChannel;
    // The client's own class: another copy of grpc-js would not take its credentials.
    const Same = made.constructor as new (target: string, from: ChannelCredentials, options: ChannelOptions) => Channel;
    const own = new Same(made.getTarget(), credentials, { ...options, ...OWN });
    made.close();
    return own;
  };
}

/** The client asks the nodes of a cluster who leads over channels of their own kind: those would wait just the same. */
class OwnGossip extends gossipGrpc.GossipClient {
  constructor(address: string, credentials: ChannelCredentials, options?: object) {
    super(address, credentials, { ...options, ...OWN });
  }
}

// Where the client looks the class up at each question.
(gossipGrpc as { GossipClient: unknown }).GossipClient = OwnGossip;
