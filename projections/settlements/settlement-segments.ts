/** Settlements of a case over all V as known at one K. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { SettlementBook, type SettlementStage } from '../../src/ledger/settlement/index.js';
import { Segments, type Segment } from '../projector/segments.js';

export interface StageValue {
  readonly settlement: string;
  readonly stage: SettlementStage;
  readonly paid: number;
}

export function settlementSegments(facts: readonly CaseStreamFact[]): Segment<StageValue>[] {
  const book = new SettlementBook(facts);
  if (book.isEmpty) return [];
  const stages = new Segments<StageValue>((a, b) => a.stage === b.stage && a.paid === b.paid);
  for (const day of book.turningPoints()) {
    const held = book.at(day).map(({ record, stage, paid }) => {
      const { settlement } = record.terms;
      return { subject: settlement, value: { settlement, stage, paid } };
    });
    stages.on(day, held);
  }
  return stages.all();
}
