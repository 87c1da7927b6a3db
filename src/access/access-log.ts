/**
 * The record of who saw what: facts in `access-` streams, one a day and process, written before anything is given out
 * (design.md 3 and 6). What cannot be recorded is not given out.
 */
import { randomUUID } from 'node:crypto';
import { Problem, refusalProblem } from '../http/problem.js';
import { toInstant } from '../ledger/dates.js';
import type { Done } from '../ledger/command.js';
import { SEEN_MAX, type AccessCommand, type RecordAccess, type RecordExport } from '../ledger/access/index.js';
import { ACCESS } from '../ledger/ledger.js';
import type { ClockPort, IdPort } from '../ledger/ports.js';
import type { Transactor } from '../ledger/transact.js';
import type { Caller } from '../http/caller.js';
import type { StreamPortfolios } from './stream-portfolios.js';

/** Facts in one stream; then a further one of the same day: the write side keeps every command of a stream in memory. */
export const ACCESS_STREAM_FACTS_MAX = 10_000;

/** Who sees it. */
export interface Reader extends Pick<Caller, 'id' | 'role' | 'via'> {
  /** On whose behalf: `x-on-behalf-of`. */
  readonly obo?: string;
}

/** What is read: the streams whose values are shown, each once. */
export interface ReadOf extends Pick<RecordAccess, 'what' | 'asOf' | 'knownAt'> {
  readonly streams: readonly string[];
}

/** What is exported. */
export interface ExportOf extends ReadOf, Omit<RecordExport, keyof RecordAccess> {}

export interface AccessLogDeps {
  /** One of its own, which keeps one stream: of the others nothing is asked again. */
  readonly transactor: Transactor;
  readonly ids: IdPort;
  readonly clock: ClockPort;
  readonly portfolios: StreamPortfolios;
}

export class AccessLog {
  private readonly process = randomUUID();
  private day = '';
  private ordinal = 0;
  private facts = 0;

  constructor(private readonly deps: AccessLogDeps) {}

  /** @throws Problem 503 where it could not be recorded: then give nothing out. */
  async read({ what, streams, asOf, knownAt }: ReadOf, reader: Reader): Promise<Done> {
    const seen = await this.seen(streams);
    return this.record({ type: 'RecordAccess', what, role: reader.role, seen, asOf, knownAt }, reader);
  }

  /** @throws Problem 503 where it could not be recorded: then give nothing out. */
  async exported({ streams, ...rest }: ExportOf, reader: Reader): Promise<Done> {
    return this.record({ type: 'RecordExport', ...rest, role: reader.role, seen: await this.seen(streams) }, reader);
  }

  /** More streams than one fact may name are recorded as the portfolios that they lie in. */
  private async seen(streams: readonly string[]): Promise<RecordAccess['seen']> {
    const { portfolios } = this.deps;
    const distinct = [...new Set(streams)];
    const homes = await Promise.all(distinct.map((stream) => portfolios.of(stream)));
    if (distinct.length > SEEN_MAX) {
      return [...new Set(homes)].filter(Boolean).map((portfolio) => ({ stream: portfolio, portfolio }));
    }
    return distinct.map((stream, i) => ({ stream, ...(homes[i] ? { portfolio: homes[i] } : {}) }));
  }

  private async record(command: AccessCommand, { id: by, via, obo }: Reader): Promise<Done> {
    const request = { command, cmd: randomUUID(), by, obo, src: { via } };
    const outcome = await this.deps.transactor.run(ACCESS, this.stream(), request);
    if (outcome.kind === 'done') return outcome;
    if (outcome.kind === 'refused') throw refusalProblem(outcome);
    const detail =
      'Who sees personal data is recorded first, and that could not be written. Nothing was given out; try again.';
    throw Problem.of(503, 'access-not-recorded', detail);
  }

  private stream(): string {
    const day = toInstant(this.deps.clock.now()).slice(0, 10);
    if (day !== this.day || this.facts >= ACCESS_STREAM_FACTS_MAX) {
      this.ordinal = day === this.day ? this.ordinal + 1 : 0;
      this.facts = 0;
      this.day = day;
    }
    this.facts += 1;
    return this.deps.ids.stream('access', [day, this.process, String(this.ordinal)]);
  }
}
