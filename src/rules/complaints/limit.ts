/** Until when a complaint must be answered: calendar days after receipt, longer where it was extended in time. */
import { addDays, dateOf, isInstant, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { saidWord } from '../dossier/case-facts.js';
import type { ComplaintFile, Done } from './complaint-file.js';
import { businessDue } from './summary.js';

export interface LimitTerms {
  /** Calendar days after receipt: without extension, then by level of extension. None: no number in the rule. */
  readonly steps?: readonly number[];
  /** Levels of extension; the n-th leads to the step after the n-th. None: an extension changes nothing. */
  readonly levels?: readonly string[];
  /** Levels that need an approval and that the complainant was told: without both they change nothing. */
  readonly approved_levels?: readonly string[];
  /** Business days after receipt, in place of `steps`. */
  readonly business_days?: number;
}

export interface Limit {
  readonly due: CivilDate;
  /** The fact that set it: the complaint, or the extension that counts. */
  readonly set: AnyFact;
  readonly inputs: readonly string[];
  readonly flags: readonly string[];
}

/** When an extension took effect, or the code of what it lacks. */
function effectOf({ on, fact }: Done, approval: boolean, zone: string): CivilDate | { readonly lacks: string } {
  if (!approval) return on;
  if (saidWord(fact, 'approvedBy') === undefined) return { lacks: 'extension-not-approved' };
  const told = saidWord(fact, 'notifiedAt');
  if (told === undefined || !isInstant(told)) return { lacks: 'extension-not-told' };
  const toldOn = dateOf(told, zone);
  return toldOn > on ? toldOn : on;
}

/** An extension after the day on which the answer was due cures nothing: the first date stands. */
function extended({ receivedOn, received, done }: ComplaintFile, terms: LimitTerms, zone: string): Limit {
  const { steps = [], levels = [], approved_levels = [] } = terms;
  let limit = { due: addDays(receivedOn, steps[0] ?? 0), set: received };
  const inputs = [received.id];
  const flags: string[] = [];
  const extensions = levels.length === 0 ? [] : done.filter(({ what }) => what === 'EXTENDED');
  for (const one of [...extensions].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    inputs.push(one.fact.id);
    const level = saidWord(one.fact, 'level');
    // Nobody said how far it goes: as far as the first level, not further.
    if (level === undefined) flags.push('level-not-stated');
    const days = steps[levels.indexOf(level ?? (levels[0] as string)) + 1];
    const effect = effectOf(one, level !== undefined && approved_levels.includes(level), zone);
    if (typeof effect !== 'string') flags.push(effect.lacks);
    else if (effect > limit.due) flags.push('extension-after-due');
    else if (days !== undefined && addDays(receivedOn, days) > limit.due) {
      limit = { due: addDays(receivedOn, days), set: one.fact };
    }
  }
  return { ...limit, inputs, flags: [...new Set(flags)] };
}

/** Undefined where the rule has no number; `unknown` where its business days are not known. */
export function limitOf(
  complaint: ComplaintFile,
  terms: LimitTerms,
  zone: string,
  calendar: string | undefined,
): Limit | undefined | 'unknown' {
  const { received, receivedOn } = complaint;
  if (terms.business_days !== undefined) {
    const due = businessDue(receivedOn, terms.business_days, calendar);
    return due === undefined ? 'unknown' : { due, set: received, inputs: [received.id], flags: [] };
  }
  return terms.steps === undefined ? undefined : extended(complaint, terms, zone);
}
