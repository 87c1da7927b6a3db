/**
 * A stream without a store: given(commands).when(command).then(facts). Ids are counted, the clock stands still, so that a
 * test reads like the story it tells. A command meets the checks that `transact` makes of every command.
 */
import type { Command, Context, Rule, StreamKind } from '../../src/ledger/command.js';
import { momentRefusal, textRefusal } from '../../src/ledger/command-checks.js';
import { dateOf, localDate, toInstant, toMillis } from '../../src/ledger/dates.js';
import type { AnyFact, NewFactOf, Personal } from '../../src/ledger/fact.js';
import { STANDARD_POLICY, type Policy } from '../../src/ledger/policy.js';
import { isRefusal, type Refusal } from '../../src/ledger/refusal.js';

export const NOW = '2026-03-31T12:00:00Z';
export const ZONE = { name: 'Europe/Rome', by: 'portfolio' as const };
export const POLICY: Policy = { ...STANDARD_POLICY, id: 'test', zone: ZONE.name, currency: 'EUR' };

export class Scenario<C extends Command, S, F extends AnyFact> {
  state: S;
  readonly facts: F[] = [];
  /** What the facts had to seal, by event id. */
  readonly personal = new Map<string, Personal>();
  /** Who sends the commands. */
  by = 'key:test';
  /** What deciders are told beside command and state: of commands that ask others first. */
  private told: Partial<Context> = {};
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly kind: StreamKind<C, S, F>,
    readonly now = NOW,
    readonly policy = POLICY,
  ) {
    this.state = kind.initial(`${kind.category}-1`);
  }

  /** Decides a command and applies what it gives. */
  run(command: C): F[] | Refusal {
    const rule = this.kind.rules[command.type as C['type']] as unknown as Rule<C, S, F>;
    const bad = textRefusal(command, rule.personal ?? []) ?? momentRefusal(command, ZONE.name, toMillis(this.now));
    if (bad) return bad;
    const decision = rule.decide(command, this.state, this.context(command, rule.creates));
    if (isRefusal(decision)) return decision;
    const batch = (decision as readonly NewFactOf<string, object>[]).map((fact, i) => this.record(fact, command, i));
    for (const fact of batch) this.state = this.kind.evolve(this.state, fact);
    this.facts.push(...batch);
    return batch;
  }

  /** Who sends the commands from here on. */
  as(by: string): this {
    this.by = by;
    return this;
  }

  /** What others answer from here on, whom a decider asks first. */
  with(told: Partial<Context>): this {
    this.told = told;
    return this;
  }

  given(...commands: C[]): this {
    for (const command of commands) {
      const result = this.run(command);
      if (isRefusal(result)) throw new Error(`given ${command.type}: ${result.message}`);
    }
    return this;
  }

  when(command: C): Outcome<this> {
    const before = JSON.stringify(this.facts);
    const result = this.run(command);
    expect(JSON.stringify(this.facts).startsWith(before.slice(0, -1))).toBe(true);
    return new Outcome(this, result);
  }

  private context(command: C, creates: string | undefined): Context {
    const at = command.occurredAt ?? this.now;
    return {
      policy: this.policy,
      now: toMillis(this.now),
      today: localDate(toMillis(this.now), ZONE.name),
      at,
      eff: command.effectiveDate ?? dateOf(at, ZONE.name),
      newId: creates === undefined ? '' : this.nextId(creates),
      by: this.by,
      hands: new Set([this.by]),
      asksApproval: false,
      ...this.told,
    };
  }

  private nextId(kind: string): string {
    const n = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, n);
    return `${kind}-${n}`;
  }

  private record(fact: NewFactOf<string, object>, command: C, i: number): F {
    const n = this.facts.length + i;
    const at = fact.at ?? command.occurredAt ?? this.now;
    const id = `event-${n}`;
    if (fact.personal) this.personal.set(id, fact.personal);
    return {
      v: 1,
      id,
      type: fact.type,
      sv: 1,
      s: '',
      at,
      eff: fact.eff ?? command.effectiveDate ?? dateOf(at, ZONE.name),
      zone: ZONE,
      rec: toInstant(toMillis(this.now)),
      by: this.by,
      cmd: `cmd-${n}`,
      cmdMac: '',
      ref: fact.ref,
      cause: typeof fact.cause === 'number' ? `event-${this.facts.length + fact.cause}` : fact.cause,
      data: JSON.parse(JSON.stringify(fact.data)) as object,
      stream: `${this.kind.category}-1`,
      revision: n,
      position: n + 1,
      meta: '',
    } as unknown as F;
  }
}

/** A fact as a test expects it: what it does not name may be anything. */
export interface Expected {
  readonly type: string;
  readonly data?: object;
  /** Event ids: `event-0` is the stream's first fact. */
  readonly cause?: string;
  readonly ref?: string;
  readonly eff?: string;
  /** What is sealed, and under whose key. */
  readonly personal?: Personal;
}

interface Told {
  readonly personal: ReadonlyMap<string, Personal>;
}

export class Outcome<T extends Told> {
  constructor(
    readonly scenario: T,
    readonly result: AnyFact[] | Refusal,
  ) {}

  /** Exactly these facts, in this order, each by its type and what the test names of it. */
  then(...expected: Expected[]): T {
    const facts = isRefusal(this.result) ? this.result : this.result.map((fact) => this.told(fact));
    expect(facts).toEqual(
      expected.map(({ data, ...rest }) =>
        expect.objectContaining(data ? { ...rest, data: expect.objectContaining(data) } : rest),
      ),
    );
    return this.scenario;
  }

  thenRefused(code: string, field?: string): T {
    expect(this.result).toMatchObject(field === undefined ? { kind: 'refused', code } : { code, field });
    expect((this.result as Refusal).message).toMatch(/^\S.*\.$/);
    return this.scenario;
  }

  private told(fact: AnyFact): object {
    return { ...fact, personal: this.scenario.personal.get(fact.id) };
  }
}
