/** Reads over a client's calls: all answers to one within a deadline, or as they come. */
import { StoreUnavailable } from '../port.js';
import { explainAt } from './grpc-errors.js';
import type { AllFrom, Listener, Received, Source, WireCall } from './wire.js';

/**
 * The server is told to give up later than we do: who is first here cancels the call, and with that the client leaves a
 * connection that may be dead; at a deadline of the call's own it would stay on it.
 */
const SERVER_LATER_MS = 2_000;

/** What a client has to give. */
export interface ReadClient {
  /**
   * Begins a call. The listener hears the client's own error where it cannot begin or breaks, also where it was cancelled.
   * @param count how many; undefined: everything behind the place, as it comes, until it is cancelled
   * @param deadline of the whole call
   */
  begin(source: Source, count: number | undefined, listener: Listener, deadline?: Date): WireCall;
  /** Something sent at `since` (`performance.now()`) was not answered in time. */
  suspect(since: number): void;
}

/** Throws what the server said, or after `ms` that it said nothing. */
export function readPage(client: ReadClient, ms: number, source: Source, count: number): Promise<readonly Received[]> {
  return new Promise((resolve, reject) => {
    const found: Received[] = [];
    const sentAt = performance.now();
    const end = (error?: Error): void => {
      clearTimeout(timer);
      if (error) call.cancel();
      if (error) reject(explainAt(error, placeIn(source)));
      else resolve(found);
    };
    const timer = setTimeout(() => {
      end(new StoreUnavailable(`The event store gave no answer within ${ms} ms.`));
      client.suspect(sentAt);
    }, ms);
    const event = (received: Received): void => void found.push(received);
    const call = client.begin(source, count, { event, end }, new Date(Date.now() + ms + SERVER_LATER_MS));
  });
}

/** What breaks it is told in the port's words. */
export function follow(client: ReadClient, source: AllFrom, listener: Listener): WireCall {
  return client.begin(source, undefined, {
    event: (received) => listener.event(received),
    confirmed: () => listener.confirmed?.(),
    reached: (place) => listener.reached?.(place),
    caughtUp: () => listener.caughtUp?.(),
    end: (error) => listener.end(error && explainAt(error, placeIn(source))),
  });
}

function placeIn({ from }: Source): number {
  return typeof from === 'object' ? from.prepare : 0;
}
