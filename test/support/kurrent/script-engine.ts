/**
 * Scripts of the server's projection language, run in a sandbox that has what the server's interpreter documents and
 * gives, and nothing else: the definition functions while the script is read, `emit`, `linkTo` and `log` afterwards.
 */
import { createContext, runInContext, type Context } from 'node:vm';
import type { LogRecord } from './log.js';

/** What a script wrote while it handled one event. */
export interface Emitted {
  readonly stream: string;
  readonly type: string;
  readonly data: string;
  readonly isJson: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

type Handler = (state: unknown, event: object) => unknown;

/** Which calls may follow which (`_availableProperties` of the server's interpreter). */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  fromStream: ['when', 'partitionBy', 'outputState'],
  fromStreams: ['when', 'partitionBy', 'outputState'],
  fromAll: ['when', 'partitionBy', 'outputState', 'foreachStream'],
  fromCategory: ['when', 'partitionBy', 'outputState', 'foreachStream'],
  foreachStream: ['when'],
  partitionBy: ['when'],
  when: ['outputState'],
  outputState: [],
};
const MS_TO_COMPILE = 500;
const MS_TO_RUN = 250;

export class ScriptEngine {
  private readonly context: Context;
  private readonly handlers = new Map<string, Handler>();
  private readonly states = new Map<string, unknown>();
  private source: (stream: string) => boolean = () => false;
  private partition: ((record: LogRecord, event: object) => string) | undefined;
  private emitted: Emitted[] = [];

  /** Throws what is wrong with the script, as the server faults it. */
  constructor(script: string) {
    const definition = this.definition();
    this.context = createContext({ ...definition, log: () => undefined });
    runInContext(script, this.context, { timeout: MS_TO_COMPILE });
    for (const name of Object.keys(definition)) runInContext(`delete globalThis.${name}`, this.context);
    Object.assign(this.context, this.execution());
  }

  /** What the script writes for one event. Throws what the script throws. */
  handle(record: LogRecord): readonly Emitted[] {
    if (!this.source(record.stream)) return [];
    // As the server reads: links of others are left out, so is its own book-keeping.
    if (record.stream.startsWith('$') || record.type === '$>') return [];
    const handler = this.handlers.get(record.type) ?? this.handlers.get('$any');
    if (!handler) return [];
    const event = envelopeOf(record);
    const key = this.partition?.(record, event) ?? '';
    if (!this.states.has(key)) this.states.set(key, this.handlers.get('$init')?.(undefined, event) ?? {});
    this.emitted = [];
    Object.assign(this.context, { $handler: handler, $state: this.states.get(key), $event: event });
    const state: unknown = runInContext('$handler($state, $event)', this.context, { timeout: MS_TO_RUN });
    if (state !== undefined) this.states.set(key, state);
    return this.emitted;
  }

  private definition(): Record<string, unknown> {
    const from = (name: string, source: (stream: string) => boolean): object => {
      this.source = source;
      return this.chain(name);
    };
    return {
      options: () => undefined,
      fromAll: () => from('fromAll', () => true),
      fromStream: (name: string) => from('fromStream', (stream) => stream === name),
      fromStreams: (names: readonly string[]) => from('fromStreams', (stream) => names.includes(stream)),
      fromCategory: (name: string) => from('fromCategory', (stream) => stream.startsWith(`${name}-`)),
    };
  }

  /** What may be called behind a call. */
  private chain(name: string): object {
    const calls: Readonly<Record<string, (argument: never) => object>> = {
      when: (handlers: Readonly<Record<string, Handler>>) => {
        for (const [type, handler] of Object.entries(handlers)) this.handlers.set(type, handler);
        return this.chain('when');
      },
      foreachStream: () => {
        this.partition = ({ stream }) => stream;
        return this.chain('foreachStream');
      },
      partitionBy: (by: (event: object) => unknown) => {
        this.partition = (_record, event) => String(by(event));
        return this.chain('partitionBy');
      },
      outputState: () => this.chain('outputState'),
    };
    return Object.fromEntries((FOLLOWS[name] ?? []).map((next) => [next, calls[next]]));
  }

  private execution(): Record<string, unknown> {
    return {
      linkTo: (stream: unknown, event: { sequenceNumber?: unknown; streamId?: unknown }, metadata: object = {}) => {
        const { sequenceNumber, streamId } = event;
        if (typeof sequenceNumber !== 'number' || typeof streamId !== 'string')
          throw new Error('Invalid link to event');
        this.write(stream, { type: '$>', data: `${sequenceNumber}@${streamId}`, isJson: false, metadata });
      },
      emit: (stream: unknown, type: unknown, body: unknown, metadata: object = {}) => {
        if (typeof body !== 'object' || body === null) throw new Error('object expected');
        this.write(stream, { type: textOf(type), data: JSON.stringify(body), isJson: true, metadata });
      },
      copyTo: () => undefined,
    };
  }

  private write(stream: unknown, what: Omit<Emitted, 'stream' | 'metadata'> & { metadata: object }): void {
    this.emitted.push({ ...what, stream: textOf(stream), metadata: { ...what.metadata } });
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new Error('string expected');
}

/** An event as a handler sees it: read-only, its body parsed where it is JSON. */
function envelopeOf(record: LogRecord): object {
  const bodyRaw = record.data.toString('utf8');
  const metadataRaw = record.meta.toString('utf8');
  const body: unknown = record.isJson && bodyRaw !== '' ? JSON.parse(bodyRaw) : undefined;
  const { stream: streamId, revision: sequenceNumber, type: eventType, id: eventId, isJson } = record;
  return Object.freeze({
    streamId,
    sequenceNumber,
    eventType,
    eventId,
    isJson,
    bodyRaw,
    metadataRaw,
    body,
    data: body,
  });
}
