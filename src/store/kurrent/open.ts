/** The ledger on a KurrentDB or EventStoreDB, through `@eventstore/db-client` (ADR 0024, docs/kurrentdb.md). */
import { openRemote } from '../remote/open-remote.js';
import type { RemoteOptions, RemoteStore } from '../remote/remote.store.js';
import { targetOf } from '../remote/server-url.js';
import { appendClient } from './appends.js';
import { Gateway } from './gateway.js';
import { readClient } from './reads.js';

export interface KurrentOptions extends Omit<RemoteOptions, 'streamPrefix'> {
  /** `esdb://…`, `esdb+discover://…`, or the same with `kurrentdb`; `streamPrefix=letters` is ours. */
  readonly url: string;
}

/** Throws StoreUrlError, StoreRefused or StoreUnavailable, each with what to do. */
export async function openKurrent(options: KurrentOptions): Promise<RemoteStore> {
  const { url, streamPrefix, requiresLeader } = targetOf(options.url);
  const gateway = new Gateway(url, requiresLeader);
  const client = { appends: appendClient(gateway), reads: readClient(gateway), close: () => gateway.close() };
  return openRemote(client, { ...options, streamPrefix });
}
