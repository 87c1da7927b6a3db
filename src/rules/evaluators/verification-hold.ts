/**
 * After a written dispute within the validation period the debt, or the disputed portion of it, is not collected until it
 * is verified (12 CFR 1006.38(d)(2)). What is not disputed may go on, but where what is still owed is disputed, portion by
 * portion or since the rest was paid, nothing is left that may. A late or oral dispute holds nothing and is said.
 */
import { localDate, type CivilDate } from '../../ledger/dates.js';
import { owedOn } from '../duties/owed.js';
import type { CaseFile } from '../dossier/case-file.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { disputesOf, HOLD_SCHEMA, standingOf, type HoldTerms } from '../validation/disputes.js';

interface Terms extends HoldTerms {
  /** Purposes that do not collect. */
  readonly exempt_purposes: readonly string[];
}

interface Seen {
  readonly held: string[];
  readonly inputs: string[];
  readonly flags: Set<string>;
  portion: number;
  isUnknown: boolean;
}

/** A portion in minor units that is held, of so many debts of one case together. */
interface Portion {
  readonly debts: readonly string[];
  readonly amount: number;
}

/** Debts of which all that is owed on a day, as booked, is disputed. Of one without entries nobody can say. */
function whollyDisputed(file: CaseFile, portions: readonly Portion[], day: CivilDate): string[] {
  if (portions.length === 0) return [];
  const owed = owedOn(file, day);
  const together = new Map<string, Portion>();
  for (const { debts, amount } of portions) {
    const key = [...debts].sort().join();
    together.set(key, { debts, amount: amount + (together.get(key)?.amount ?? 0) });
  }
  const all = [...together.values()].filter(({ debts, amount }) => {
    const totals = debts.flatMap((debt) => owed.get(debt)?.total ?? []);
    return totals.length === debts.length && amount >= totals.reduce((sum, total) => sum + total, 0);
  });
  return all.flatMap(({ debts }) => debts);
}

function lookAt(scene: Scene, caseId: string, terms: Terms, seen: Seen): void {
  const { act, dossier, pack } = scene;
  const file = dossier.cases.get(caseId);
  if (!file) return;
  const today = act.day ?? localDate(act.at, file.zone);
  const held: string[] = [];
  const portions: Portion[] = [];
  for (const dispute of disputesOf(dossier, file, terms.release_steps)) {
    const isOpen = dispute.at <= act.at && (dispute.release === undefined || act.at < dispute.release.at);
    if (!isOpen || !dispute.debts.some((debt) => act.debts.includes(debt))) continue;
    const standing = standingOf({ dossier, file, pack }, dispute, terms, today);
    if (standing.is === 'ORAL' || standing.is === 'LATE') seen.flags.add(`${standing.is.toLowerCase()}-dispute`);
    if (standing.is === 'UNKNOWN') seen.isUnknown = true;
    if (standing.is === 'HELD' && standing.debts.some((debt) => act.debts.includes(debt))) {
      if (dispute.amount === undefined) held.push(...standing.debts);
      else portions.push({ debts: standing.debts, amount: dispute.amount });
    }
    seen.inputs.push(...standing.inputs);
  }
  if (portions.length > 0) seen.flags.add('portion-held');
  seen.portion += portions.reduce((sum, { amount }) => sum + amount, 0);
  seen.held.push(...[...held, ...whollyDisputed(file, portions, today)].filter((debt) => act.debts.includes(debt)));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act } = scene;
  if (act.direction !== 'OUTBOUND' || terms.exempt_purposes.includes(act.purpose)) return NOT_CONCERNED;
  const seen: Seen = { held: [], inputs: [], flags: new Set(), portion: 0, isUnknown: false };
  for (const id of act.cases) lookAt(scene, id, terms, seen);
  const inputs = [...new Set(seen.inputs)];
  const flags = seen.flags.size > 0 ? [...seen.flags].sort() : undefined;
  const counters = seen.portion > 0 ? { held_portion: seen.portion } : undefined;
  if (seen.held.length > 0) {
    const debts = [...new Set(seen.held)];
    return { is: 'BREACH', reason: 'disputed-not-verified', counters, inputs, next: null, debts, flags };
  }
  if (seen.isUnknown) return { is: 'NOT_EVALUATED', reason: 'calendar-not-known', inputs };
  return { is: 'ALLOWED', counters, inputs: inputs.length > 0 ? inputs : undefined, flags };
}

const PARAMETERS = {
  type: 'object',
  required: ['notices', 'validation_days', 'assumed_receipt_business_days', 'release_steps', 'exempt_purposes'],
  additionalProperties: false,
  properties: { ...HOLD_SCHEMA, exempt_purposes: { type: 'array', items: { type: 'string' } } },
};

export const verificationHold: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'verification-hold@1.0.0',
  parameters: PARAMETERS,
  evaluate,
};
