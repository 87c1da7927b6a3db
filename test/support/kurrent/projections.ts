/** The projections of a server: kept with its log, run as it grows, and what they write is written into it. */
import { randomUUID } from 'node:crypto';
import type { LogRecord, ServerLog } from './log.js';
import { ScriptEngine, type Emitted } from './script-engine.js';

export interface Projection {
  readonly name: string;
  query: string;
  emits: boolean;
  readonly tracks: boolean;
  status: 'Running' | 'Stopped' | 'Faulted';
  reason: string;
  /** Index of the record in the log that it reads next. */
  next: number;
  readonly streams: Set<string>;
  engine: ScriptEngine | undefined;
}

/** A stream that was deleted: its facts are before every revision. */
const EVERY_REVISION = 9_223_372_036_854_776_000;

export class ServerProjections {
  readonly all = new Map<string, Projection>();
  private isRunning = false;

  constructor(private readonly log: ServerLog) {
    log.listen(() => this.run());
  }

  create(name: string, query: string, emits: boolean, tracks: boolean): void {
    const streams = new Set<string>();
    const made: Projection = {
      name,
      query,
      emits,
      tracks,
      status: 'Running',
      reason: '',
      next: 0,
      streams,
      engine: undefined,
    };
    this.all.set(name, made);
    this.begin(made);
    this.record(made);
    this.run();
  }

  update(projection: Projection, query: string, emits: boolean | undefined): void {
    projection.query = query;
    projection.emits = emits ?? projection.emits;
    if (projection.status === 'Faulted') projection.status = 'Running';
    this.begin(projection);
    this.record(projection);
    this.run();
  }

  enable(projection: Projection): void {
    Object.assign(projection, { status: 'Running', reason: '' });
    this.begin(projection);
    this.record(projection);
    this.run();
  }

  disable(projection: Projection): void {
    if (projection.status === 'Running') projection.status = 'Stopped';
    this.record(projection);
  }

  remove(projection: Projection, withStreams: boolean): void {
    this.all.delete(projection.name);
    const made = withStreams && projection.tracks ? [...projection.streams] : [];
    for (const stream of [...made, `$projections-${projection.name}`]) {
      this.append(`$$${stream}`, '$metadata', { $tb: EVERY_REVISION });
    }
  }

  /** Per cent of the log that was read. */
  progressOf({ next }: Projection): number {
    return (100 * next) / Math.max(1, this.log.records.length);
  }

  private begin(projection: Projection): void {
    try {
      projection.engine = new ScriptEngine(projection.query);
    } catch (error) {
      Object.assign(projection, { status: 'Faulted', reason: String(error), engine: undefined });
    }
  }

  /** To the end of the log, what is written meanwhile included. */
  private run(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    for (const projection of this.all.values()) {
      while (projection.status === 'Running' && projection.next < this.log.records.length) {
        this.step(projection, this.log.records[projection.next] as LogRecord);
      }
    }
    this.isRunning = false;
    // A later one may have written what an earlier one has not read.
    const isBehind = ({ status, next }: Projection): boolean => status === 'Running' && next < this.log.records.length;
    if ([...this.all.values()].some(isBehind)) this.run();
  }

  private step(projection: Projection, record: LogRecord): void {
    projection.next += 1;
    try {
      const emitted = projection.engine?.handle(record) ?? [];
      if (emitted.length > 0 && !projection.emits)
        throw new Error('emit is not allowed by the projection configuration');
      for (const each of emitted) this.write(projection, record, each);
    } catch (error) {
      projection.next -= 1;
      const reason = `The projection failed at ${record.revision}@${record.stream}: ${String(error)}`;
      Object.assign(projection, { status: 'Faulted', reason });
    }
  }

  private write(projection: Projection, cause: LogRecord, { stream, type, data, isJson, metadata }: Emitted): void {
    if (projection.tracks && !projection.streams.has(stream)) {
      this.append(`$projections-${projection.name}-emittedstreams`, '$StreamTracked', stream);
    }
    projection.streams.add(stream);
    const place = { $v: '1:-1:0:4', $c: cause.position, $p: cause.position, $causedBy: cause.id };
    const meta = Buffer.from(JSON.stringify({ ...place, ...metadata }));
    this.log.append(stream, [{ id: randomUUID(), type, isJson, data: Buffer.from(data), meta }], 'any');
  }

  /** As the server keeps it: its own stream, the last event of which tells. */
  private record({ name, query, emits, tracks, status }: Projection): void {
    const told = { handlerType: 'JS', query, mode: 'Continuous', enabled: status !== 'Stopped' };
    this.append(`$projections-${name}`, '$ProjectionUpdated', {
      ...told,
      emitEnabled: emits,
      trackEmittedStreams: tracks,
    });
  }

  private append(stream: string, type: string, body: unknown): void {
    const event = {
      id: randomUUID(),
      type,
      isJson: true,
      data: Buffer.from(JSON.stringify(body)),
      meta: Buffer.alloc(0),
    };
    this.log.append(stream, [event], 'any');
  }
}
