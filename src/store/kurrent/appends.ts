/** The server's call for many appends. */
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendClient } from '../remote/appender.js';
import { answerOf } from './answers.js';
import type { Gateway } from './gateway.js';
import { appendRequest } from './messages.js';

export function appendClient(gateway: Gateway): AppendClient<BatchAppendResp> {
  return {
    async open(listener) {
      const call = await gateway.openBatch();
      call.on('data', (answer: BatchAppendResp) => {
        gateway.heard();
        listener.heard(answer.getCorrelationId()?.getString() ?? '', answer);
      });
      call.on('error', (error: Error) => listener.over(error.message));
      call.on('end', () => {
        listener.over('the server ended the call');
        // Our half too: the client waits for it when it is closed.
        call.end();
      });
      return {
        write: (correlation, append, deadline) => void call.write(appendRequest(correlation, append, deadline)),
        cancel: () => call.cancel(),
      };
    },
    read: answerOf,
    suspect: (since) => gateway.suspect(since),
  };
}
