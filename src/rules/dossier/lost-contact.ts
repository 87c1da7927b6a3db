/**
 * Whether contact with a debtor is lost, by what had been recorded at a moment: every number known to be invalid, or so
 * many failures in a row to reach the debtor (China Banking Association guideline of 2026, third persons).
 */
import { toMillis, type Millis } from '../../ledger/dates.js';
import type { Attempt } from './attempt.js';
import { evolveAttempts, type Attempts } from './attempts.js';
import type { CaseFile } from './case-file.js';
import type { Dossier } from './dossier.js';
import { once } from './interaction.js';

export interface LostTerms {
  /** So many failures in a row, on any of the debtor's contact points. */
  readonly failures: number;
  /** Whether contact is lost too where all telephone numbers of the debtor are known to be invalid. */
  readonly invalid_numbers?: boolean;
  /** Outcome codes that say that nobody was reached, of calls and visits without another sign. */
  readonly unreached_outcomes?: readonly string[];
}

/** The moment for which it is asked: what happened before `at`, as recorded by `known`. */
export interface Moment {
  readonly at: Millis;
  readonly known: Millis;
  /** The contact that it is asked for: neither it nor what came after it counts. */
  readonly id?: string;
  /** Each record of one call counts: an older judge. */
  readonly recordsCount?: boolean;
}

export interface Lost {
  readonly is: boolean;
  /** Failures in a row, the latest last. */
  readonly failures: number;
  /** Event ids that show it. */
  readonly inputs: readonly string[];
}

type Reached = 'REACHED' | 'FAILED' | 'UNKNOWN' | 'SAYS_NOTHING';

/** A letter or message that has not come back says nothing. A call of which nobody knows the end is no failure. */
function reached(attempt: Attempt, { unreached_outcomes = [] }: LostTerms): Reached {
  const { direction, kind, delivery, conversation, rightParty, connected, voicemail, outcome } = attempt;
  if (direction === 'INBOUND') return 'REACHED';
  if (kind === 'MESSAGE' || kind === 'NOTICE') {
    return delivery !== undefined && delivery.how !== 'DELIVERED' ? 'FAILED' : 'SAYS_NOTHING';
  }
  if (conversation !== undefined || rightParty !== undefined) return 'REACHED';
  if (connected === false || voicemail !== undefined) return 'FAILED';
  return outcome !== undefined && unreached_outcomes.includes(outcome) ? 'FAILED' : 'UNKNOWN';
}

/** The attempts of a case as they had been recorded: what was told later of an attempt is not known yet. */
function knownOf(file: CaseFile, known: Millis): Attempt[] {
  const attempts: Attempts = new Map();
  for (const fact of file.facts) if (toMillis(fact.rec) <= known) evolveAttempts(attempts, fact, file);
  return [...attempts.values()];
}

/** By time; of one instant, as they were recorded: the same whatever is recorded later. */
function byTime(a: Attempt, b: Attempt): number {
  return a.at - b.at || a.rec - b.rec || (a.event < b.event ? -1 : 1);
}

function knownAttempts(dossier: Dossier, known: Millis): readonly Attempt[] {
  const files = [...dossier.cases.values()];
  const valid = dossier.attempts();
  // `recordedAt` never decreases within a stream: its last fact tells whether all is known already.
  if (files.every(({ facts }) => toMillis(facts.at(-1)?.rec as string) <= known)) return [...valid].sort(byTime);
  const ids = new Set(valid.map(({ id }) => id));
  return files
    .flatMap((file) => knownOf(file, known))
    .filter(({ id }) => ids.has(id))
    .sort(byTime);
}

function isWith(debtor: string | undefined, cases: readonly string[], { party, role, cases: of }: Attempt): boolean {
  if (party !== undefined) return party === debtor;
  return role === 'DEBTOR' && of.some((one) => cases.includes(one));
}

/** The failures that stand at the end: one success, or one call whose end nobody knows, and counting begins anew. */
function inARow(attempts: readonly Attempt[], terms: LostTerms): Attempt[] {
  const failed: Attempt[] = [];
  for (let i = attempts.length - 1; i >= 0; i--) {
    const attempt = attempts[i] as Attempt;
    const how = reached(attempt, terms);
    if (how === 'REACHED' || how === 'UNKNOWN') break;
    if (how === 'FAILED') failed.unshift(attempt);
  }
  return failed;
}

/** Event ids that show all of a debtor's numbers as invalid; none where one still works, or none is known. */
function invalidNumbers(dossier: Dossier, debtor: string | undefined, { at, known }: Moment): string[] {
  const points = [...((debtor !== undefined && dossier.parties.get(debtor)?.points.values()) || [])];
  const numbers = points.filter(({ medium, since }) => medium === 'phone' && since <= at);
  const isInvalid = numbers.every(
    ({ invalidSince, invalidRec }) =>
      invalidSince !== undefined && invalidSince <= at && invalidRec !== undefined && invalidRec <= known,
  );
  return isInvalid ? numbers.flatMap(({ invalidEvent }) => invalidEvent ?? []) : [];
}

/**
 * @param debtor the debtor's party; undefined where none is linked: then whoever was called as the debtor in the cases.
 */
export function lostContact(
  dossier: Dossier,
  debtor: string | undefined,
  cases: readonly string[],
  moment: Moment,
  terms: LostTerms,
): Lost {
  const invalid = terms.invalid_numbers ? invalidNumbers(dossier, debtor, moment) : [];
  const all = knownAttempts(dossier, moment.known);
  const own = moment.id === undefined ? -1 : all.findIndex(({ id }) => id === moment.id);
  const before = (own < 0 ? all : all.slice(0, own)).filter(
    (attempt) => attempt.at <= moment.at && isWith(debtor, cases, attempt),
  );
  const failed = inARow(once(before, moment.recordsCount), terms);
  const isShown = failed.length >= terms.failures;
  const latest = failed.slice(-terms.failures).map(({ event }) => event);
  return {
    is: isShown || invalid.length > 0,
    failures: failed.length,
    inputs: isShown ? latest : invalid.length > 0 ? invalid : latest,
  };
}
