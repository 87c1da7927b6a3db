/** Our events as the server's messages, and back. Bytes stay as they are: nothing parses a body. */
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import timestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { NewEvent } from '../port.js';
import type { Appending } from '../remote/appender.js';
import { placeAt, type AllFrom, type Place, type Received, type Source } from '../remote/wire.js';

export function appendRequest(
  correlation: string,
  { stream, events, expected }: Appending,
  deadline: Date,
): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifierOf(stream)).setDeadline(timestampPb.Timestamp.fromDate(deadline));
  if (expected === 'no-stream') options.setNoStream(new emptyPb.Empty());
  else options.setStreamPosition(String(expected));
  const request = new streams.BatchAppendReq().setOptions(options).setIsFinal(true);
  request.setCorrelationId(new shared.UUID().setString(correlation));
  return request.setProposedMessagesList(events.map(proposed));
}

function proposed({ id, type, data, meta }: NewEvent): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
  message.setData(Buffer.from(data)).setCustomMetadata(Buffer.from(meta));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
}

/** @param count how many; undefined: a subscription, which begins after the place that it names */
export function readRequest(source: Source, count: number | undefined): ReadReq {
  const options = new streams.ReadReq.Options().setResolveLinks(false);
  options.setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()));
  if (count === undefined) options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  else options.setCount(String(count));
  if ('stream' in source) {
    const stream = new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(identifierOf(source.stream));
    options.setStream(stream.setRevision(String(source.from))).setNoFilter(new shared.Empty());
  } else {
    options.setAll(allOptions(source.from)).setFilter(filterOf(source));
    options.setReadDirection(source.backwards ? 1 : 0);
  }
  return new streams.ReadReq().setOptions(options);
}

function allOptions(from: AllFrom['from']): ReadReq.Options.AllOptions {
  const all = new streams.ReadReq.Options.AllOptions();
  if (from === 'start') return all.setStart(new shared.Empty());
  if (from === 'end') return all.setEnd(new shared.Empty());
  const place = new streams.ReadReq.Options.Position().setCommitPosition(String(from.commit));
  return all.setPosition(place.setPreparePosition(String(from.prepare)));
}

function filterOf({ prefixes, of }: AllFrom): ReadReq.Options.FilterOptions {
  const names = new streams.ReadReq.Options.FilterOptions.Expression().setPrefixList([...prefixes]);
  const filter = new streams.ReadReq.Options.FilterOptions();
  if (of === 'types') filter.setEventType(names);
  else filter.setStreamIdentifier(names);
  return filter.setCount(new shared.Empty()).setCheckpointintervalmultiplier(32);
}

function identifierOf(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

/** The event of an answer; undefined where it carries none (a confirmation, a checkpoint, the end of catching up). */
export function receivedOf(answer: ReadResp): Received | undefined {
  const recorded = answer.getEvent()?.getEvent();
  if (!recorded) return undefined;
  const about = recorded.getMetadataMap();
  const place = placeOf(recorded);
  const event = {
    stream: textOf(recorded.getStreamIdentifier()?.getStreamName_asU8()),
    revision: Number(recorded.getStreamRevision()),
    position: place.prepare,
    id: recorded.getId()?.getString() ?? '',
    type: about.get('type') ?? '',
    data: textOf(recorded.getData_asU8()),
    meta: textOf(recorded.getCustomMetadata_asU8()),
  };
  return { event, place };
}

export function placeOf(message: { getCommitPosition(): string; getPreparePosition(): string }): Place {
  return placeAt(message.getCommitPosition(), message.getPreparePosition());
}

export function textOf(bytes: Uint8Array | undefined): string {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : '';
}
