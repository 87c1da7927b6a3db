/** Settlements of a case over all V as known at one K. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { SettlementBook, type SettlementStage } from '../../src/ledger/settlement/index.js';
import { segmentsOf, type Segment } from '../projector/segments.js';

export interface StageValue {
  readonly settlement: string;
  readonly stage: SettlementStage;
  readonly paid: number;
}

export function settlementSegments(facts: readonly CaseStreamFact[]): Segment<StageValue>[] {
  const book = new SettlementBook(facts);
  if (book.isEmpty) return [];
  return segmentsOf(
    book.turningPoints(),
    (day) =>
      book.at(day).map(({ record, stage, paid }) => {
        const { settlement } = record.terms;
        return { subject: settlement, value: { settlement, stage, paid } };
      }),
    (a, b) => a.stage === b.stage && a.paid === b.paid,
  );
}
