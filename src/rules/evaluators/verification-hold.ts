/**
 * After a written dispute within the validation period the debt, or the disputed portion of it, is not collected until it
 * is verified (12 CFR 1006.38(d)(2)). What is not disputed may go on; a late or oral dispute holds nothing and is said.
 */
import { localDate } from '../../ledger/dates.js';
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

function lookAt(scene: Scene, caseId: string, terms: Terms, seen: Seen): void {
  const { act, dossier, pack } = scene;
  const file = dossier.cases.get(caseId);
  if (!file) return;
  const today = act.day ?? localDate(act.at, file.zone);
  for (const dispute of disputesOf(dossier, file, terms.release_steps)) {
    const isOpen = dispute.at <= act.at && (dispute.release === undefined || act.at < dispute.release.at);
    if (!isOpen || !dispute.debts.some((debt) => act.debts.includes(debt))) continue;
    const standing = standingOf({ dossier, file, pack }, dispute, terms, today);
    if (standing.is === 'ORAL' || standing.is === 'LATE') seen.flags.add(`${standing.is.toLowerCase()}-dispute`);
    if (standing.is === 'UNKNOWN') seen.isUnknown = true;
    const debts = standing.is === 'HELD' ? standing.debts.filter((debt) => act.debts.includes(debt)) : [];
    if (debts.length > 0 && dispute.amount !== undefined) {
      seen.flags.add('portion-held');
      seen.portion += dispute.amount;
    } else seen.held.push(...debts);
    seen.inputs.push(...standing.inputs);
  }
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

export const verificationHold: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'verification-hold@1.0.0',
  parameters: {
    type: 'object',
    required: ['notices', 'validation_days', 'assumed_receipt_business_days', 'release_steps', 'exempt_purposes'],
    additionalProperties: false,
    properties: { ...HOLD_SCHEMA, exempt_purposes: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
