/**
 * One stream told through the ledger's own pure rules, without a store: a story can ask what is owed by then, and a
 * command that the ledger would refuse is found where it is written.
 */
import { momentRefusal, textRefusal } from '../../../ledger/command-checks.js';
import type { Command, Context, StreamKind } from '../../../ledger/command.js';
import { dateOf, localDate, toInstant, type Millis } from '../../../ledger/dates.js';
import type { AnyFact, NewFactOf } from '../../../ledger/fact.js';
import type { Policy } from '../../../ledger/policy.js';
import { isRefusal, type Refusal } from '../../../ledger/refusal.js';

export class Rehearsal<C extends Command, S, F extends AnyFact> {
  state: S;
  readonly facts: F[] = [];

  constructor(
    private readonly kind: StreamKind<C, S, F>,
    readonly stream: string,
    private readonly policy: Policy,
    private readonly now: Millis,
  ) {
    this.state = kind.initial(stream);
  }

  /** Decides a command and folds what it gives. `newId` is the id of the part that it creates. */
  run(command: C, newId: string, by = 'system:demo'): readonly F[] | Refusal {
    const rule = this.kind.rules[command.type as C['type']];
    const context = this.context(command, newId, by);
    const decision =
      textRefusal(command, rule.personal ?? []) ??
      momentRefusal(command, this.policy.zone, this.now) ??
      rule.decide(command as never, this.state, context);
    if (isRefusal(decision)) return decision;
    const first = this.facts.length;
    const facts = decision.map((fact, i) => this.fact(fact, context, first + i));
    for (const fact of facts) this.state = this.kind.evolve(this.state, fact);
    this.facts.push(...facts);
    return facts;
  }

  private context(command: C, newId: string, by: string): Context {
    const { policy, now } = this;
    const at = command.occurredAt ?? toInstant(now);
    const eff = command.effectiveDate ?? dateOf(at, policy.zone);
    const who = { by, hands: new Set([by]), asksApproval: false };
    return { policy, now, today: localDate(now, policy.zone), at, eff, newId, ...who };
  }

  private fact(fact: NewFactOf<string, object>, context: Context, revision: number): F {
    const { type, ref, data } = fact;
    const header = { v: 1, id: `${this.stream}@${revision}`, sv: 1, s: '', by: context.by, cmd: '', cmdMac: '' };
    const zone = { name: this.policy.zone, by: 'portfolio' };
    const when = { at: fact.at ?? context.at, eff: fact.eff ?? context.eff, zone, rec: toInstant(this.now) };
    const place = { stream: this.stream, revision, position: revision + 1, meta: '' };
    return { ...header, type, ref, ...when, data, ...place } as AnyFact as F;
  }
}
