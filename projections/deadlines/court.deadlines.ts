/**
 * By when a judgment must be performed, as the court set it. It is performed once what was paid on the action's debts
 * since the judgment reaches its amount, or nothing is owed on them any more; a reversal undoes that.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { isComponent } from '../../src/ledger/components.js';
import { addDays, type CivilDate } from '../../src/ledger/dates.js';
import type { LegalFact } from '../../src/ledger/legal/index.js';
import { JOURNAL_FACTS, journalOf, type JournalEntry } from '../../src/ledger/payment/index.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Deadline } from './deadlines.js';
import { statusOn } from './status.js';

const SOURCE = 'court';

/** Facts with journal entries that only count: they move no money. */
const COUNTED = new Set<CaseStreamFact['type']>([
  'ContactAttempted',
  'MessageSent',
  'MessageReceived',
  'NoticeIssued',
  'VisitConducted',
  'DisputeRaised',
  'ComplaintReceived',
  'AccountPlaced',
]);

type Judgment = Extract<LegalFact, { type: 'JudgmentEntered' }>;

interface Performance {
  /** From this day on… */
  readonly from: CivilDate;
  /** …it has been performed since then; undefined: not. */
  readonly doneOn?: CivilDate;
}

interface Case {
  readonly actions: ReadonlyMap<string, readonly string[] | undefined>;
  readonly judgments: readonly Judgment[];
  /** Entries on components of debts, by effective date. */
  readonly entries: readonly JournalEntry[];
}

function caseOf(facts: readonly CaseStreamFact[]): Case {
  const filed = facts.filter((fact) => fact.type === 'LegalActionFiled');
  const judgments = facts.filter((fact) => fact.type === 'JudgmentEntered');
  const entries = judgments.length === 0 ? [] : facts.flatMap(journalOf).filter(({ debt }) => debt !== undefined);
  return {
    actions: new Map(filed.map(({ data }) => [data.action, data.debts])),
    judgments,
    entries: entries.toSorted((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : 0)),
  };
}

/** What an entry adds to what is owed on components. */
function owedBy({ debit, credit, amount }: JournalEntry): number {
  return (isComponent(debit) ? amount : 0) - (isComponent(credit) ? amount : 0);
}

/** Money moves between a component and held when a payment is used, or taken back. */
function paidBy({ debit, credit, amount }: JournalEntry): number {
  if (debit === 'held' && isComponent(credit)) return amount;
  return credit === 'held' && isComponent(debit) ? -amount : 0;
}

function performances({ data, eff: judgedOn }: Judgment, { actions, entries }: Case): Performance[] {
  const debts = actions.get(data.action);
  const own = entries.filter(({ debt }) => debts === undefined || debts.includes(debt as string));
  const days = [...new Set([judgedOn, ...own.map(({ eff }) => eff)])].sort();
  const turns: Performance[] = [];
  let [next, owed, paid] = [0, 0, 0];
  for (const day of days) {
    for (let entry = own[next]; entry && entry.eff <= day; entry = own[(next += 1)]) {
      owed += owedBy(entry);
      if (entry.eff >= judgedOn) paid += paidBy(entry);
    }
    if (day < judgedOn) continue;
    const done = owed <= 0 || (data.amount !== undefined && paid >= data.amount);
    const last = turns[turns.length - 1];
    if (last === undefined || (last.doneOn !== undefined) !== done)
      turns.push({ from: day, doneOn: done ? day : undefined });
  }
  return turns;
}

function deadlineOf(judgment: Judgment, turns: readonly Performance[], day: CivilDate): Deadline[] {
  const { id: event, data } = judgment;
  const { action: id, performanceDeadline: due } = data;
  if (due === undefined) return [];
  const doneOn = turns.findLast(({ from }) => from <= day)?.doneOn;
  return [{ source: SOURCE, id, what: 'perform', due, event, status: statusOn(day, due, doneOn), doneOn }];
}

export const courtDeadlines: StandingSource<Deadline> = {
  name: SOURCE,
  begins: ['JudgmentEntered'],
  touches: ['LegalActionFiled', 'JudgmentEntered', ...JOURNAL_FACTS.filter((type) => !COUNTED.has(type))],
  book(facts): StandingBook<Deadline> {
    const known = caseOf(facts);
    const turns = new Map(known.judgments.map((judgment) => [judgment, performances(judgment, known)]));
    const dues = known.judgments.flatMap(({ eff, data: { performanceDeadline: due } }) =>
      due === undefined ? [eff] : [eff, addDays(due, 1)],
    );
    return {
      days: [...dues, ...[...turns.values()].flat().map(({ from }) => from)],
      at(day) {
        const judged = known.judgments.filter(({ eff }) => eff <= day);
        // A later judgment of the same action stands in the place of the earlier one.
        const standing = new Map(judged.map((judgment) => [judgment.data.action, judgment]));
        return [...standing.values()].flatMap((judgment) => deadlineOf(judgment, turns.get(judgment) ?? [], day));
      },
    };
  },
};
