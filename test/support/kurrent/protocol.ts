/** The client's own generated messages, and how records become them. */
import any from 'google-protobuf/google/protobuf/any_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log.js';

/** .NET ticks of a Unix millisecond, counted from the Unix epoch, as the server sends them. */
const TICKS = 10_000n;

export function uuidOf(id: string): InstanceType<typeof shared.UUID> {
  return new shared.UUID().setString(id);
}

export function identifierOf(name: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(name)));
}

export function nameOf(identifier: { getStreamName_asU8(): Uint8Array } | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

/** @param link the link that led to the event, whose place counts then; the event may be gone */
export function eventOf(record: LogRecord | undefined, link?: LogRecord): ReadResp {
  const place = (link ?? record)?.position ?? 0;
  const event = new streams.ReadResp.ReadEvent().setCommitPosition(String(place));
  if (record) event.setEvent(recordedOf(record));
  if (link) event.setLink(recordedOf(link));
  return new streams.ReadResp().setEvent(event);
}

function recordedOf(record: LogRecord): ReadResp.ReadEvent.RecordedEvent {
  const place = String(record.position);
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuidOf(record.id)).setStreamIdentifier(identifierOf(record.stream));
  recorded.setStreamRevision(String(record.revision)).setCommitPosition(place).setPreparePosition(place);
  recorded.setData(Uint8Array.from(record.data)).setCustomMetadata(Uint8Array.from(record.meta));
  const about = recorded.getMetadataMap();
  about.set('type', record.type);
  about.set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  about.set('created', String(BigInt(record.created) * TICKS));
  return recorded;
}

/** A detail of an error, packed as the server packs it. */
export function packed(name: string, message: { serializeBinary(): Uint8Array }): InstanceType<typeof any.Any> {
  const detail = new any.Any();
  detail.pack(message.serializeBinary(), `event_store.client.${name}`);
  return detail;
}
