/** A store over what a client of a server gives: its calls, and no more. */
import { STORE_DEADLINE_MS } from '../port.js';
import { Appender, type AppendClient } from './appender.js';
import { follow, readPage, type ReadClient } from './pages.js';
import { RemoteStore, type RemoteOptions } from './remote.store.js';
import type { Wire } from './wire.js';

export interface Client<T> {
  readonly appends: AppendClient<T>;
  readonly reads: ReadClient;
  readonly close: () => Promise<void>;
}

/** Throws StoreRefused or StoreUnavailable, each with what to do, where the server does not answer its first question. */
export async function openRemote<T>(
  { appends, reads, close }: Client<T>,
  options: RemoteOptions,
): Promise<RemoteStore> {
  const ms = options.deadlineMs ?? STORE_DEADLINE_MS;
  const appender = new Appender(appends, ms);
  const wire: Wire = {
    append: (stream, events, expected) => appender.append(stream, events, expected),
    read: (source, count) => readPage(reads, ms, source, count),
    follow: (source, listener) => follow(reads, source, listener),
    close,
  };
  const store = new RemoteStore(wire, options);
  try {
    await store.head();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
