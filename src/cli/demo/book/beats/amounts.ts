/** How much: sums that follow from what is owed by then. */
import type { Component } from '../../../../ledger/components.js';
import type { Diary } from '../diary.js';

/** Minor units. */
export type Sum = (diary: Diary) => number;

/** Rounded down to what people name, never to nothing. */
function neat(amount: number, diary: Diary): number {
  const { neat: step } = diary.setting.place;
  return amount < step ? amount : amount - (amount % step);
}

export const all: Sum = (diary) => diary.owed;

export const exactly =
  (amount: number): Sum =>
  () =>
    amount;

/** A round sum near this share of what is owed. */
export const share =
  (percent: number): Sum =>
  (diary) =>
    neat(Math.floor((diary.owed * percent) / 100), diary);

/** All and more: an overpayment. */
export const allAnd =
  (more: number): Sum =>
  (diary) =>
    diary.owed + more;

/** All but a little. */
export const allBut =
  (less: number): Sum =>
  (diary) =>
    Math.max(1, diary.owed - less);

/** This share of the last promise. */
export const promised =
  (percent = 100): Sum =>
  (diary) =>
    Math.floor(((diary.promised()?.amount ?? 0) * percent) / 100);

/** This share, in basis points, of what is owed of a component. */
export const rate =
  (bps: number, of: Component = 'principal'): Sum =>
  (diary) =>
    Math.floor((diary.due(of) * bps) / 10_000);

export const dueOf =
  (component: Component): Sum =>
  (diary) =>
    diary.due(component);

export const held: Sum = (diary) => diary.held;
