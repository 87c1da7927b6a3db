import type { SourceItem } from '../row.js';
import { FieldBag, damagedField, type Fields } from './fields.js';
import { type Decoded, type ItemParser, fatal, row, unreadable } from './parser.js';
import { shown } from './text.js';
import { AttributePath } from './xes-attributes.js';
import { XmlScanner } from './xml-scanner.js';
import type { TagReader } from './xml-tag.js';

/** What reading stands in: the attributes that come next belong to it. */
type Scope = 'document' | 'log' | 'global' | 'trace' | 'event';

/** The fields of one kind that every event inherits, as lists: they are copied once per event. */
interface Inherited {
  names: readonly string[];
  values: readonly string[];
}

const NOTHING: Inherited = { names: [], values: [] };

/**
 * Reads XES event logs: one row per event, in document order, with its attributes by key, its trace's as `trace:<key>`,
 * and the log's `<global>` defaults where the event or trace has no such attribute. Attributes of the log are dropped.
 */
export class XesParser implements ItemParser {
  stopped = false;
  private readonly scanner = new XmlScanner({ open: (tag) => this.open(tag), close: () => this.close() });
  private readonly path = new AttributePath();
  private out: SourceItem[] = [];
  private scope: Scope = 'document';
  /** Depth inside an element that is passed over. */
  private skipping = 0;
  private inTrace = false;
  private traces = 0;
  /** Number of the event inside its trace, or outside any trace, from 1. */
  private events = 0;
  private looseEvents = 0;
  private traceName = '';
  private trace = new FieldBag();
  private event = new FieldBag();
  private global = new FieldBag();
  private globalFor: 'event' | 'trace' = 'event';
  private ofTrace = NOTHING;
  private eventDefaults = NOTHING;
  private traceDefaults = NOTHING;

  constructor(private readonly decoded: Decoded) {}

  write(text: string, out: SourceItem[]): void {
    if (this.stopped) return;
    this.out = out;
    this.scanner.write(text);
    this.checkFailure();
  }

  end(out: SourceItem[]): void {
    if (this.stopped) return;
    this.out = out;
    this.scanner.end();
    this.checkFailure();
  }

  breakOff(): void {}

  here(): string {
    const { line, column } = this.scanner.here();
    return `line ${line}, column ${column}`;
  }

  private checkFailure(): void {
    const { failure } = this.scanner;
    if (failure === undefined) return;
    this.stopped = true;
    this.out.push(fatal(`line ${failure.line}, column ${failure.column}`, { reason: failure.reason }));
  }

  private open(tag: TagReader): void {
    const element = tag.name.slice(tag.name.indexOf(':') + 1);
    if (this.skipping > 0) this.skipping += 1;
    else if (this.path.depth > 0) this.path.open(element, tag, this.bag());
    else this.openIn(this.scope, element, tag);
  }

  private openIn(scope: Scope, element: string, tag: TagReader): void {
    switch (scope) {
      case 'document':
        if (element !== 'log')
          this.scanner.refuse(`this is XML, but no XES log: its root element is <${shown(tag.name)}>`);
        this.scope = 'log';
        return;
      case 'log':
        return this.openInLog(element, tag);
      case 'trace':
        return element === 'event' ? this.openEvent() : this.openTraceAttribute(element, tag);
      case 'event':
      case 'global':
        if (element !== 'event' && element !== 'trace') return this.path.open(element, tag, this.bag());
        this.bag().complain({ reason: `an ${scope} holds an <${element}> element` });
        this.skipping = 1;
    }
  }

  private openInLog(element: string, tag: TagReader): void {
    const scope = tag.get('scope');
    if (element === 'trace') this.openTrace();
    else if (element === 'event') this.openEvent();
    else if (element === 'global' && (scope === 'event' || scope === 'trace')) {
      this.scope = 'global';
      this.global = new FieldBag();
      this.globalFor = scope;
    } else this.skipping = 1;
  }

  private openTrace(): void {
    this.scope = 'trace';
    this.inTrace = true;
    this.traces += 1;
    this.events = 0;
    this.trace = new FieldBag();
  }

  private openTraceAttribute(element: string, tag: TagReader): void {
    if (this.events > 0) {
      const reason = 'a trace attribute stands behind the first event: the rows of its trace were made without it';
      this.out.push(
        unreadable(this.tracePlace(), { field: `trace:${tag.get('key') ?? ''}`, value: tag.get('value'), reason }),
      );
      this.skipping = 1;
    } else this.path.open(element, tag, this.trace);
  }

  private openEvent(): void {
    this.scope = 'event';
    this.event = new FieldBag();
    if (!this.inTrace) this.looseEvents += 1;
    else if (this.events++ === 0) this.traceBegins();
  }

  /** The attributes of the trace are complete: its first event, or its end, has come. */
  private traceBegins(): void {
    const own = this.trace.fields;
    this.traceName = shown(own['concept:name'] ?? String(this.traces));
    addDefaults(this.trace, this.traceDefaults);
    this.ofTrace = inherited(own, 'trace:');
  }

  private close(): void {
    if (this.skipping > 0) this.skipping -= 1;
    else if (this.path.depth > 0) this.path.close();
    else this.closeScope(this.scope);
  }

  private closeScope(scope: Scope): void {
    switch (scope) {
      case 'document':
      case 'log':
        this.scope = 'document';
        return;
      case 'global':
        if (this.globalFor === 'event') this.eventDefaults = inherited(this.global.fields, '');
        else this.traceDefaults = inherited(this.global.fields, '');
        if (this.global.problem !== undefined) this.out.push(unreadable('the log', this.global.problem));
        this.scope = 'log';
        return;
      case 'trace':
        if (this.events === 0) this.emptyTrace();
        this.inTrace = false;
        this.scope = 'log';
        return;
      case 'event':
        this.out.push(this.eventItem());
        this.scope = this.inTrace ? 'trace' : 'log';
    }
  }

  private emptyTrace(): void {
    this.traceBegins();
    this.out.push(unreadable(this.tracePlace(), { reason: 'trace without events' }));
  }

  private eventItem(): SourceItem {
    const { event } = this;
    if (this.inTrace) {
      if (this.trace.problem !== undefined) event.complain(this.trace.problem);
      for (let n = 0; n < this.ofTrace.names.length; n++)
        event.put(this.ofTrace.names[n] ?? '', this.ofTrace.values[n] ?? '');
    }
    addDefaults(event, this.eventDefaults);
    const place = this.inTrace ? `${this.tracePlace()}, event ${this.events}` : `event ${this.looseEvents}`;
    if (this.decoded.damaged) {
      const damage = damagedField(event.fields, this.decoded.encoding);
      if (damage !== undefined) event.complain(damage);
    }
    return event.problem === undefined ? row(place, event.fields) : unreadable(place, event.problem);
  }

  private tracePlace(): string {
    return `trace ${this.traceName}`;
  }

  private bag(): FieldBag {
    return this.scope === 'event' ? this.event : this.scope === 'trace' ? this.trace : this.global;
  }
}

function inherited(fields: Readonly<Fields>, prefix: string): Inherited {
  const names = Object.keys(fields);
  return { names: names.map((name) => prefix + name), values: names.map((name) => fields[name] ?? '') };
}

function addDefaults(bag: FieldBag, { names, values }: Inherited): void {
  for (let n = 0; n < names.length; n++) {
    const name = names[n] ?? '';
    if (bag.fields[name] === undefined) bag.put(name, values[n] ?? '');
  }
}
