/**
 * Nobody uses the data of a person whose processing is restricted, other than to keep it (PIPL 47(2), GDPR 18(2)): the
 * person is not contacted, and nobody who does not owe is contacted about it.
 */
import { OBLIGORS } from '../../ledger/hold/index.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

type Terms = Readonly<Record<string, never>>;

const OWES: readonly string[] = OBLIGORS;

/** Whose data such a contact uses: those of whom it reaches, and to others those of whoever owes. */
function used({ act, dossier }: Scene): ReadonlySet<string> {
  const own = act.party === undefined ? [] : [act.party];
  if (act.role === undefined || OWES.includes(act.role)) return new Set(own);
  const owing = act.cases.flatMap((id) =>
    [...(dossier.cases.get(id)?.parties ?? [])].flatMap(([party, roles]) =>
      roles.some((role) => OWES.includes(role)) ? [party] : [],
    ),
  );
  return new Set([...own, ...owing]);
}

function evaluate(scene: Scene): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  const standing = dossier.standing('restriction', act.at);
  if (standing.length === 0) return NOT_CONCERNED;
  const whose = used(scene);
  const inputs = standing.filter(({ stream }) => whose.has(stream)).map(({ event }) => event);
  return inputs.length === 0 ? NOT_CONCERNED : { is: 'BREACH', reason: 'processing-restricted', inputs, next: null };
}

export const processingRestricted: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'processing-restricted@1.0.0',
  parameters: { type: 'object', additionalProperties: false, properties: {} },
  evaluate,
};
