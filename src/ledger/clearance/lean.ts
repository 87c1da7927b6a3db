/**
 * Decisions as they are kept in memory: without what each rule said. A person who is dialled all year has thousands of them,
 * of 20 kB each, and no rule reads what rules said before; who shows a decision reads its record.
 */
import type { AnyFact } from '../fact.js';
import type { Judgement } from './clearance.events.js';

/** Stands for a judgement that is not kept. */
const NOT_KEPT: Judgement = { packs: [], tz: '', calendars: {}, zones: [], read: {}, verdicts: [], held: [] };

/** The fact itself where it is no decision. */
export function withoutJudgement<F extends AnyFact>(fact: F): F {
  if (fact.type !== 'ContactPermitted' && fact.type !== 'ContactBlocked') return fact;
  return { ...fact, data: { ...fact.data, judgement: NOT_KEPT } };
}
