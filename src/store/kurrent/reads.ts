/** The server's call for reads and subscriptions. */
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadClient } from '../remote/pages.js';
import type { Listener } from '../remote/wire.js';
import type { Gateway, ReadCall } from './gateway.js';
import { placeOf, readRequest, receivedOf } from './messages.js';

export function readClient(gateway: Gateway): ReadClient {
  return {
    begin(source, count, listener, deadline) {
      let call: ReadCall | undefined;
      let isLeft = false;
      gateway.openRead(readRequest(source, count), deadline).then(
        (opened) => {
          call = opened;
          listen(gateway, opened, listener);
          if (isLeft) opened.cancel();
        },
        (error: unknown) => listener.end(error as Error),
      );
      return {
        pause: () => void call?.pause(),
        resume: () => void call?.resume(),
        cancel: () => {
          isLeft = true;
          call?.cancel();
        },
      };
    },
    suspect: (since) => gateway.suspect(since),
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
