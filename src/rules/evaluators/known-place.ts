/** Says where rules cannot be applied for certain: nobody recorded the person's time zone, or under which law the case is. */
import { zonesRecorded } from '../dossier/zones.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

const NEEDS = ['ZONE', 'JURISDICTION', 'CAPACITY'] as const;

interface Terms {
  readonly needs: readonly (typeof NEEDS)[number][];
}

function isKnown(need: (typeof NEEDS)[number], { act, dossier, place }: Scene): boolean {
  switch (need) {
    case 'ZONE':
      return zonesRecorded(dossier, act).length > 0;
    case 'JURISDICTION':
      return place.jurisdictions.length > 0;
    case 'CAPACITY':
      return place.capacity !== undefined;
  }
}

function evaluate(scene: Scene, { needs }: Terms): Verdict {
  if (scene.act.direction !== 'OUTBOUND') return NOT_CONCERNED;
  const missing = needs.filter((need) => !isKnown(need, scene)).map((need) => `${need.toLowerCase()}-not-known`);
  const [reason] = missing;
  if (reason === undefined) return { is: 'ALLOWED' };
  return { is: 'BREACH', reason, inputs: [], next: null, flags: missing };
}

export const knownPlace: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'known-place@1.0.0',
  parameters: {
    type: 'object',
    required: ['needs'],
    additionalProperties: false,
    properties: { needs: { type: 'array', items: { enum: NEEDS }, minItems: 1 } },
  },
  evaluate,
};
