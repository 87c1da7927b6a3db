/** The ledger on a KurrentDB or EventStoreDB, through `@eventstore/db-client` (ADR 0024, docs/kurrentdb.md). */
import { STORE_DEADLINE_MS } from '../port.js';
import { RemoteStore, type RemoteOptions } from '../remote/remote.store.js';
import type { Wire } from '../remote/wire.js';
import { Appender } from './appender.js';
import { Gateway } from './gateway.js';
import { follow, readPage } from './reads.js';
import { targetOf } from '../remote/server-url.js';

export interface KurrentOptions extends Omit<RemoteOptions, 'streamPrefix'> {
  /** `esdb://…`, `esdb+discover://…`, or the same with `kurrentdb`; `streamPrefix=letters` is ours. */
  readonly url: string;
}

/** Throws StoreUrlError, StoreRefused or StoreUnavailable, each with what to do. */
export async function openKurrent(options: KurrentOptions): Promise<RemoteStore> {
  const { url, streamPrefix, requiresLeader } = targetOf(options.url);
  const ms = options.deadlineMs ?? STORE_DEADLINE_MS;
  const gateway = new Gateway(url, requiresLeader);
  const appender = new Appender(gateway, ms);
  const wire: Wire = {
    append: (stream, events, expected) => appender.append(stream, events, expected),
    read: (source, count) => readPage(gateway, source, count, ms),
    follow: (source, listener) => follow(gateway, source, listener),
    close: () => gateway.close(),
  };
  const store = new RemoteStore(wire, { ...options, streamPrefix });
  try {
    await store.head();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
