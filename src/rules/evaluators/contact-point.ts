/**
 * A contact point must be the person's own, still work, have a basis (where we have it from) and be for the channel: a
 * mail address is not called, nor a number written to.
 */
import { reaches } from '../../ledger/party/index.js';
import type { PointFile } from '../dossier/party-file.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** Whether a point of which nobody said where it is from may be used. */
  readonly basis_required: boolean;
  /** Whether a contact must name its point. */
  readonly point_required?: boolean;
}

function pointIn({ act, dossier }: Scene): PointFile | undefined {
  const { party, point } = act;
  return party === undefined || point === undefined ? undefined : dossier.parties.get(party)?.points.get(point);
}

/** The point where it is somebody else's. */
function elsewhere({ act, dossier }: Scene): PointFile | undefined {
  for (const { points } of dossier.parties.values()) {
    const found = points.get(act.point ?? '');
    if (found) return found;
  }
  return undefined;
}

function breach(reason: string, inputs: readonly string[]): Verdict {
  return { is: 'BREACH', reason, inputs, next: null };
}

function evaluate(scene: Scene, { basis_required, point_required = false }: Terms): Verdict {
  const { act } = scene;
  if (act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  if (act.point === undefined) {
    return point_required ? { is: 'NOT_EVALUATED', reason: 'contact-point-not-named' } : NOT_CONCERNED;
  }
  const own = pointIn(scene);
  if (!own) {
    const other = elsewhere(scene);
    return other
      ? breach('not-the-persons-own', [other.event])
      : { is: 'NOT_EVALUATED', reason: 'contact-point-not-known' };
  }
  const { invalidSince, invalidEvent, basis, event, medium } = own;
  if (!reaches(act.channel, medium)) return breach('contact-point-of-other-medium', [event]);
  if (invalidSince !== undefined && invalidSince <= act.at) {
    return breach('contact-point-invalid', [event, ...(invalidEvent === undefined ? [] : [invalidEvent])]);
  }
  if (basis_required && basis === undefined) return breach('contact-point-without-basis', [event]);
  return { is: 'ALLOWED', inputs: [event] };
}

const parameters = {
  type: 'object',
  required: ['basis_required'],
  additionalProperties: false,
  properties: { basis_required: { type: 'boolean' }, point_required: { type: 'boolean' } },
};

export const contactPoint: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'contact-point@1.0.0',
  parameters,
  evaluate,
};
