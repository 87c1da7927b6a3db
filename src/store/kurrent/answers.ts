/** What the server says of an append. */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { NAMESPACE, notStored, type AppendError } from '../remote/append-errors.js';
import type { WireAnswer } from '../remote/wire.js';
import { placeOf, textOf } from './messages.js';

/** As `AppendClient.read`. */
export function answerOf(answer: BatchAppendResp, soon: boolean): WireAnswer {
  const success = answer.getSuccess();
  if (!success) return notStored(errorOf(answer), soon);
  const position = success.getPosition();
  const revision = Number(success.getCurrentRevision());
  return { kind: 'stored', revision, position: position && placeOf(position).prepare };
}

function errorOf(answer: BatchAppendResp): AppendError {
  const status = answer.getError();
  const detail = status?.getDetails();
  const name = (detail?.getTypeName() ?? '').replace(NAMESPACE, '');
  const stream = textOf(answer.getStreamIdentifier()?.getStreamName_asU8());
  const error = { name, stream, message: status?.getMessage() ?? '' };
  return { ...error, ...detailOf(name, detail?.getValue_asU8() ?? new Uint8Array()) };
}

function detailOf(name: string, bytes: Uint8Array): Partial<AppendError> {
  switch (name) {
    case 'WrongExpectedVersion': {
      const wrong = shared.WrongExpectedVersion.deserializeBinary(bytes);
      return wrong.hasCurrentStreamRevision() ? { current: Number(wrong.getCurrentStreamRevision()) } : {};
    }
    case 'MaximumAppendSizeExceeded':
      return { most: shared.MaximumAppendSizeExceeded.deserializeBinary(bytes).getMaxappendsize() };
    case 'BadRequest':
      return { message: shared.BadRequest.deserializeBinary(bytes).getMessage() };
    default:
      return {};
  }
}
