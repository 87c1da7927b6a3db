/**
 * Whatever the ledger holds a case for stops collection contacts: disputes, plans, moratoria, death, incapacity,
 * bankruptcy, requests to stop, attorneys, incidents (domain/model.md 4.4). Which of them, and which purposes it lets
 * through, is the company's choice: laws have rules of their own.
 */
import {
  HOLD_SOURCE_NAMES,
  isHeldOn,
  STOPPED,
  type Hold,
  type HoldSourceName,
  type Stopped,
} from '../../ledger/hold/index.js';
import { addDays, type CivilDate } from '../../ledger/dates.js';
import type { Act } from '../dossier/attempt.js';
import { whenHappened } from '../dossier/moments.js';
import { anyOf } from '../dossier/case-facts.js';
import { daysOf, latestEnd, nextAfter } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  readonly sources: readonly HoldSourceName[];
  /** What a hold must stop to count; all where left out. */
  readonly stops?: readonly Stopped[];
  /** Purposes that holds let through. */
  readonly allowed_purposes?: readonly string[];
  /** Kinds of moratorium that end by law after so many days, where nobody recorded their end. */
  readonly days_by_kind?: Readonly<Record<string, number>>;
  /** Roles that may be contacted although direct contact is stopped: the attorney. */
  readonly allowed_roles?: readonly string[];
}

/** Without debts of its own a contact is about the whole case. */
function meets(hold: Hold, act: Act, { sources, stops = STOPPED, allowed_roles = [] }: Terms): boolean {
  const { source, debts, party } = hold;
  if (!sources.includes(source)) return false;
  const stopped = hold.stops.filter((what) => stops.includes(what));
  if (stopped.length === 0) return false;
  if (debts !== undefined && act.debts.length > 0 && !act.debts.some((debt) => debts.includes(debt))) return false;
  if (stopped.every((what) => what === 'DIRECT_CONTACT')) {
    return !allowed_roles.includes(act.role ?? 'DEBTOR') && (party === undefined || act.party === party);
  }
  // What befalls the debtor holds the case; a wish not to be contacted, and what befalls others, protects that person.
  const isWide = party === undefined || (stopped.includes('COLLECTION') && hold.role === 'DEBTOR');
  return isWide || act.party === party;
}

/** Sources whose entries have dates of their own: they hold from these, whenever we were told. */
const OWN_DATES: readonly HoldSourceName[] = ['moratorium', 'death', 'bankruptcy'];

const REGISTER: Readonly<Partial<Record<HoldSourceName, string>>> = {
  incapacity: 'incapacity',
  'cease-request': 'ceaseRequest',
  representation: 'representation',
  incident: 'freeze',
};

/** Whether a hold of the day came later in the day than a contact that happened. */
function cameAfter({ source, from, event }: Hold, day: CivilDate, caseId: string, scene: Scene): boolean {
  const { act, asked, dossier } = scene;
  if (asked !== undefined || from !== day || OWN_DATES.includes(source)) return false;
  const fact = dossier.cases.get(caseId)?.facts.find(({ id }) => id === event);
  const register = REGISTER[source];
  const spell = register === undefined ? undefined : dossier.spells(register).find((one) => one.event === event);
  const began = fact ? whenHappened(fact).at : spell?.from;
  return began !== undefined && act.at <= began;
}

/** Most cases have nothing that could hold them: what does is looked for only where there is. */
const mayBeHeld = anyOf((type) => type === 'CollectionHoldPlaced' || type.startsWith('Plan'));
const HOLDING_REGISTERS = [...OWN_DATES, ...Object.values(REGISTER)];

function nothingHolds({ dossier, act }: Scene): boolean {
  if (HOLDING_REGISTERS.some((register) => dossier.spells(register).length > 0)) return false;
  return act.cases.every((id) => {
    const file = dossier.cases.get(id);
    return file === undefined || !mayBeHeld(file);
  });
}

function endingByLaw(hold: Hold, { days_by_kind = {} }: Terms): Hold {
  const days = days_by_kind[hold.why];
  return hold.to !== undefined || days === undefined ? hold : { ...hold, to: addDays(hold.from, days) };
}

/** Those of all days on which the contact may lie: the strictest. */
function holdsAt(scene: Scene, terms: Terms): Hold[] {
  const { dossier, act, zones } = scene;
  const found = new Map<string, Hold>();
  for (const day of daysOf(act, zones)) {
    for (const caseId of act.cases) {
      for (const hold of dossier.holds(caseId, day)) {
        const bounded = endingByLaw(hold, terms);
        if (!isHeldOn(bounded, day)) continue;
        if (meets(hold, act, terms) && !cameAfter(hold, day, caseId, scene)) found.set(hold.event, bounded);
      }
    }
  }
  return [...found.values()];
}

function heldDebts(holds: readonly Hold[], act: Act): readonly string[] | undefined {
  if (holds.some(({ debts }) => debts === undefined)) return undefined;
  return act.debts.filter((debt) => holds.some(({ debts }) => debts?.includes(debt)));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, zones } = scene;
  if (act.direction !== 'OUTBOUND' || terms.allowed_purposes?.includes(act.purpose)) return NOT_CONCERNED;
  const holds = nothingHolds(scene) ? [] : holdsAt(scene, terms);
  if (holds.length === 0) return NOT_CONCERNED;
  const inputs = holds.map(({ event }) => event);
  const portion = holds.find(({ amount }) => amount !== undefined)?.amount;
  return {
    is: 'BREACH',
    reason: `held-by-${holds[0]?.source}`,
    inputs,
    flags: [...new Set(holds.map(({ source }) => source))],
    next: nextAfter(latestEnd(holds.map(({ to }) => to)), zones),
    debts: heldDebts(holds, act),
    ...(portion === undefined ? {} : { counters: { held: portion } }),
  };
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const ledgerHold: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'ledger-hold@1.0.0',
  parameters: {
    type: 'object',
    required: ['sources'],
    additionalProperties: false,
    properties: {
      days_by_kind: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
      sources: { type: 'array', items: { enum: HOLD_SOURCE_NAMES }, minItems: 1 },
      stops: { type: 'array', items: { enum: STOPPED } },
      allowed_purposes: STRINGS,
      allowed_roles: STRINGS,
    },
  },
  evaluate,
};
