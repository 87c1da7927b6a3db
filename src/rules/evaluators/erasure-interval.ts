/**
 * Between when a case must be kept and when it must go: nothing longer than its purpose needs it, and nothing while a
 * legal obligation or claim needs it (GDPR 5(1)(e), 17(3)). The law names no fixed period: it is an interval.
 */
import { addDays, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { complaintsOf, firstDone } from '../complaints/complaint-file.js';
import { factsUntil } from '../dossier/case-facts.js';
import { lastActivity } from '../dossier/activity.js';
import { disputesOf } from '../dossier/disputes.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

interface Terms {
  /** Years after the last activity for which a law asks that it be kept; 0: none does. */
  readonly keep_years: number;
}

const ENDS: ReadonlySet<string> = new Set(['CaseClosed', 'CaseReopened']);
const CLAIMS: ReadonlySet<string> = new Set(['LegalActionFiled', 'EnforcementApplied', 'EnforcementEnded']);

/** When the case was closed, where it is closed. */
function closedBy({ file, asOf }: DutyScene): AnyFact | undefined {
  const last = factsUntil(file, ENDS, asOf).at(-1);
  return last?.type === 'CaseClosed' ? last : undefined;
}

/** Claims that are open: complaints and disputes without an answer, legal steps. */
function claimsIn({ file, asOf }: DutyScene): string[] {
  const complaints = complaintsOf(file, asOf).filter((one) => !firstDone(one, ['DECIDED', 'CLOSED', 'WITHDRAWN']));
  const disputes = disputesOf(file, asOf).filter(({ resolved, withdrawn }) => !resolved && !withdrawn);
  const legal = factsUntil(file, CLAIMS, asOf);
  const isEnforced = legal.at(-1)?.type === 'EnforcementEnded';
  return [
    ...complaints.map(({ received }) => received.id),
    ...disputes.map(({ raised }) => raised.id),
    ...(isEnforced ? [] : legal.map(({ id }) => id)),
  ];
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/** While the case is open its purpose has not ended: only the minimum is told. */
function evaluate(scene: DutyScene, { keep_years }: Terms): readonly Clock[] {
  const last = lastActivity(scene.file, scene.asOf);
  if (!last) return [];
  const due = addMonths(last.eff, keep_years * 12);
  const base = { subject: scene.file.id, set: last.id, inputs: [last.id] };
  const kept: Clock = { ...base, outcome: 'RETAIN_UNTIL', reason: 'keep-minimum', from: last.eff, due };
  const minimum = keep_years === 0 ? [] : [kept];
  const closed = closedBy(scene);
  if (!closed) return minimum;
  const claims = claimsIn(scene);
  const from = keep_years === 0 ? closed.eff : later(closed.eff, addDays(due, 1));
  const inputs = [...new Set([closed.id, last.id, ...claims])];
  const reason = claims.length > 0 ? 'claims-still-need-it' : 'erase-when-no-longer-needed';
  const flags = from <= scene.asOf && claims.length === 0 ? ['may-go'] : undefined;
  return [...minimum, { subject: scene.file.id, outcome: 'ADVISORY', reason, from, set: closed.id, inputs, flags }];
}

export const erasureInterval: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'erasure-interval@1.0.0',
  parameters: {
    type: 'object',
    required: ['keep_years'],
    additionalProperties: false,
    properties: { keep_years: { type: 'integer', minimum: 0, maximum: 100 } },
  },
  evaluate,
};
