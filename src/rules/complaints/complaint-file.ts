/** One complaint as rules follow it: when it came, and what was done about it. */
import { dateOf, isInstant, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import type { CaseFile } from '../dossier/case-file.js';
import { anyOf, factsUntil, saidWord } from '../dossier/case-facts.js';

/** Something done about a complaint, on the day on which it was done. */
export interface Done {
  /** ACKNOWLEDGED, EXTENDED, DECIDED, CLOSED, or the code of a step: HOLDING_RESPONSE, ACCEPTED, WITHDRAWN, … */
  readonly what: string;
  readonly on: CivilDate;
  readonly fact: AnyFact;
}

export interface ComplaintFile {
  readonly id: string;
  readonly received: AnyFact;
  readonly receivedOn: CivilDate;
  /** In the order in which it became known. */
  readonly done: Done[];
}

const WHAT: Readonly<Record<string, string>> = {
  ComplaintAcknowledged: 'ACKNOWLEDGED',
  ComplaintExtended: 'EXTENDED',
  ComplaintDecided: 'DECIDED',
  ComplaintClosed: 'CLOSED',
};

const hasComplaint = anyOf((type) => type === 'ComplaintReceived');
const ALL: ReadonlySet<string> = new Set(['ComplaintReceived', 'ComplaintStepRecorded', ...Object.keys(WHAT)]);

/** The day of a step is that on which its letter was sent, where somebody said so. */
function dayOf(fact: AnyFact, zone: string): CivilDate {
  const sentAt = saidWord(fact, 'sentAt');
  return sentAt !== undefined && isInstant(sentAt) ? dateOf(sentAt, zone) : fact.eff;
}

/** All complaints of a case that came by a day, with what was done about them by that day. */
export function complaintsOf(file: CaseFile, asOf: CivilDate): readonly ComplaintFile[] {
  if (!hasComplaint(file)) return [];
  const found = new Map<string, ComplaintFile>();
  for (const fact of factsUntil(file, ALL, asOf)) {
    const id = saidWord(fact, 'complaint');
    if (id === undefined) continue;
    if (fact.type === 'ComplaintReceived') {
      found.set(id, { id, received: fact, receivedOn: fact.eff, done: [] });
      continue;
    }
    const what = WHAT[fact.type] ?? saidWord(fact, 'step');
    const on = dayOf(fact, file.zone);
    if (what !== undefined && on <= asOf) found.get(id)?.done.push({ what, on, fact });
  }
  return [...found.values()];
}

/** The earliest of what was done, of some kinds; of one day the first that became known. */
export function firstDone({ done }: ComplaintFile, kinds: readonly string[]): Done | undefined {
  let first: Done | undefined;
  for (const one of done) if (kinds.includes(one.what) && (first === undefined || one.on < first.on)) first = one;
  return first;
}
