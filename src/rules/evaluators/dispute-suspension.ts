/**
 * Steps to recover a debt stop while it is disputed on grounds that are or may be valid, in whatever form it was disputed
 * and however late, until the outcome is told (CONC 7.14.1R).
 */
import { DISPUTE_GROUNDS } from '../../ledger/dispute/index.js';
import { ANY_DAY, disputesOf, endOf, type DisputeFile } from '../dossier/disputes.js';
import { whenHappened } from '../dossier/moments.js';
import { daysOf } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

export interface SuspensionTerms {
  /** Grounds that suspend. */
  readonly grounds: readonly string[];
  /** Steps of a dispute by which its outcome was told; without one its resolution counts. */
  readonly told_steps: readonly string[];
}

interface Terms extends SuspensionTerms {
  /** Purposes that are no step to recover the debt. */
  readonly allowed_purposes: readonly string[];
}

export const SUSPENSION_SCHEMA = {
  grounds: { type: 'array', items: { enum: DISPUTE_GROUNDS }, minItems: 1 },
  told_steps: { type: 'array', items: { type: 'string' } },
};

/** Whether a contact lies after something: by the time where both are known, else by the day. */
function isAfter({ act, asked, zones }: Scene, fact: DisputeFile['raised']): boolean {
  const { at, day } = whenHappened(fact);
  // What is only planned comes after what is known already, on the same day too.
  if (asked !== undefined)
    return daysOf(act, zones).some((one) => one >= fact.eff) && (day !== undefined || asked >= at);
  return act.day === undefined && day === undefined ? act.at > at : daysOf(act, zones).every((one) => one > fact.eff);
}

function isHeld(scene: Scene, dispute: DisputeFile, terms: Terms): boolean {
  if (!terms.grounds.includes(dispute.ground) || !isAfter(scene, dispute.raised)) return false;
  const end = endOf(dispute, terms.told_steps);
  return end === undefined || !isAfter(scene, end);
}

function disputed(held: readonly DisputeFile[], debts: readonly string[]): readonly string[] {
  return debts.filter((debt) => held.some((dispute) => dispute.debts?.includes(debt) ?? true));
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || terms.allowed_purposes.includes(act.purpose)) return NOT_CONCERNED;
  const files = act.cases.flatMap((id) => dossier.cases.get(id) ?? []);
  const all = files.flatMap((file) => disputesOf(file, ANY_DAY));
  if (all.length === 0) return NOT_CONCERNED;
  const held = all.filter((dispute) => isHeld(scene, dispute, terms));
  const debts = disputed(held, act.debts);
  if (held.length === 0 || (act.debts.length > 0 && debts.length === 0)) return { is: 'ALLOWED' };
  const inputs = held.map(({ raised }) => raised.id);
  const portions = held.flatMap(({ amount }) => amount ?? []);
  const counters = portions.length === 0 ? undefined : { disputed: portions.reduce((sum, one) => sum + one, 0) };
  return { is: 'BREACH', reason: 'debt-disputed', inputs, next: null, debts, counters };
}

export const disputeSuspension: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'dispute-suspension@1.0.0',
  parameters: {
    type: 'object',
    required: ['grounds', 'told_steps', 'allowed_purposes'],
    additionalProperties: false,
    properties: { ...SUSPENSION_SCHEMA, allowed_purposes: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
