/**
 * A case without a store: given(commands).when(command).then(facts). Ids are counted, the clock stands still, so that a
 * test reads like the story it tells.
 */
import { evolveCase, newCase, type CaseState, type CaseStreamFact } from '../../src/ledger/case-state.js';
import type { Context } from '../../src/ledger/command.js';
import { dateOf, localDate, toInstant, toMillis } from '../../src/ledger/dates.js';
import type { NewFactOf } from '../../src/ledger/fact.js';
import { CASE, type CaseCommand } from '../../src/ledger/ledger.js';
import { STANDARD_POLICY, type Policy } from '../../src/ledger/policy.js';
import { isRefusal, type Refusal } from '../../src/ledger/refusal.js';

export const NOW = '2026-03-31T12:00:00Z';
export const ZONE = { name: 'Europe/Rome', by: 'portfolio' as const };
export const POLICY: Policy = { ...STANDARD_POLICY, id: 'test', zone: ZONE.name, currency: 'EUR' };

export const openCase: CaseCommand = {
  type: 'OpenCase',
  portfolio: 'portfolio-1',
  ref: 'A1',
  occurredAt: '2026-01-01',
};

export class CaseScenario {
  state: CaseState = newCase('case-1');
  readonly facts: CaseStreamFact[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    readonly now = NOW,
    readonly policy = POLICY,
  ) {}

  /** Decides a command and applies what it gives. */
  run(command: CaseCommand): CaseStreamFact[] | Refusal {
    const decision = CASE.rules[command.type].decide(command as never, this.state, this.context(command));
    if (isRefusal(decision)) return decision;
    const batch = (decision as readonly NewFactOf<string, object>[]).map((fact, i) => this.record(fact, command, i));
    for (const fact of batch) this.state = evolveCase(this.state, fact);
    this.facts.push(...batch);
    return batch;
  }

  given(...commands: CaseCommand[]): this {
    for (const command of commands) {
      const result = this.run(command);
      if (isRefusal(result)) throw new Error(`given ${command.type}: ${result.message}`);
    }
    return this;
  }

  when(command: CaseCommand): Outcome {
    return new Outcome(this, this.run(command));
  }

  private context(command: CaseCommand): Context {
    const kind = CASE.rules[command.type].creates;
    const at = command.occurredAt ?? this.now;
    return {
      policy: this.policy,
      now: toMillis(this.now),
      today: localDate(toMillis(this.now), ZONE.name),
      at,
      eff: command.effectiveDate ?? dateOf(at, ZONE.name),
      newId: kind === undefined ? '' : this.nextId(kind),
    };
  }

  private nextId(kind: string): string {
    const n = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, n);
    return `${kind}-${n}`;
  }

  private record(fact: NewFactOf<string, object>, command: CaseCommand, i: number): CaseStreamFact {
    const n = this.facts.length + i;
    const at = fact.at ?? command.occurredAt ?? this.now;
    return {
      v: 1,
      id: `event-${n}`,
      type: fact.type,
      sv: 1,
      s: '',
      at,
      eff: fact.eff ?? command.effectiveDate ?? dateOf(at, ZONE.name),
      zone: ZONE,
      rec: toInstant(toMillis(this.now)),
      by: 'key:test',
      cmd: `cmd-${n}`,
      cmdMac: '',
      ref: fact.ref,
      cause: typeof fact.cause === 'number' ? `event-${this.facts.length + fact.cause}` : fact.cause,
      data: JSON.parse(JSON.stringify(fact.data)) as object,
      stream: 'case-1',
      revision: n,
      position: n + 1,
      meta: '',
    } as CaseStreamFact;
  }
}

export class Outcome {
  constructor(
    readonly scenario: CaseScenario,
    readonly result: CaseStreamFact[] | Refusal,
  ) {}

  /** The facts, by type and the data that the test names. */
  then(...expected: { type: string; data?: object }[]): CaseScenario {
    expect(this.result).toEqual(
      expected.map(({ type, data }) =>
        expect.objectContaining(data ? { type, data: expect.objectContaining(data) } : { type }),
      ),
    );
    return this.scenario;
  }

  thenRefused(code: string): CaseScenario {
    expect(this.result).toMatchObject({ kind: 'refused', code });
    return this.scenario;
  }
}

export function aCase(...commands: CaseCommand[]): CaseScenario {
  return new CaseScenario().given(openCase, ...commands);
}
