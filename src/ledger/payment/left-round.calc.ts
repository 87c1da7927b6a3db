/**
 * What one append takes of postings that were left. Each line of a round brings what is recorded nearer to what the replay
 * finds, so the rounds end; how many there are depends on the lines alone, not on days, debts or credits.
 */
import type { Move } from './account.state.js';
import type { FoundAccrual } from './book.state.js';

/** Lines of one append: some 150 bytes each, so that it stays under `APPEND_BYTES_MAX`. */
export const LEFT_LINES_MAX = 4_000;

/** Postings that differ from what is recorded. */
export interface LeftLines {
  readonly moves: readonly Move[];
  readonly accruals: readonly FoundAccrual[];
}

export interface LeftRound extends LeftLines {
  /** Nothing is left behind it. */
  readonly isLast: boolean;
}

/**
 * All of them where they fit. Else the first ones in this order: more interest, money given back, money used, less interest.
 * What is owed and what is held on any day rises at first and falls then to what it comes to: it is never below zero between.
 */
export function roundOf({ moves, accruals }: LeftLines, max = LEFT_LINES_MAX): LeftRound {
  const changed = accruals.filter(({ entry, amount }) => amount !== entry.amount);
  if (changed.length + linesOf(moves) <= max) return { moves, accruals: changed, isLast: true };
  const more = changed.filter(({ entry, amount }) => amount > entry.amount).slice(0, max);
  const back = firstOf(byCredit(moves.filter(({ amount }) => amount < 0)), max - more.length);
  const room = max - more.length - linesOf(back);
  const used = firstOf(byCredit(moves.filter(({ amount }) => amount > 0)), room);
  const taken = [...back, ...used];
  const less = changed.filter(({ entry, amount }) => amount < entry.amount);
  const rest = taken.length < moves.length ? 0 : room - linesOf(used);
  return { moves: taken, accruals: [...more, ...less.slice(0, rest)], isLast: false };
}

/** Lines that moves come to: one each, and one for each change of credit. */
function linesOf(moves: readonly Move[]): number {
  return moves.reduce((lines, { credit }, i) => lines + (moves[i - 1]?.credit === credit ? 1 : 2), 0);
}

/** The first moves that fit. */
function firstOf(moves: readonly Move[], room: number): Move[] {
  let lines = 0;
  return moves.filter(({ credit }, i) => {
    lines += moves[i - 1]?.credit === credit ? 1 : 2;
    return lines <= room;
  });
}

/** Moves of the same credit stand together, the credits in the order of their first moves. */
function byCredit(moves: readonly Move[]): Move[] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const own = groups.get(move.credit);
    if (own) own.push(move);
    else groups.set(move.credit, [move]);
  }
  return [...groups.values()].flat();
}
