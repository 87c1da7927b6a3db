/**
 * One case as the deadlines of rule packs follow it: its facts in a dossier, and from when to when each deadline stands.
 * A fact changes nothing before its effective date, so only the days from there on are worked out again.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays, isCivilDate, isInstant, localDate, type CivilDate } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { clocksOf, Dossier, dutyRules, placeOfCase } from '../../src/rules/index.js';
import { turn, type Rows, type Segment } from '../projector/segments.js';
import type { FollowedRules } from './followed-rules.js';
import type { Followed } from './rule-reads.js';
import { ruleDeadlines, type RuleDeadline } from './rule.deadlines.js';

/** What they say holds for every day of the case: a debt that is told late was there when the calls were made. */
const CHANGES_ALL: ReadonlySet<string> = new Set([
  'RecordCorrected',
  'ContactRecordCorrected',
  'DebtRegistered',
  'PartyLinked',
  'CaseJurisdictionRecorded',
  'CaseJurisdictionEnded',
]);

export class RuleFile {
  private readonly dossier = new Dossier();
  /** Days on which something may change without a fact of that day: dates that facts name. */
  private readonly named = new Set<CivilDate>();
  private first: CivilDate | undefined;
  /** Contact -> the day on which it began: what is told of it later is about that day. */
  private readonly begun = new Map<string, CivilDate>();
  /** Facts of a case in which nothing has begun yet. */
  private waiting: CaseStreamFact[] | undefined = [];
  /** Rules that a fact of the case has begun: no other says anything. */
  private readonly running = new Set<Followed>();
  rows: Rows<RuleDeadline> = new Map();

  /**
   * @param created the founding fact of the case's portfolio.
   * @param rules that may set deadlines of the case.
   */
  constructor(
    private readonly caseId: string,
    created: LedgerFact,
    private readonly rules: FollowedRules,
  ) {
    this.dossier.add(created);
  }

  /** Takes a fact into the dossier. */
  add(fact: CaseStreamFact): void {
    for (const rule of this.rules.begunBy(fact)) this.running.add(rule);
    if (this.waiting) {
      this.waiting.push(fact);
      if (this.running.size === 0) return;
      const { waiting } = this;
      this.waiting = undefined;
      for (const one of waiting) this.take(one);
    } else this.take(fact);
  }

  private take(fact: CaseStreamFact): void {
    this.dossier.add(fact);
    this.named.add(fact.eff);
    if (this.first === undefined || fact.eff < this.first) this.first = fact.eff;
    if ('contact' in fact.data && !this.begun.has(fact.data.contact as string)) {
      this.begun.set(fact.data.contact as string, fact.eff);
    }
    for (const value of Object.values(fact.data)) {
      if (typeof value !== 'string') continue;
      if (isCivilDate(value)) this.named.add(value);
      else if (isInstant(value)) this.named.add(localDate(Date.parse(value), fact.zone.name));
    }
  }

  /** What ends and what begins with a fact. */
  advance(fact: CaseStreamFact): ReturnType<typeof turn<RuleDeadline>> | undefined {
    this.add(fact);
    if (!CHANGES_ALL.has(fact.type) && ![...this.running].some((rule) => rule.changes(fact.type))) return undefined;
    if (this.running.size === 0) return undefined;
    const turned = turn(this.rows, this.segments(this.since(fact)), fact.position);
    this.rows = turned.now;
    return turned;
  }

  /** The first day on which a fact may change what stands. */
  private since(fact: CaseStreamFact): CivilDate {
    const { type, eff, data } = fact;
    if (CHANGES_ALL.has(type)) return this.first ?? eff;
    const begun = 'contact' in data ? this.begun.get(data.contact as string) : undefined;
    return begun !== undefined && begun < eff ? begun : eff;
  }

  private at(day: CivilDate): RuleDeadline[] {
    const file = this.dossier.cases.get(this.caseId);
    if (!file) return [];
    const place = placeOfCase(this.dossier, file, day);
    const packs = this.rules.only(this.running);
    return ruleDeadlines(clocksOf(this.dossier, file, place, day, packs), packs, day);
  }

  /** Days from one on at which something may change: what facts name, rules that come into force or leave it. */
  private daysFrom(since: CivilDate): Set<CivilDate> {
    const file = this.dossier.cases.get(this.caseId);
    const first = this.first ?? since;
    const place = file && placeOfCase(this.dossier, file, since);
    const rules = place ? dutyRules(this.rules.only(this.running), place).flatMap((pack) => pack.rules) : [];
    const turns = rules.flatMap(({ rule: { in_force_from, in_force_to } }) => [in_force_from, in_force_to ?? '']);
    const days = [...this.named, ...turns.filter((day) => day > first)];
    return new Set([...days.filter((day) => day > since), since]);
  }

  /** Of all V: what stood before a day as it is, the rest worked out. */
  private segments(since: CivilDate): Segment<RuleDeadline>[] {
    const before = [...this.rows.values()].map(({ segment }) => segment).filter(({ from }) => from < since);
    const done = before.filter(({ to }) => to !== undefined && to <= since);
    const open = new Map(
      before
        .filter(({ to }) => to === undefined || to > since)
        .map(({ subject, value, from }) => [subject, { subject, value, from }]),
    );
    const days = this.daysFrom(since);
    for (let day: CivilDate | undefined = since; day !== undefined; day = nextOf(days, day)) {
      const now = new Map(this.at(day).map((one) => [one.id, one]));
      for (const [id, segment] of open) {
        if (isSame(now.get(id), segment.value)) continue;
        if (segment.from < day) done.push({ ...segment, to: day });
        open.delete(id);
      }
      for (const [id, value] of now) {
        if (!open.has(id)) open.set(id, { subject: id, value, from: day });
        if (value.due >= day) days.add(addDays(value.due, 1));
      }
    }
    return [...done, ...open.values()];
  }
}

function nextOf(days: ReadonlySet<CivilDate>, after: CivilDate): CivilDate | undefined {
  let next: CivilDate | undefined;
  for (const day of days) if (day > after && (next === undefined || day < next)) next = day;
  return next;
}

function isSame(a: RuleDeadline | undefined, b: RuleDeadline): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
