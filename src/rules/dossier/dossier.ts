/**
 * What rules may know: the facts of a person, of all cases the person takes part in, of who owes there and of incidents
 * about them, as known at K, folded once and moved on fact by fact. Facts are added in the order in which they became
 * known; nothing in it looks ahead.
 */
import type { CaseStreamFact } from '../../ledger/case-state.js';
import { toMillis, type CivilDate, type Millis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { HoldBook, type Hold } from '../../ledger/hold/index.js';
import type { Act, Attempt } from './attempt.js';
import { evolveAttempts, partyOf, type Attempts } from './attempts.js';
import type { CaseFile } from './case-file.js';
import { PartyFile, type PointFile } from './party-file.js';
import { evolvePermits, type Permits } from './permits.js';
import { roleIn } from './role.js';
import { standsAt, type Spell } from './spell.js';
import { evolveSpells, type Spells } from './spells.js';

/** What rules ask of a portfolio. */
type PortfolioFile = Extract<LedgerFact, { type: 'PortfolioCreated' }>['data'];

/** Decisions hold nothing: where thousands are made about one person, its holds are worked out once. */
function isClearance({ type }: LedgerFact): boolean {
  return type === 'ContactPermitted' || type === 'ContactBlocked' || type === 'ClearanceReleased';
}

export class Dossier {
  readonly cases = new Map<string, CaseFile>();
  readonly parties = new Map<string, PartyFile>();
  /** What the portfolios of its cases state. */
  readonly portfolios = new Map<string, PortfolioFile>();
  private readonly byContact: Attempts = new Map();
  private readonly permits: Permits = new Map();
  private readonly entries: Spells = new Map();
  private readonly withdrawn = new Set<string>();
  private readonly outside: LedgerFact[] = [];
  private sorted: Attempt[] | undefined;
  private byRegister: Map<string, Spell[]> | undefined;
  private readonly holdsOn = new Map<string, Hold[]>();

  static of(facts: readonly LedgerFact[]): Dossier {
    const dossier = new Dossier();
    for (const fact of facts) dossier.add(fact);
    return dossier;
  }

  add(fact: LedgerFact): void {
    if (fact.stream.startsWith('case-')) this.addToCase(fact as CaseStreamFact);
    else this.addOutside(fact);
    if (fact.type === 'RecordCorrected' && fact.ref !== undefined) this.withdraw(fact.ref, fact.stream);
    if (fact.type === 'ContactRecordCorrected' && fact.data.changes['record'] !== undefined) {
      // An import says so of a contact that its source no longer has, or has otherwise.
      const contact = this.byContact.get(fact.data.contact);
      if (contact) this.withdraw(contact.event, fact.stream);
    }
    if (evolveSpells(this.entries, fact)) this.byRegister = undefined;
    if (this.holdsOn.size > 0 && !isClearance(fact)) this.holdsOn.clear();
  }

  private addToCase(fact: CaseStreamFact): void {
    const { stream: id, zone } = fact;
    if (fact.type === 'CaseOpened') {
      const { portfolio, product } = fact.data;
      const fresh = { debts: new Map(), parties: new Map(), facts: [] };
      this.cases.set(id, { id, portfolio, zone: zone.name, openedOn: fact.eff, product, ...fresh });
    }
    const file = this.cases.get(id);
    file?.facts.push(fact);
    if (fact.type === 'DebtRegistered') {
      const { debt, product, dueDate } = fact.data;
      file?.debts.set(debt, { id: debt, case: id, event: fact.id, product, dueDate });
    }
    if (fact.type === 'PartyLinked' && file) {
      const { party, role } = fact.data;
      file.parties.set(party, [...(file.parties.get(party) ?? []), role]);
    }
    const settles = fact.type === 'DebtRegistered' || fact.type === 'PartyLinked';
    if (evolveAttempts(this.byContact, fact, file) || settles) this.sorted = undefined;
  }

  /** A record that its source took back: what was told of a contact is told again without it. */
  private withdraw(event: string, stream: string): void {
    this.withdrawn.add(event);
    this.sorted = undefined;
    this.byRegister = undefined;
    const file = this.cases.get(stream);
    const touched = [...this.byContact.values()].find(({ events }) => events.includes(event));
    if (!file || !touched || touched.event === event) return;
    for (const fact of file.facts) {
      if (this.withdrawn.has(fact.id) || !('contact' in fact.data) || fact.data.contact !== touched.id) continue;
      evolveAttempts(this.byContact, fact, file);
    }
  }

  isWithdrawn(event: string): boolean {
    return this.withdrawn.has(event);
  }

  /** Product of a debt: its own, else its case's, else its portfolio's. */
  productOf(file: CaseFile, debt?: string): string | undefined {
    const own = debt === undefined ? undefined : file.debts.get(debt)?.product;
    return own ?? file.product ?? this.portfolios.get(file.portfolio)?.product;
  }

  /** All debts of some cases. */
  debtsOf(cases: readonly string[]): string[] {
    return cases.flatMap((id) => [...(this.cases.get(id)?.debts.keys() ?? [])]);
  }

  /** The contact point that an act names, as it was told. */
  pointOf({ party, point }: Act): PointFile | undefined {
    return party === undefined || point === undefined ? undefined : this.parties.get(party)?.points.get(point);
  }

  /**
   * An attempt with the person, role and debts that it left open as they are known by now: a book may tell of a call
   * before it tells of the debt and of the debtor.
   */
  private settled(attempt: Attempt): Attempt {
    const { cases, debts } = attempt;
    if (attempt.party !== undefined && attempt.role !== undefined && debts.length > 0) return attempt;
    const file = this.cases.get(cases[0] ?? '');
    const party = partyOf(attempt, file);
    const role = attempt.role ?? roleIn(file, { party });
    return { ...attempt, party, role, debts: debts.length > 0 ? debts : this.debtsOf(cases) };
  }

  private addOutside(fact: LedgerFact): void {
    if (fact.type === 'PortfolioCreated') this.portfolios.set(fact.stream, fact.data);
    if (!isClearance(fact)) this.outside.push(fact);
    if (!fact.stream.startsWith('party-')) return;
    let party = this.parties.get(fact.stream);
    if (!party) this.parties.set(fact.stream, (party = new PartyFile(fact.stream)));
    party.add(fact);
    evolvePermits(this.permits, fact);
  }

  /** Everything that happened, by time; of one instant, by event id, which grows with time. Withdrawn records are none. */
  attempts(): readonly Attempt[] {
    this.sorted ??= [...this.byContact.values()]
      .filter(({ event }) => !this.withdrawn.has(event))
      .map((attempt) => this.settled(attempt))
      .sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    return this.sorted;
  }

  attempt(id: string): Attempt | undefined {
    const attempt = this.byContact.get(id);
    return attempt === undefined ? undefined : this.settled(attempt);
  }

  /** Whether the record of a contact was taken back. */
  isTakenBack({ event }: Attempt): boolean {
    return this.withdrawn.has(event);
  }

  /**
   * Works with a contact beside all that is known, and takes it away again: what the rules say of it at a time when its own
   * record was not there yet.
   */
  lent<T>(attempt: Attempt, work: () => T): T {
    const known = this.byContact.get(attempt.id);
    const sorted = this.attempts();
    const others = known ? sorted.filter(({ id }) => id !== attempt.id) : sorted;
    const after = others.findIndex(({ at }) => at > attempt.at);
    this.sorted = after < 0 ? [...others, attempt] : [...others.slice(0, after), attempt, ...others.slice(after)];
    this.byContact.set(attempt.id, attempt);
    try {
      return work();
    } finally {
      this.sorted = sorted as Attempt[];
      if (known) this.byContact.set(attempt.id, known);
      else this.byContact.delete(attempt.id);
    }
  }

  /** Permits that still reserve their attempt at an instant: no contact has used them, nobody gave them back. */
  reservations(at: Millis): Attempt[] {
    const open = [...this.permits.values()].filter(({ expiresAt, released }) => !released && at < expiresAt);
    if (open.length === 0) return [];
    const used = new Set([...this.byContact.values()].map(({ clearance }) => clearance));
    return open.filter(({ attempt }) => !used.has(attempt.id)).map(({ attempt }) => this.settled(attempt));
  }

  /** All entries of a register, in the order in which they became known. */
  spells(register: string): readonly Spell[] {
    if (!this.byRegister) {
      this.byRegister = new Map();
      for (const spell of this.entries.values()) {
        if (this.withdrawn.has(spell.event)) continue;
        const known = this.byRegister.get(spell.register);
        if (known) known.push(this.asTold(spell));
        else this.byRegister.set(spell.register, [this.asTold(spell)]);
      }
    }
    return this.byRegister.get(register) ?? [];
  }

  /** Without the steps and the end that were withdrawn. */
  private asTold(spell: Spell): Spell {
    const { steps, end } = spell;
    if (this.withdrawn.size === 0 || ![...steps, ...(end ? [end] : [])].some(({ event }) => this.withdrawn.has(event)))
      return spell;
    const ends = end !== undefined && !this.withdrawn.has(end.event) ? { end } : { end: undefined };
    return { ...spell, steps: steps.filter(({ event }) => !this.withdrawn.has(event)), ...ends };
  }

  /** Entries of a register that stand at an instant, of one stream where it is named. */
  standing(register: string, at: Millis, stream?: string): Spell[] {
    return this.spells(register).filter(
      (spell) => standsAt(spell, at) && (stream === undefined || spell.stream === stream),
    );
  }

  /** What holds a case on a day (docs/questions.md, holds). */
  holds(caseId: string, day: CivilDate): readonly Hold[] {
    const key = `${caseId} ${day}`;
    const known = this.holdsOn.get(key);
    if (known) return known;
    const facts = this.cases.get(caseId)?.facts ?? [];
    const holds = facts.length === 0 ? [] : new HoldBook(facts, this.outside).on(day);
    this.holdsOn.set(key, holds);
    return holds;
  }

  /** When a fact became known. */
  static known(fact: LedgerFact): Millis {
    return toMillis(fact.rec);
  }
}
