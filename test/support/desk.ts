/** The write side as one process has it: a transactor with real keys and secrets around a store, and a clock that tests set. */
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { CASE, PORTFOLIO } from '../../src/ledger/ledger.js';
import type { Done, Outcome, Request } from '../../src/ledger/command.js';
import { toMillis } from '../../src/ledger/dates.js';
import { decode } from '../../src/ledger/envelope.js';
import type { AnyFact } from '../../src/ledger/fact.js';
import { PortfolioPolicies } from '../../src/ledger/portfolio/portfolio.policies.js';
import type { ClockPort, LedgerPorts } from '../../src/ledger/ports.js';
import { Transactor, type UnitOutcome } from '../../src/ledger/transact.js';
import type { KeysDb } from '../../src/privacy/keys-db.js';
import { Entropy } from '../../src/privacy/random.js';
import { embeddedSecrets, LedgerSecrets } from '../../src/privacy/secrets.js';
import { Vault } from '../../src/privacy/vault.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../../src/store/port.js';
import { NOW } from './scenario.js';

export class TestClock implements ClockPort {
  constructor(public millis = toMillis(NOW)) {}

  now(): number {
    return this.millis;
  }
}

export function portsOf(store: EventStore, keys: KeysDb, clock: ClockPort = new TestClock()): LedgerPorts {
  const entropy = new Entropy();
  const ids = new LedgerSecrets(embeddedSecrets(keys));
  return { clock, ids, entropy, conceal: new Vault(keys, entropy), policies: new PortfolioPolicies(store) };
}

/** Everything that a stream holds. */
export async function eventsOf(store: EventStore, stream: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.readStream(stream, events.length, PAGE_EVENTS_MAX);
    events.push(...page);
    if (page.length < PAGE_EVENTS_MAX) return events;
  }
}

/** The outcome of a command that should have been recorded. */
export function done(outcome: Outcome): Done {
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

/** Who a command comes from, where a test does not care. */
export function request<C extends CaseCommand>(command: C, cmd: string, more: Partial<Request> = {}): Request<C> {
  return { cmd, by: 'key:test', ...more, command };
}

export class Desk {
  readonly ports: LedgerPorts;
  readonly transactor: Transactor;
  readonly portfolio: string;
  readonly stream: string;

  /** Two desks on the same keys and the same data are two instances, or one before and after a restart. */
  constructor(
    readonly store: EventStore,
    readonly keys: KeysDb,
    readonly clock = new TestClock(),
    settleMs = 2_000,
  ) {
    this.ports = portsOf(store, keys, clock);
    this.transactor = new Transactor(store, this.ports, { settleMs });
    this.portfolio = this.ports.ids.stream('portfolio', ['test']);
    this.stream = this.ports.ids.stream('case', [this.portfolio, 'ref', 'A1']);
  }

  /** Creates the portfolio and opens the case. */
  async begin(...commands: CaseCommand[]): Promise<this> {
    const command = { type: 'CreatePortfolio' as const, name: 'test', zone: 'Europe/Rome', currency: 'EUR' };
    done(await this.transactor.run(PORTFOLIO, this.portfolio, { command, cmd: 'begin', by: 'key:test' }));
    const open: CaseCommand = { type: 'OpenCase', portfolio: this.portfolio, ref: 'A1', occurredAt: '2026-01-01' };
    for (const [i, next] of [open, ...commands].entries()) done(await this.run(next, `begin-${i}`));
    return this;
  }

  run(command: CaseCommand, cmd: string, more: Partial<Request> = {}): Promise<Outcome> {
    return this.transactor.run(CASE, this.stream, request(command, cmd, more));
  }

  /** Sends commands together, each by itself: what one comes to does not touch the others. */
  async runMany(requests: readonly Request<CaseCommand>[]): Promise<Outcome[]> {
    const outcomes = await this.runUnits(requests.map((each) => [each]));
    return outcomes.map((outcome) => ('kind' in outcome ? outcome : (outcome[0] as Done)));
  }

  /** Sends units: the commands of one are all or nothing. */
  runUnits(units: readonly (readonly Request<CaseCommand>[])[]): Promise<UnitOutcome[]> {
    return this.transactor.runUnits(CASE, this.stream, units);
  }

  async facts(stream = this.stream): Promise<AnyFact[]> {
    return (await eventsOf(this.store, stream)).map(decode);
  }

  /** Types of the facts after those of `begin`, in order. */
  async types(from = 1): Promise<string[]> {
    return (await this.facts()).slice(from).map((fact) => fact.type);
  }
}
