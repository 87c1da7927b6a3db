/** All that interrupted or suspended periods of a case up to a day. */
import { demandsOf, type DemandTerms } from './demands.js';
import type { DutyScene } from '../evaluator.js';
import { saidText, saidList } from '../dossier/spell.js';
import { saidUpTo, textOf, type Said } from '../duties/said.js';
import { linesIn, READERS, versionOf, type Ends } from './grounds.js';
import type { Suspension } from './expiry.js';
import type { Ground, Interruption } from './interruption.js';

export interface InterruptionTerms extends DemandTerms {
  readonly interrupted_by: readonly Ground[];
}

export interface History {
  readonly interruptions: readonly Interruption[];
  readonly suspensions: readonly Suspension[];
  /** Terms that somebody recorded, judgments, applications for enforcement: what periods start from and are met by. */
  readonly said: readonly Said[];
}

const OTHERS = [
  'JudgmentEntered',
  'EnforcementEnded',
  'PlanCancelled',
  'PaymentReversed',
  'PaymentAllocated',
  'PaymentUnallocatedHeld',
  'PaymentsReallocated',
  'LimitationSuspended',
  'LimitationSuspensionEnded',
  'LimitationTermsRecorded',
  'SettlementOffered',
];
const READ: ReadonlySet<string> = new Set([...Object.keys(READERS), ...OTHERS]);

/** The last fact of a type for each id that a field names. */
function lastBy(facts: readonly Said[], type: string, field: string): Map<string, Said> {
  return new Map(facts.filter((said) => said.type === type).map((said) => [textOf(said, field), said]));
}

function paidOnIn(facts: readonly Said[]): Ends['paidOn'] {
  const sums = new Map<string, Map<string, number>>();
  for (const [credit, lines] of facts.flatMap(linesIn)) {
    const debts = sums.get(credit) ?? new Map<string, number>();
    sums.set(credit, debts);
    for (const { debt, amount } of lines) debts.set(debt, (debts.get(debt) ?? 0) + amount);
  }
  return (payment) => {
    const debts = sums.get(payment);
    return debts && [...debts].filter(([, amount]) => amount > 0).map(([debt]) => debt);
  };
}

function endsIn(facts: readonly Said[]): Ends {
  const reversals = new Map<string, Said[]>();
  for (const said of facts) {
    if (said.type !== 'PaymentReversed') continue;
    const id = textOf(said, 'payment');
    reversals.set(id, [...(reversals.get(id) ?? []), said]);
  }
  const planned = facts.filter(({ fields }) => 'instalments' in fields);
  return {
    judgments: lastBy(facts, 'JudgmentEntered', 'action'),
    enforcements: lastBy(facts, 'EnforcementEnded', 'enforcement'),
    plans: lastBy(facts, 'PlanCancelled', 'plan'),
    terms: new Map(planned.map((said) => [versionOf(said), said] as const)),
    reversals,
    paidOn: paidOnIn(facts),
  };
}

function suspensionsIn(facts: readonly Said[]): Suspension[] {
  const ended = lastBy(facts, 'LimitationSuspensionEnded', 'limitationSuspension');
  return facts
    .filter(({ type }) => type === 'LimitationSuspended')
    .map((said) => {
      const end = ended.get(textOf(said, 'limitationSuspension'));
      const until = (end && (saidText(end, 'endedOn') ?? end.eff)) ?? saidText(said, 'until');
      const inputs = end ? [said.id, end.id] : [said.id];
      return { from: saidText(said, 'from') ?? said.eff, until, debts: saidList(said, 'debts'), inputs };
    });
}

/** A settlement's debts are said in its offer. */
function withOffer(one: Interruption, facts: readonly Said[], settlement: unknown): Interruption {
  const offer = facts.find(({ type, fields }) => type === 'SettlementOffered' && fields['settlement'] === settlement);
  return offer ? { ...one, debts: saidList(offer, 'debts'), inputs: [...one.inputs, offer.id] } : one;
}

export function historyOf(scene: DutyScene, terms: InterruptionTerms): History {
  const said = saidUpTo(scene.file, READ, scene.asOf);
  const ends = endsIn(said);
  const grounds = new Set(terms.interrupted_by);
  const told = said.flatMap((one) => {
    const found = READERS[one.type]?.(one, ends) ?? [];
    if (one.type !== 'SettlementAccepted') return found;
    return found.map((interruption) => withOffer(interruption, said, one.fields['settlement']));
  });
  const demands = grounds.has('DEMAND') ? demandsOf(scene, terms) : [];
  const interruptions = [...demands, ...told.filter(({ ground }) => grounds.has(ground))];
  return { interruptions, suspensions: suspensionsIn(said), said };
}
