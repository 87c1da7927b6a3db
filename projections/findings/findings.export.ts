/** Findings and the compliance report as flat rows. */
import type { Column } from '../export/columns.js';
import type { AnswerHead } from '../read/cut.js';
import type { RuleLine } from './report.calc.js';
import type { FindingRow } from './rows.calc.js';

export interface FindingOfExport {
  readonly head: AnswerHead & { readonly case: string };
  readonly row: FindingRow;
}

interface Told {
  readonly outcome?: string;
  readonly reason?: string;
  readonly inputs?: readonly string[];
}

/** What a row says on a basis. */
export function toldOf(row: FindingRow, basis: 'asKnown' | 'asNowKnown'): Told {
  if (row.kind !== 'CLEARANCE') return row[basis] ?? {};
  const { is: outcome, reasons, inputs } = row.decision;
  return { outcome, reason: reasons.join(' '), inputs };
}

/** The contact, complaint, debt or other thing that a row is about. */
export function subjectOf(row: FindingRow): string {
  return row.kind === 'DUTY' ? row.subject : row.contact;
}

export function dayOfRow(row: FindingRow): string | null {
  if (row.kind !== 'DUTY') return row.on;
  const { due, on, from } = row.asNowKnown;
  return due ?? on ?? from ?? null;
}

const told = (
  name: string,
  meaning: string,
  value: (one: FindingOfExport) => string | null,
): Column<FindingOfExport> => ({ name, type: 'text', meaning, value });

export const FINDING_COLUMNS: readonly Column<FindingOfExport>[] = [
  told('case', 'Id of the case.', ({ head }) => head.case),
  told('kind', 'CONTACT, CLEARANCE or DUTY.', ({ row }) => row.kind),
  told('subject', 'Contact, or what the duty is about.', ({ row }) => subjectOf(row)),
  told('event', 'Id of the fact that it is about.', ({ row }) => row.event),
  told('on', 'Day of the contact; last day of the duty.', ({ row }) => dayOfRow(row)),
  told('rule', 'Rule and version; clearance of the decision behind a contact.', ({ row }) => row.rule),
  told('pack', 'Pack and version.', ({ row }) => row.pack),
  told('outcome_then', 'By what was known then.', ({ row }) => toldOf(row, 'asKnown').outcome ?? null),
  told('reason_then', 'Its reason.', ({ row }) => toldOf(row, 'asKnown').reason ?? null),
  told('outcome_now', 'By what is known at K.', ({ row }) => toldOf(row, 'asNowKnown').outcome ?? null),
  told('reason_now', 'Its reason.', ({ row }) => toldOf(row, 'asNowKnown').reason ?? null),
  told('inputs', 'Ids of the facts that it rests on by what is known at K, with blanks between.', ({ row }) =>
    (toldOf(row, 'asNowKnown').inputs ?? []).join(' '),
  ),
  told('late_facts', 'Ids of the facts that made the difference, with blanks between.', ({ row }) =>
    row.kind === 'CONTACT' ? row.lateFacts.join(' ') : null,
  ),
  told('as_of', 'V.', ({ head }) => head.asOf),
  told('known_at', 'K.', ({ head }) => head.knownAt),
  told('last_event', 'Id of the last fact included.', ({ head }) => head.lastEvent),
];

export interface LineOfExport {
  readonly head: AnswerHead & { readonly name: string; readonly from: string; readonly to: string };
  readonly line: RuleLine;
}

const text = (name: string, meaning: string, value: (one: LineOfExport) => string | null): Column<LineOfExport> => ({
  name, type: 'text', meaning, value,
}); // prettier-ignore
const whole = (name: string, meaning: string, value: (line: RuleLine) => number): Column<LineOfExport> => ({
  name, type: 'integer', meaning, value: ({ line }) => value(line),
}); // prettier-ignore

function inAll(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function notEvaluated({ contacts, duties }: RuleLine): number {
  return inAll(contacts.notEvaluated) + (duties['NOT_EVALUATED'] ?? 0);
}

export const COMPLIANCE_COLUMNS: readonly Column<LineOfExport>[] = [
  text('portfolio_name', 'Name of the portfolio.', ({ head }) => head.name),
  text('period_from', 'First day of the period.', ({ head }) => head.from),
  text('period_to', 'Last day of the period.', ({ head }) => head.to),
  text('rule', 'Rule and version.', ({ line }) => line.rule),
  text('pack', 'Pack and version.', ({ line }) => line.pack),
  text('title_en', 'Title in English.', ({ line }) => line.title.en),
  text('title_zh', 'Title in Chinese.', ({ line }) => line.title.zh),
  text('citation', 'Source of the rule.', ({ line }) => line.citation),
  text('verification', 'verified, secondary or unverified.', ({ line }) => line.verification),
  whole('contacts_judged', 'Contacts of the period about which the rule says something.', (l) => l.contacts.judged),
  whole('contacts_allowed', 'By what is known at K.', (l) => l.contacts.allowed),
  whole('breaches_then', 'Contacts that it forbids by what was known then.', (l) => l.contacts.breachesAsKnown),
  whole('breaches_now', 'Contacts that it forbids by what is known at K.', (l) => l.contacts.breachesAsNowKnown),
  whole('differ', 'Contacts of which the two say another thing.', (l) => l.contacts.differ),
  whole('not_recorded_then', 'Contacts on cases that nobody had recorded then.', (l) => l.contacts.notRecordedThen),
  whole('advisory', 'Contacts of which it only warns.', (l) => l.contacts.advisory),
  whole('duties_due', 'Duties of the period that can still be met.', (l) => l.duties['DUTY_DUE'] ?? 0),
  whole('duties_met', 'Duties that were met in time.', (l) => l.duties['DUTY_MET'] ?? 0),
  whole('duties_missed', 'Duties that were not.', (l) => l.duties['DUTY_MISSED'] ?? 0),
  whole('missed_unknown', 'Missed ones that nobody could know of on their last day.', (l) => l.missedUnknown),
  whole('not_evaluated', 'Contacts and duties of which something is not known.', notEvaluated),
  text('not_evaluated_why', 'Reasons with their counts, with semicolons between.', ({ line }) =>
    Object.entries(line.contacts.notEvaluated)
      .map(([reason, count]) => `${reason} ${count}`)
      .join('; '),
  ),
  text('as_of', 'V.', ({ head }) => head.asOf),
  text('known_at', 'K.', ({ head }) => head.knownAt),
  text('last_event', 'Id of the last fact included.', ({ head }) => head.lastEvent),
];
