/**
 * Persons who do not owe: not contacted at all where the law says so (IN-RBI-1), else told nothing about the debt
 * (CONC 7.9). Telling is what the contact itself discloses, or a disclosure recorded of it.
 */
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import { ANY_DAY } from '../dossier/disputes.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** Roles of persons who do not owe and do not speak for who does; a spouse who owes is a joint debtor. */
  readonly roles: readonly string[];
  /** Purposes for which they may be contacted; none: they may not. */
  readonly allowed_purposes: readonly string[];
}

const DISCLOSED: ReadonlySet<string> = new Set(['DisclosureMade', 'DebtItemisationProvided']);

/** What was told about the debt in this contact. */
function disclosed({ act, id, dossier }: Scene): readonly string[] {
  if (id === undefined) return [];
  const files = act.cases.flatMap((one) => dossier.cases.get(one) ?? []);
  return files
    .flatMap((file) => factsUntil(file, DISCLOSED, ANY_DAY))
    .filter((fact) => saidWord(fact, 'contact') === id)
    .map((fact) => fact.id);
}

function evaluate(scene: Scene, { roles, allowed_purposes }: Terms): Verdict {
  const { act } = scene;
  if (act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  if (act.role === undefined) return { is: 'NOT_EVALUATED', reason: 'role-not-known' };
  if (!roles.includes(act.role)) return NOT_CONCERNED;
  if (!allowed_purposes.includes(act.purpose)) {
    return { is: 'BREACH', reason: 'third-person-contacted', inputs: [], next: null };
  }
  const told = disclosed(scene);
  if (told.length === 0 && (act.discloses ?? []).length === 0) return { is: 'ALLOWED' };
  return { is: 'BREACH', reason: 'debt-told-to-third-person', inputs: told, next: null };
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const thirdPartyDetails: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'third-party-details@1.0.0',
  parameters: {
    type: 'object',
    required: ['roles', 'allowed_purposes'],
    additionalProperties: false,
    properties: { roles: { ...STRINGS, minItems: 1 }, allowed_purposes: STRINGS },
  },
  evaluate,
};
