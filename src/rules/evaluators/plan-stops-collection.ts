/**
 * While a plan that stops collection stands, nobody collects its debts: from its activation to its default or completion
 * (信用卡办法 Art. 70). Whether it stands follows from agreement and payments, not from a notice (law 4).
 */
import type { Hold } from '../../ledger/hold/index.js';
import { dayOf } from '../dossier/attempt-day.js';
import type { CaseFile } from '../dossier/case-file.js';
import { whenHappened } from '../dossier/moments.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** Purposes that are no collection: service messages, replies. */
  readonly exempt_purposes: readonly string[];
}

/** Most cases have no such plan: then nothing need be computed. */
function mayHold({ facts }: CaseFile): boolean {
  return facts.some(({ type, data }) => type.startsWith('Plan') && 'kind' in data && data.kind === 'PERSONALISED');
}

/** On its first day a plan holds from the moment at which it was activated. */
function hasBegun({ event, from }: Hold, { facts }: CaseFile, { act }: Scene, day: string): boolean {
  if (from < day) return true;
  const activated = facts.find(({ id }) => id === event);
  if (!activated) return true;
  const { at, day: dayOnly } = whenHappened(activated);
  return dayOnly !== undefined || act.day !== undefined || at <= act.at;
}

function holdsOf(scene: Scene): Hold[] {
  const { act, dossier } = scene;
  return act.cases.flatMap((id) => {
    const file = dossier.cases.get(id);
    if (!file || !mayHold(file)) return [];
    const day = dayOf(act, file.zone);
    return dossier.holds(id, day).filter((hold) => hold.source === 'plan' && hasBegun(hold, file, scene, day));
  });
}

function evaluate(scene: Scene, { exempt_purposes }: Terms): Verdict {
  const { act } = scene;
  if (act.direction !== 'OUTBOUND' || exempt_purposes.includes(act.purpose)) return NOT_CONCERNED;
  const holds = holdsOf(scene);
  if (holds.length === 0) return NOT_CONCERNED;
  const held = holds.flatMap(({ debts }) => debts ?? act.debts);
  const debts = act.debts.filter((debt) => held.includes(debt));
  // A contact about debts that the plan does not repay goes on.
  if (debts.length === 0 && act.debts.length > 0) return NOT_CONCERNED;
  const inputs = [...new Set(holds.map(({ event }) => event))];
  return { is: 'BREACH', reason: 'plan-stands', inputs, next: null, debts: debts.length > 0 ? debts : undefined };
}

export const planStopsCollection: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'plan-stops-collection@1.0.0',
  parameters: {
    type: 'object',
    required: ['exempt_purposes'],
    additionalProperties: false,
    properties: { exempt_purposes: { type: 'array', items: { type: 'string' } } },
  },
  evaluate,
};
