/** Moments at court and at agencies. */
import { addDays } from '../../../../ledger/dates.js';
import type { Beat } from '../story.js';
import type { Sum } from './amounts.js';

export const file =
  (kind: string): Beat =>
  (diary) => {
    const { dice, setting, day } = diary;
    const docket = `${day.slice(0, 4)}-${setting.place.prefix}-${dice.digits(5)}`;
    diary.tell({ type: 'FileLegalAction', kind, court: dice.pick(setting.place.courts), docket, debts: diary.debts });
  };

export const courtStep =
  (step: string, result?: string): Beat =>
  (diary) => {
    diary.tell({ type: 'RecordCourtStep', action: diary.last('action'), step, result });
  };

/** The court decides; what it awards beyond the debt is charged by a beat of its own. */
export const judgment =
  (outcome: string, sum?: Sum, performInDays?: number): Beat =>
  (diary) => {
    diary.tell({
      type: 'EnterJudgment',
      action: diary.last('action'),
      outcome,
      amount: sum?.(diary),
      performanceDeadline: performInDays === undefined ? undefined : addDays(diary.day, performInDays),
    });
  };

export const placeWith: Beat = (diary) => {
  const agency = diary.dice.pick(diary.setting.place.agencies);
  diary.tell({ type: 'PlaceAccount', agency, debts: diary.debts, batch: `B-${diary.day.slice(0, 7)}` });
};

export const recall =
  (reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'RecallAccount', placement: diary.last('placement'), reason });
  };
