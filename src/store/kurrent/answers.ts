/** What the server says of an append. */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EVENT_BYTES_MAX, StoreRefused } from '../port.js';
import { tombstoned } from '../remote/retention.js';
import type { WireAnswer } from '../remote/wire.js';
import { placeOf, textOf } from './messages.js';

const TIMEOUT = 'event_store.client.Timeout';
/** The server holds the deadline of an append against its own clock. */
const CLOCK_BEHIND =
  'the event store said at once that the time for it was over: this clock is behind that of the event store by more than the deadline. Set the clock right';

/**
 * Throws StoreRefused where the user may not write, or the stream is gone.
 * @param soon it came long before the deadline
 */
export function answerOf(answer: BatchAppendResp, soon: boolean): WireAnswer {
  const success = answer.getSuccess();
  if (!success) return failureOf(answer, soon);
  const position = success.getPosition();
  const revision = Number(success.getCurrentRevision());
  return { kind: 'stored', revision, position: position && placeOf(position).prepare };
}

function failureOf(answer: BatchAppendResp, soon: boolean): WireAnswer {
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
    case 'event_store.client.MaximumAppendEventSizeExceeded': {
      const cure = `the event store does not take so large an event; set its MaxAppendEventSize to ${EVENT_BYTES_MAX} bytes or more`;
      return { kind: 'refused', reason: 'too-large', detail: cure };
    }
    case 'event_store.client.BadRequest':
      return { kind: 'refused', reason: 'bad-event', detail: shared.BadRequest.deserializeBinary(bytes).getMessage() };
    case 'event_store.client.StreamDeleted':
      throw tombstoned(textOf(answer.getStreamIdentifier()?.getStreamName_asU8()));
    case 'event_store.client.AccessDenied':
      throw new StoreRefused('The event store does not let us write: give its user the right to write our streams.');
    case TIMEOUT:
      return { kind: 'lost', detail: soon ? CLOCK_BEHIND : 'the event store did not write it in time' };
    default:
      // Unknown, "Server Is Busy", "Server Is Not Ready" and whatever a later server may say.
      return { kind: 'lost', detail: status?.getMessage() || name };
  }
}
