/** The one call that reads: a stream or `$all`, forwards or backwards, a number of events or for ever. */
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log.js';
import { eventOf, identifierOf, nameOf } from './protocol.js';
import { failure, refusal, type Room } from './room.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Filter = (record: LogRecord) => boolean;

/** Events considered between two checkpoints of a filtered subscription, where the client names no window. */
const WINDOW = 32;
const BACKWARDS = 1;
/** Records whose search takes `searchMs`. */
const SEARCHED = 64;

export function read(room: Room): (call: Call) => void {
  return (call) => {
    const options = call.request.getOptions();
    const no = refusal(room, call.metadata);
    if (no || !options) return void call.emit('error', no);
    if (room.faults.silentReads) return;
    if (options.hasSubscription()) return void subscribe(room, call, options);
    const page = options.hasStream() ? pageOfStream(room, call, options) : pageOfAll(room, call, options);
    const { records, considered = 0 } = page ?? {};
    const tell = (): void => {
      for (const record of records ?? []) call.write(answerOf(room, record, options));
      if (page) call.end();
    };
    const ms = searchMsOf(room, considered);
    if (ms > 0) setTimeout(tell, ms);
    else tell();
  };
}

interface Page {
  readonly records: readonly LogRecord[];
  /** How many were looked at. */
  readonly considered?: number;
}

function searchMsOf({ faults }: Room, considered: number): number {
  return Math.floor(considered / SEARCHED) * faults.searchMs;
}

/** A link as itself, or, where that was asked for, with the event that it leads to. */
function answerOf({ log }: Room, record: LogRecord, options: ReadReq.Options): ReadResp {
  if (record.type !== '$>' || !options.getResolveLinks()) return eventOf(record);
  const [revision, ...stream] = record.data.toString('utf8').split('@');
  return eventOf(log.stream(stream.join('@'))[Number(revision)], record);
}

function pageOfStream(room: Room, call: Call, options: ReadReq.Options): Page | undefined {
  const asked = options.getStream();
  const name = nameOf(asked?.getStreamIdentifier());
  const records = room.log.stream(name);
  if (room.log.isTombstoned(name)) {
    const error = failure(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`);
    error.metadata.set('exception', 'stream-deleted');
    if (!room.faults.bareErrors) error.metadata.set('stream-name', name);
    return void call.emit('error', error);
  }
  const cut = room.log.cutOf(name);
  if (records.length === 0 || cut >= records.length) {
    const missing = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name));
    call.write(new streams.ReadResp().setStreamNotFound(missing));
    call.end();
    return undefined;
  }
  const count = Number(options.getCount());
  if ((options.getReadDirection() as number) === BACKWARDS) {
    const from = asked?.hasRevision() ? Number(asked.getRevision()) : records.length - 1;
    return { records: records.slice(Math.max(cut, from - count + 1), from + 1).reverse() };
  }
  const from = Math.max(cut, asked?.hasRevision() ? Number(asked.getRevision()) : 0);
  return { records: records.slice(from, from + count) };
}

function pageOfAll(room: Room, call: Call, options: ReadReq.Options): Page | undefined {
  const { log } = room;
  const filter = filterOf(options);
  const count = Number(options.getCount());
  const backwards = (options.getReadDirection() as number) === BACKWARDS;
  const at = startOf(room, options, backwards);
  if (at === undefined)
    return void call.emit('error', failure(status.UNKNOWN, 'Unexpected FilteredReadAllResult: Error'));
  const found: LogRecord[] = [];
  const step = backwards ? -1 : 1;
  let i = backwards ? at - 1 : at;
  for (; found.length < count && i >= 0 && i < log.records.length; i += step) {
    const record = log.records[i] as LogRecord;
    if (filter(record)) found.push(record);
  }
  return { records: found, considered: Math.abs(i - at) };
}

/** Index of the record at which a read of all begins; undefined where the position is none. */
function startOf({ log }: Room, options: ReadReq.Options, backwards: boolean): number | undefined {
  const asked = options.getAll();
  const position = asked?.getPosition();
  if (!position) return asked?.hasEnd() || (backwards && !asked?.hasStart()) ? log.records.length : 0;
  return log.indexFrom(Number(position.getCommitPosition()));
}

function filterOf(options: ReadReq.Options): Filter {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const named = filter.getStreamIdentifier();
  const expression = named ?? filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : undefined;
  return (record) => {
    const text = named ? record.stream : record.type;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}

async function subscribe(room: Room, call: Call, options: ReadReq.Options): Promise<void> {
  const { log } = room;
  const begun = startOf(room, options, false);
  if (begun === undefined) return void call.emit('error', failure(status.UNKNOWN, 'Unexpected position'));
  let isOver = false;
  let wake = (): void => undefined;
  const stop = log.listen(() => wake());
  const over = (): void => {
    isOver = true;
    room.subscriptions.delete(call);
    stop();
    wake();
  };
  room.subscriptions.add(call);
  call.on('cancelled', over).on('close', over).on('error', over).on('finish', over);
  const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(`s-${Date.now()}`);
  call.write(new streams.ReadResp().setConfirmation(confirmed));
  const after = namedIn(options);
  const filter = filterOf(options);
  const window = windowOf(options);
  let isLive = false;
  for (let next = begun, considered = 0; !isOver;) {
    const record = log.records[next];
    if (!record) {
      if (!isLive && !room.faults.withoutCaughtUp)
        call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
      isLive = true;
      await new Promise<void>((resolve) => (wake = resolve));
      continue;
    }
    next += 1;
    if (record.position <= after) continue;
    if (filter(record) && !room.faults.silentSubscriptions && !call.write(answerOf(room, record, options)))
      await drained(call);
    if (options.hasFilter() && ++considered % window === 0) call.write(checkpointAt(record));
    if (next % 256 === 0) await turn();
    if (room.faults.searchMs > 0 && next % SEARCHED === 0) await sleep(room.faults.searchMs);
  }
}

/** A subscription is told what comes after the position that it names; -1: it names none. */
function namedIn(options: ReadReq.Options): number {
  const named = options.getAll()?.getPosition();
  return named ? Number(named.getCommitPosition()) : -1;
}

/** Events considered between two checkpoints. */
function windowOf(options: ReadReq.Options): number {
  return WINDOW * Math.max(1, options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
}

/** Until the network has taken what was written, or nobody wants it any more. */
function drained(call: Call): Promise<void> {
  const events = ['drain', 'close', 'cancelled'] as const;
  return new Promise((resolve) => {
    const go = (): void => {
      for (const event of events) call.off(event, go);
      resolve();
    };
    for (const event of events) call.on(event, go);
  });
}

function checkpointAt({ position }: LogRecord): ReadResp {
  const place = String(position);
  const checkpoint = new streams.ReadResp.Checkpoint().setCommitPosition(place).setPreparePosition(place);
  return new streams.ReadResp().setCheckpoint(checkpoint);
}
