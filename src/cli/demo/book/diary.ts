/**
 * The diary of one case: it knows the day and what is owed by then, and writes each command down as a step. What would
 * happen today or later is not written: there the story is still open.
 */
import type { CaseState, CaseStreamFact } from '../../../ledger/case-state.js';
import type { PartyRole } from '../../../ledger/case/index.js';
import type { Component } from '../../../ledger/components.js';
import { addDays, startOfDay, toInstant, toMillis, type CivilDate } from '../../../ledger/dates.js';
import { CASE, type CaseCommand, type PartyStreamCommand } from '../../../ledger/ledger.js';
import { formatDecimal } from '../../../ledger/money.js';
import type { ContactMedium } from '../../../ledger/party/index.js';
import { componentsOf, heldOf, netOf } from '../../../ledger/payment/index.js';
import type { Policy } from '../../../ledger/policy.js';
import type { PromiseTerms } from '../../../ledger/promise/index.js';
import { isRefusal } from '../../../ledger/refusal.js';
import { workdayFrom } from './calendar.js';
import { Dice } from './dice.js';
import type { Place } from './place.js';
import { Rehearsal } from './rehearsal.js';
import { resolveCommand, type DemoStep, type IdOf, type Symbolic } from './step.js';

/** Somebody who takes part in the case. */
export interface Member {
  /** Source reference: `D-000123`. */
  readonly ref: string;
  readonly party: IdOf;
  readonly role: PartyRole;
  /** How to reach him or her, as known by now. */
  readonly points: Partial<Record<ContactMedium, IdOf>>;
}

export interface Setting {
  readonly place: Place;
  readonly policy: Policy;
  readonly today: CivilDate;
}

const MINUTE_MS = 60_000;

export class Diary {
  readonly steps: DemoStep[] = [];
  readonly dice: Dice;
  /** Everyone of the case; the debtor comes first. */
  readonly cast: Member[] = [];
  /** Debts in the order in which they were registered. */
  readonly debts: IdOf[] = [];
  /** True once the story has reached today: nothing more is written. */
  over = false;
  private minute = 0;
  /** Steps with keys of their own. */
  private zones = 0;
  private readonly now: number;
  private readonly parts = new Map<string, IdOf>();
  private readonly rehearsal: Rehearsal<CaseCommand, CaseState, CaseStreamFact>;

  constructor(
    readonly setting: Setting,
    readonly ref: string,
    readonly addressee: string,
    public day: CivilDate,
  ) {
    this.dice = new Dice(ref);
    this.now = toMillis(`${setting.today}T00:00:00Z`);
    this.rehearsal = new Rehearsal(CASE, `case:${ref}`, setting.policy, this.now);
    this.moveTo(day);
  }

  get state(): CaseState {
    return this.rehearsal.state;
  }

  get owed(): number {
    return Math.max(0, netOf(this.state.account));
  }

  get held(): number {
    return heldOf(this.state.account);
  }

  due(component: Component): number {
    return componentsOf(this.state.account).get(component) ?? 0;
  }

  /** Lets days go by; nobody works on a Sunday. */
  wait(least: number, most = least): void {
    this.moveTo(workdayFrom(addDays(this.day, this.dice.int(least, most))));
  }

  /** Goes on to a day, or stays where that day is past. */
  moveTo(day: CivilDate): void {
    if (day > this.day) this.day = day;
    this.minute = this.dice.int(9 * 60, 11 * 60);
    this.over ||= this.day >= this.setting.today;
  }

  /** Goes on to a time of this day, or stays where that is past. */
  setClock(hour: number, minute: number): void {
    this.minute = Math.max(this.minute, hour * 60 + minute);
  }

  /** Some minutes later: the instant of what happens next. */
  nextMoment(): string {
    this.minute += this.dice.int(10, 25);
    const millis =
      startOfDay(this.day, this.setting.policy.zone) + this.minute * MINUTE_MS + this.dice.int(0, 59) * 1000;
    this.over ||= millis >= this.now;
    return toInstant(millis).replace('.000Z', 'Z');
  }

  /** Writes a command of the case. It happens now, where the command does not say when. */
  tell(command: Symbolic<CaseCommand>, by?: string): IdOf {
    const told = this.dated(command);
    const key = told.type === 'OpenCase' ? `case:${this.ref}` : this.nextKey();
    if (this.over) return { idOf: key };
    const result = this.rehearsal.run(
      resolveCommand<CaseCommand>(told, (id) => id),
      key,
      by,
    );
    if (isRefusal(result)) throw new Error(`${key} on ${this.day}: ${told.type}: ${result.message}`);
    this.steps.push({
      key,
      ...(by === undefined ? {} : { by }),
      case: { portfolio: this.setting.place.portfolio.name, ref: this.ref, command: told },
    });
    return this.note(CASE.rules[told.type].creates, { idOf: key });
  }

  /** Writes a command about a person. */
  tellOf(person: string, command: Symbolic<PartyStreamCommand>, by?: string): IdOf {
    const told = this.dated(command);
    const key = told.type === 'RegisterParty' ? `party:${person}` : this.nextKey();
    const { name: portfolio } = this.setting.place.portfolio;
    const sender = by === undefined ? {} : { by };
    if (!this.over) this.steps.push({ key, ...sender, party: { portfolio, ref: person, command: told } });
    return { idOf: key };
  }

  /**
   * Writes down in which zone a person's address lies, from this day on: rules about hours need it. It has no time of day,
   * and a key of its own, so that the rest of the story is the same with it.
   */
  tellZone(person: string, zone: string): void {
    const command = { type: 'RecordZone', zone, source: 'ADDRESS', occurredAt: this.day } as const;
    const { name: portfolio } = this.setting.place.portfolio;
    if (this.over) return;
    this.steps.push({ key: `zone:${person}`, party: { portfolio, ref: person, command } });
    this.zones += 1;
  }

  /** The last part of a kind that the case's commands made: `payment`, `contact`, `promise`, … */
  last(kind: string): IdOf {
    const found = this.parts.get(kind);
    if (!found && !this.over) throw new Error(`${this.ref}: no ${kind} was told yet`);
    return found ?? { idOf: 'never told' };
  }

  /** The same, or undefined where nothing of the kind was told. */
  made(kind: string): IdOf | undefined {
    return this.parts.get(kind);
  }

  /** Terms of the last promise; undefined when the story ended before it. */
  promised(): PromiseTerms | undefined {
    return this.state.promises.get(this.last('promise').idOf)?.terms;
  }

  /** One of several sentences, with name, sum and date filled in. */
  say(sentences: readonly string[] | undefined): string {
    if (!sentences) throw new Error(`${this.ref}: nobody in ${this.setting.place.language} has words for this`);
    const { currency } = this.setting.place.portfolio;
    const due = this.parts.has('promise') ? this.promised()?.dueDate : undefined;
    return this.dice
      .pick(sentences)
      .replace('{name}', this.addressee)
      .replace('{owed}', formatDecimal(this.owed, currency))
      .replace('{due}', due ?? addDays(this.day, 7));
  }

  private note(kind: string | undefined, id: IdOf): IdOf {
    if (kind !== undefined) this.parts.set(kind, id);
    if (kind === 'debt') this.debts.push(id);
    return id;
  }

  private nextKey(): string {
    return `step:${this.ref}/${this.steps.length - this.zones + 1}`;
  }

  private dated<C extends { readonly occurredAt?: string | IdOf }>(command: C): C {
    return command.occurredAt === undefined ? { ...command, occurredAt: this.nextMoment() } : command;
  }
}
