/** What the server says of an append that it did not write, by the names that its protocol gives errors. */
import { EVENT_BYTES_MAX, StoreRefused } from '../port.js';
import { tombstoned } from './retention.js';
import type { WireAnswer } from './wire.js';

/** Where messages of the protocol that every client shares begin: `event_store.client.WrongExpectedVersion`. */
export const NAMESPACE = 'event_store.client.';

/** The server holds the deadline of an append against its own clock. */
const CLOCK_BEHIND =
  'the event store said at once that the time for it was over: this clock is behind that of the event store by more than the deadline. Set the clock right';

/** What was read of the error's details. */
export interface AppendError {
  /** Without the namespace. */
  readonly name: string;
  readonly stream: string;
  /** Of `WrongExpectedVersion`: where the stream ends; -1: there is none. */
  readonly current?: number;
  /** Of `MaximumAppendSizeExceeded`: bytes. */
  readonly most?: number;
  /** In the server's words. */
  readonly message: string;
}

/**
 * Throws StoreRefused where the user may not write, or the stream is gone.
 * @param soon it came long before the deadline
 */
export function notStored({ name, stream, current = -1, most, message }: AppendError, soon: boolean): WireAnswer {
  switch (name) {
    case 'WrongExpectedVersion':
      return { kind: 'stale', current };
    case 'MaximumAppendSizeExceeded': {
      const cure = `the event store takes ${most ?? 'fewer'} bytes in one append; set its MaxAppendSize to 1 MiB or more`;
      return { kind: 'refused', reason: 'too-large', detail: cure };
    }
    case 'MaximumAppendEventSizeExceeded': {
      const cure = `the event store does not take so large an event; set its MaxAppendEventSize to ${EVENT_BYTES_MAX} bytes or more`;
      return { kind: 'refused', reason: 'too-large', detail: cure };
    }
    case 'BadRequest':
      return { kind: 'refused', reason: 'bad-event', detail: message };
    case 'StreamDeleted':
      throw tombstoned(stream);
    case 'AccessDenied':
      throw new StoreRefused('The event store does not let us write: give its user the right to write our streams.');
    case 'Timeout':
      return { kind: 'lost', detail: soon ? CLOCK_BEHIND : 'the event store did not write it in time' };
    default:
      // Unknown, "Server Is Busy", "Server Is Not Ready" and whatever a later server may say.
      return { kind: 'lost', detail: message || name };
  }
}
