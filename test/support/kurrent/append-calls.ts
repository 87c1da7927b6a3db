/** The two ways to append over gRPC: one call for each append, or many on one long call. */
import { setTimeout as sleep } from 'node:timers/promises';
import { status, type ServerDuplexStream, type ServerReadableStream, type sendUnaryData } from '@grpc/grpc-js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision, LogAnswer, Proposed } from './log.js';
import { identifierOf, nameOf, packed, uuidOf } from './protocol.js';
import { failure, NO_LEADER, notLeader, refusal, turnedAway, type Room } from './room.js';

type Batch = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Message = BatchAppendReq.ProposedMessage | AppendReq.ProposedMessage;

interface Pending {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly deadline: number;
  readonly events: Proposed[];
}

export function batchAppend(room: Room): (call: Batch) => void {
  return (call) => {
    const pending = new Map<string, Pending>();
    const no = turnedAway(room, call.metadata);
    if (no) return void call.emit('error', no);
    room.batches.add(call);
    call.on('close', () => room.batches.delete(call));
    call.on('error', () => room.batches.delete(call));
    call.on('end', () => call.end());
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options) {
        const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
        const stream = nameOf(options.getStreamIdentifier());
        pending.set(correlation, { stream, expected: expectedInBatch(options), deadline, events: [] });
      }
      const append = pending.get(correlation);
      append?.events.push(...request.getProposedMessagesList().map(proposed));
      if (!append || !request.getIsFinal()) return;
      pending.delete(correlation);
      void answerBatch(room, call, correlation, append);
    });
  };
}

async function answerBatch(room: Room, call: Batch, correlation: string, append: Pending): Promise<void> {
  const { faults } = room;
  // The call is opened anywhere; that this node does not lead is found when there is something to write.
  const elsewhere = notLeader(room, call.metadata);
  if (elsewhere && elsewhere.details !== NO_LEADER) return void call.emit('error', elsewhere);
  if (faults.slowMs > 0) await sleep(faults.slowMs);
  if (faults.silent === 'dropped') return;
  const answer = elsewhere ? leaderless() : batchAnswer(room, append);
  if (faults.poison) {
    faults.poison = false;
    return void call.emit('error', failure(status.UNKNOWN, 'poisoned'));
  }
  if (faults.lateMs > 0) await sleep(faults.lateMs);
  if (room.isSilentNow()) return;
  const response = answer.setCorrelationId(uuidOf(correlation)).setStreamIdentifier(identifierOf(append.stream));
  if (call.destroyed) return;
  call.write(response);
  if (!faults.duplicates) return;
  call.write(response);
  call.write(response.clone().setCorrelationId(uuidOf('ffffffff-ffff-4fff-bfff-ffffffffffff')));
}

/** During an election the call stays: each append is told that nobody knows the leader. */
function leaderless(): BatchAppendResp {
  const detail = packed('', new emptyPb.Empty());
  return new streams.BatchAppendResp().setError(new statusPb.Status().setMessage(NO_LEADER).setDetails(detail));
}

function batchAnswer(room: Room, { stream, events, expected, deadline }: Pending): BatchAppendResp {
  const response = new streams.BatchAppendResp();
  const failed = (name: string, detail: { serializeBinary(): Uint8Array }): BatchAppendResp =>
    response.setError(new statusPb.Status().setMessage(name).setDetails(packed(name, detail)));
  const { maxAppendSize, maxEventSize, clockAheadMs } = room.faults;
  if (deadline <= Date.now() + clockAheadMs) return failed('Timeout', new shared.Timeout());
  // The stubs are older than this answer: its detail is none that they know.
  if (events.some((event) => sizeOf([event]) > maxEventSize)) {
    return failed('MaximumAppendEventSizeExceeded', new emptyPb.Empty());
  }
  if (sizeOf(events) > maxAppendSize) {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendSize);
    return failed('MaximumAppendSizeExceeded', detail);
  }
  const answer = room.log.append(stream, events, expected);
  if (answer.kind === 'deleted') {
    return failed('StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)));
  }
  if (answer.kind === 'wrong-version') {
    const detail = new shared.WrongExpectedVersion();
    if (answer.current < 0) detail.setCurrentNoStream(new emptyPb.Empty());
    else detail.setCurrentStreamRevision(String(answer.current));
    if (typeof expected === 'number') detail.setExpectedStreamPosition(String(expected));
    else if (expected === 'no_stream') detail.setExpectedNoStream(new emptyPb.Empty());
    return failed('WrongExpectedVersion', detail);
  }
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(answer.last.revision));
  if (room.faults.withoutPosition) success.setNoPosition(new emptyPb.Empty());
  else success.setPosition(positionOf(answer, new shared.AllStreamPosition()));
  return response.setSuccess(success);
}

export function append(
  room: Room,
): (call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>) => void {
  return (call, callback) => {
    const no = refusal(room, call.metadata);
    if (no) return callback(no);
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) events.push(proposed(message));
    });
    call.on('end', () => {
      const stream = nameOf(options?.getStreamIdentifier());
      const answer = room.log.append(stream, events, options ? expectedAlone(options) : 'any');
      if (!room.isSilentNow()) callback(null, aloneAnswer(answer));
    });
  };
}

function aloneAnswer(answer: LogAnswer): AppendResp {
  const response = new streams.AppendResp();
  if (answer.kind === 'written') {
    const success = new streams.AppendResp.Success().setCurrentRevision(String(answer.last.revision));
    return response.setSuccess(success.setPosition(positionOf(answer, new streams.AppendResp.Position())));
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (answer.kind === 'deleted') return response.setWrongExpectedVersion(wrong);
  if (answer.current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(answer.current));
  return response.setWrongExpectedVersion(wrong);
}

interface Placed<T> {
  setCommitPosition(value: string): Placed<T>;
  setPreparePosition(value: string): Placed<T>;
}

function positionOf<T extends Placed<T>>({ last }: Extract<LogAnswer, { kind: 'written' }>, position: T): T {
  position.setCommitPosition(String(last.position));
  position.setPreparePosition(String(last.position));
  return position;
}

function expectedInBatch(options: BatchAppendReq.Options): ExpectedRevision {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

function expectedAlone(options: AppendReq.Options): ExpectedRevision {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

function proposed(message: Message): Proposed {
  const about = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: about.get('type') ?? '',
    isJson: about.get('content-type') === 'application/json',
    data: Buffer.from(message.getData_asU8()),
    meta: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

/** As the server counts: two bytes for each letter of a type. */
function sizeOf(events: readonly Proposed[]): number {
  return events.reduce((sum, { type, data, meta }) => sum + 2 * type.length + data.length + meta.length, 0);
}
