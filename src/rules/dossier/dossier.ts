/**
 * What rules may know: the facts of a person, of all cases the person takes part in, of who owes there and of incidents
 * about them, as known at K, folded once and moved on fact by fact. Facts are added in the order in which they became
 * known; nothing in it looks ahead.
 */
import type { CaseStreamFact } from '../../ledger/case-state.js';
import { toMillis, type CivilDate, type Millis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { HoldBook, type Hold } from '../../ledger/hold/index.js';
import type { Attempt } from './attempt.js';
import { evolveAttempts, type Attempts } from './attempts.js';
import type { CaseFile } from './case-file.js';
import { PartyFile } from './party-file.js';
import { evolvePermits, type Permits } from './permits.js';
import { standsAt, type Spell } from './spell.js';
import { evolveSpells, type Spells } from './spells.js';

/** What rules ask of a portfolio. */
type PortfolioFile = Extract<LedgerFact, { type: 'PortfolioCreated' }>['data'];

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
    if (fact.type === 'RecordCorrected' && fact.ref !== undefined) {
      this.withdrawn.add(fact.ref);
      this.sorted = undefined;
    }
    if (fact.type === 'ContactRecordCorrected' && fact.data.changes['record'] !== undefined) {
      // An import says so of a contact that its source no longer has, or has otherwise.
      const contact = this.byContact.get(fact.data.contact);
      if (contact) this.withdrawn.add(contact.event);
      this.sorted = undefined;
    }
    if (evolveSpells(this.entries, fact)) this.byRegister = undefined;
    if (this.holdsOn.size > 0) this.holdsOn.clear();
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
    if (evolveAttempts(this.byContact, fact, file)) this.sorted = undefined;
  }

  private addOutside(fact: LedgerFact): void {
    if (fact.type === 'PortfolioCreated') this.portfolios.set(fact.stream, fact.data);
    this.outside.push(fact);
    if (!fact.stream.startsWith('party-')) return;
    let party = this.parties.get(fact.stream);
    if (!party) this.parties.set(fact.stream, (party = new PartyFile(fact.stream)));
    party.add(fact);
    evolvePermits(this.permits, fact);
  }

  /** Everything that happened, by time; of one instant, in the order in which it became known. Withdrawn records are none. */
  attempts(): readonly Attempt[] {
    this.sorted ??= [...this.byContact.values()]
      .filter(({ event }) => !this.withdrawn.has(event))
      .sort((a, b) => a.at - b.at);
    return this.sorted;
  }

  attempt(id: string): Attempt | undefined {
    return this.byContact.get(id);
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
    return open.filter(({ attempt }) => !used.has(attempt.id)).map(({ attempt }) => attempt);
  }

  /** All entries of a register, in the order in which they became known. */
  spells(register: string): readonly Spell[] {
    if (!this.byRegister) {
      this.byRegister = new Map();
      for (const spell of this.entries.values()) {
        if (this.withdrawn.has(spell.event)) continue;
        const known = this.byRegister.get(spell.register);
        if (known) known.push(spell);
        else this.byRegister.set(spell.register, [spell]);
      }
    }
    return this.byRegister.get(register) ?? [];
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
