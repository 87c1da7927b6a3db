/** Names of our streams on a server that others use too: with a prefix of letters, and without it in the ledger. */
import type { StoredEvent } from '../port.js';
import { METADATA_STREAM } from './retention.js';
import type { Received } from './wire.js';

export class StreamNames {
  /** How names of our streams begin on the server. */
  readonly facts: readonly string[];
  /** How names of the streams begin that hold their settings there. */
  readonly settings: readonly string[];

  /** @param prefix letters before each name; none: our names as they are */
  constructor(
    categories: readonly string[],
    private readonly prefix: string,
  ) {
    this.facts = categories.map((category) => `${prefix}${category}-`);
    this.settings = this.facts.map((name) => METADATA_STREAM + name);
  }

  onServer(stream: string): string {
    return this.prefix + stream;
  }

  /** Those of the events that are of our streams, or of their settings. */
  ours(received: readonly Received[]): Received[] {
    const starts = [...this.facts, ...this.settings];
    return received
      .filter(({ event }) => starts.some((start) => event.stream.startsWith(start)))
      .map((each) => this.inLedger(each));
  }

  inLedger({ event, place }: Received): Received {
    return this.prefix === '' ? { event, place } : { event: this.stripped(event), place };
  }

  private stripped(event: StoredEvent): StoredEvent {
    const mark = event.stream.startsWith(METADATA_STREAM) ? METADATA_STREAM : '';
    return { ...event, stream: mark + event.stream.slice(mark.length + this.prefix.length) };
  }
}
