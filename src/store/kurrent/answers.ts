/** What the server says of an append. */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { StoreRefused } from '../port.js';
import type { WireAnswer } from '../remote/wire.js';
import { placeOf } from './messages.js';

/** Throws StoreRefused where the user may not write. */
export function answerOf(answer: BatchAppendResp): WireAnswer {
  const success = answer.getSuccess();
  if (!success) return failureOf(answer);
  const position = success.getPosition();
  const revision = Number(success.getCurrentRevision());
  return { kind: 'stored', revision, position: position && placeOf(position).prepare };
}

function failureOf(answer: BatchAppendResp): WireAnswer {
  const status = answer.getError();
  const detail = status?.getDetails();
  const name = detail?.getTypeName() ?? '';
  const bytes = detail?.getValue_asU8() ?? new Uint8Array();
  switch (name) {
    case 'event_store.client.WrongExpectedVersion': {
      const wrong = shared.WrongExpectedVersion.deserializeBinary(bytes);
      return {
        kind: 'stale',
        current: wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : -1,
      };
    }
    case 'event_store.client.MaximumAppendSizeExceeded': {
      const most = shared.MaximumAppendSizeExceeded.deserializeBinary(bytes).getMaxappendsize();
      const cure = `the event store takes ${most} bytes in one append; set its MaxAppendSize to 1 MiB or more`;
      return { kind: 'refused', reason: 'too-large', detail: cure };
    }
    case 'event_store.client.BadRequest':
      return { kind: 'refused', reason: 'bad-event', detail: shared.BadRequest.deserializeBinary(bytes).getMessage() };
    case 'event_store.client.StreamDeleted':
      return { kind: 'refused', reason: 'bad-event', detail: 'the stream was deleted in the event store' };
    case 'event_store.client.AccessDenied':
      throw new StoreRefused('The event store does not let us write: give its user the right to write our streams.');
    default:
      // Timeout, Unknown, "Server Is Busy", "Server Is Not Ready" and whatever a later server may say.
      return { kind: 'lost', detail: status?.getMessage() || name };
  }
}
