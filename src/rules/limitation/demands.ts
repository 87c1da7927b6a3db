/**
 * Contacts as demands: a letter or message that arrived, or went to the point that was agreed for notices when it was
 * sent; a conversation with the right party. A message that bounced, and a letter that came back, demanded nothing.
 */
import { localDate, type CivilDate } from '../../ledger/dates.js';
import { isOutbound, type Attempt } from '../dossier/attempt.js';
import { isObligorRole } from '../dossier/case-file.js';
import { isProductOf } from '../products.js';
import type { PointFile } from '../dossier/party-file.js';
import type { DutyScene } from '../evaluator.js';
import type { Interruption } from './interruption.js';

export interface DemandTerms {
  /** Purposes of contacts that ask for payment. */
  readonly demand_purposes?: readonly string[];
  /** Products of debts for which sending to the reserved contact point is enough; for others it is not settled. */
  readonly reserved_point_products?: readonly string[];
}

function sentOn({ day, at }: Attempt, zone: string): CivilDate {
  return day ?? localDate(at, zone);
}

/** The contact point where it was reserved and not invalid at the time of sending. */
function reservedPoint({ dossier }: DutyScene, { party, point, at }: Attempt): PointFile | undefined {
  if (party === undefined || point === undefined) return undefined;
  const known = dossier.parties.get(party)?.points.get(point);
  if (known?.reserved !== true || known.since > at) return undefined;
  return known.invalidSince !== undefined && known.invalidSince <= at ? undefined : known;
}

function spoken(attempt: Attempt, on: CivilDate, debts: readonly string[]): Interruption[] {
  const { event, conversation, rightParty, recordings = [], kind } = attempt;
  if (!conversation) return [];
  const isRightParty = rightParty !== undefined || conversation.effective === true;
  const weaker = kind === 'VISIT' ? 'visit' : 'call';
  return [
    {
      ground: 'DEMAND',
      on,
      debts,
      event,
      inputs: [event, conversation.event, ...recordings],
      doubt: isRightParty ? undefined : 'right-party-not-verified',
      flags: [`${weaker}-is-weaker-evidence`, ...(recordings.length === 0 ? [`${weaker}-without-recording`] : [])],
    },
  ];
}

function written(scene: DutyScene, attempt: Attempt, debts: readonly string[], terms: DemandTerms): Interruption[] {
  const { event } = attempt;
  const delivery = attempt.delivery && attempt.delivery.day <= scene.asOf ? attempt.delivery : undefined;
  if (delivery?.how === 'DELIVERED') {
    return [{ ground: 'DEMAND', on: delivery.day, debts, event, inputs: [event, delivery.event] }];
  }
  if (delivery) return [];
  const point = reservedPoint(scene, attempt);
  if (!point) return [];
  const on = sentOn(attempt, scene.file.zone);
  const sent = {
    ground: 'DEMAND',
    on,
    event,
    inputs: [event, point.event],
    flags: ['sent-to-reserved-point'],
  } as const;
  const isEnough = (debt: string): boolean => {
    return isProductOf(scene.dossier.productOf(scene.file, debt), terms.reserved_point_products ?? []);
  };
  const enough = debts.filter(isEnough);
  const others = debts.filter((debt) => !isEnough(debt));
  return [
    ...(enough.length > 0 ? [{ ...sent, debts: enough }] : []),
    ...(others.length > 0 ? [{ ...sent, debts: others, doubt: 'should-have-arrived' }] : []),
  ];
}

export function demandsOf(scene: DutyScene, terms: DemandTerms): Interruption[] {
  const { dossier, file, asOf } = scene;
  const purposes = terms.demand_purposes ?? ['COLLECTION'];
  return dossier.attempts().flatMap((attempt) => {
    const { cases, role, purpose, debts, kind } = attempt;
    if (!cases.includes(file.id) || !isOutbound(attempt)) return [];
    if (!isObligorRole(role) || !purposes.includes(purpose)) return [];
    const on = sentOn(attempt, file.zone);
    if (on > asOf) return [];
    return kind === 'ATTEMPT' || kind === 'VISIT' ? spoken(attempt, on, debts) : written(scene, attempt, debts, terms);
  });
}
