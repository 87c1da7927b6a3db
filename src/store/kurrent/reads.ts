/** Reads: all answers to one within a deadline, or as they come. */
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { StoreUnavailable } from '../port.js';
import type { AllFrom, Listener, Received, Source, WireCall } from '../remote/wire.js';
import type { Gateway, ReadCall } from './gateway.js';
import { placeOf, readRequest, receivedOf } from './messages.js';
import { explainAt } from '../remote/grpc-errors.js';

/**
 * The server is told to give up later than we do: who is first here cancels the call, and with that the client leaves a
 * connection that may be dead; at a deadline of the call's own it would stay on it.
 */
const SERVER_LATER_MS = 2_000;

/** Throws what the server said, or after `ms` that it said nothing. */
export function readPage(gateway: Gateway, source: Source, count: number, ms: number): Promise<readonly Received[]> {
  return new Promise((resolve, reject) => {
    const found: Received[] = [];
    let call: ReadCall | undefined;
    const over = (error?: Error): void => {
      clearTimeout(timer);
      if (error) call?.cancel();
      if (error) reject(explainAt(error, placeIn(source)));
      else resolve(found);
    };
    const sentAt = performance.now();
    const timer = setTimeout(() => {
      over(new StoreUnavailable(`The event store gave no answer within ${ms} ms.`));
      gateway.suspect(sentAt);
    }, ms);
    gateway.openRead(readRequest(source, count), new Date(Date.now() + ms + SERVER_LATER_MS)).then((opened) => {
      call = opened;
      listen(gateway, opened, { event: (received) => found.push(received), end: over });
    }, over);
  });
}

export function follow(gateway: Gateway, source: AllFrom, listener: Listener): WireCall {
  let call: ReadCall | undefined;
  let isLeft = false;
  const end = (error?: Error): void => listener.end(error && explainAt(error, placeIn(source)));
  gateway.openRead(readRequest(source, undefined)).then((opened) => {
    call = opened;
    listen(gateway, opened, {
      event: (received) => listener.event(received),
      confirmed: () => listener.confirmed?.(),
      reached: (place) => listener.reached?.(place),
      caughtUp: () => listener.caughtUp?.(),
      end,
    });
    if (isLeft) opened.cancel();
  }, end);
  return {
    pause: () => void call?.pause(),
    resume: () => void call?.resume(),
    cancel: () => {
      isLeft = true;
      call?.cancel();
    },
  };
}

/** A call that is cancelled says so as an error: it stays heard, so that nobody else has to. */
function listen(gateway: Gateway, call: ReadCall, listener: Listener): void {
  call.on('error', (error: Error) => listener.end(error)).on('end', () => listener.end());
  call.on('data', (answer: ReadResp) => {
    gateway.heard();
    try {
      const received = receivedOf(answer);
      if (received) listener.event(received);
      if (answer.hasConfirmation()) listener.confirmed?.();
      const reached = answer.getCheckpoint();
      if (reached) listener.reached?.(placeOf(reached));
      if (answer.hasCaughtUp()) listener.caughtUp?.();
    } catch (error) {
      listener.end(error as Error);
    }
  });
}

function placeIn({ from }: Source): number {
  return typeof from === 'object' ? from.prepare : 0;
}
