/**
 * After a written notice that somebody wants no further contact, or refuses to pay, only what the law still lets one say
 * is said (12 CFR 1006.6(c)). The notice takes effect when it comes to us, whenever it was keyed.
 */
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { saidList, type Spell } from '../dossier/spell.js';

interface Cease {
  /** Purposes that remain. */
  readonly allowed_purposes: readonly string[];
  readonly excluded_roles?: readonly string[];
}

/** The debts of a contact that a request is about: all, where it names none. */
function concerned(spell: Spell, debts: readonly string[]): readonly string[] {
  const named = saidList(spell, 'debts');
  return named === undefined ? debts : debts.filter((debt) => named.includes(debt));
}

function evaluate(scene: Scene, { allowed_purposes, excluded_roles }: Cease): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || act.party === undefined) return NOT_CONCERNED;
  if (excluded_roles?.includes(act.role ?? 'DEBTOR')) return NOT_CONCERNED;
  const requests = dossier
    .standing('ceaseRequest', act.at, act.party)
    .filter((spell) => saidList(spell, 'debts') === undefined || concerned(spell, act.debts).length > 0);
  if (requests.length === 0) return { is: 'ALLOWED' };
  const written = requests.filter(({ fields }) => fields['inWriting'] === true);
  const inputs = written.map(({ event }) => event);
  if (written.length === 0) {
    return { is: 'ALLOWED', inputs: requests.map(({ event }) => event), flags: ['oral-cease-request'] };
  }
  if (allowed_purposes.includes(act.purpose)) return { is: 'ALLOWED', reason: 'purpose-remains', inputs };
  const debts = [...new Set(written.flatMap((spell) => concerned(spell, act.debts)))];
  return { is: 'BREACH', reason: 'asked-to-cease', inputs, next: null, debts };
}

export const cease: ContactEvaluator<Cease> = {
  of: 'contact',
  name: 'cease@1.0.0',
  parameters: {
    type: 'object',
    required: ['allowed_purposes'],
    additionalProperties: false,
    properties: {
      allowed_purposes: { type: 'array', items: { type: 'string' } },
      excluded_roles: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
