/** Settlements as offered. Whether one was paid or lapsed is computed (`settlement.calc.ts`, law 4). */
import type { Bound } from '../payment/counted.calc.js';
import type { SettlementFact, SettlementStage } from './settlement.events.js';

export interface SettlementRecord {
  readonly terms: Extract<SettlementFact, { type: 'SettlementOffered' }>['data'];
  readonly event: string;
  readonly offered: Bound;
  accepted?: Bound;
  completed?: Bound & { readonly waived: number };
  /** Notices recorded: only reactors and findings look at them. */
  noticed?: { readonly stage: SettlementStage; readonly ordinal: number };
}

export type Settlements = Map<string, SettlementRecord>;

export function evolveSettlements(settlements: Settlements, fact: SettlementFact): Settlements {
  const bound = { on: fact.eff, at: fact.at };
  switch (fact.type) {
    case 'SettlementOffered':
      return settlements.set(fact.data.settlement, { terms: fact.data, event: fact.id, offered: bound });
    case 'SettlementAccepted':
      return change(settlements, fact, { accepted: bound });
    case 'SettlementCompleted':
      return change(settlements, fact, { completed: { ...bound, waived: fact.data.waived } });
    case 'SettlementLapsed':
      return change(settlements, fact, { noticed: { stage: 'LAPSED', ordinal: fact.data.ordinal } });
    case 'SettlementLapseRevised':
      return change(settlements, fact, { noticed: { stage: fact.data.to, ordinal: fact.data.ordinal } });
  }
}

function change(settlements: Settlements, { data }: SettlementFact, what: Partial<SettlementRecord>): Settlements {
  const settlement = settlements.get(data.settlement);
  if (settlement) Object.assign(settlement, what);
  return settlements;
}
