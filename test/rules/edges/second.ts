/** The second before and the second after, or the day: of what an example rests on, and of when it is allowed again. */
import { Temporal } from 'temporal-polyfill';
import type { Pack, RuleEntry, TestVector } from '../../../src/rules/index.js';
import { answers, strictness, type Answer } from './answers.js';
import { plusDays } from './moved.js';
import { storyEvents } from './story-events.js';

const SECOND = 1_000;

function at(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString();
}

/** Blocked until the second before it is allowed again, and not from then on. */
function aroundNext(
  pack: Pack,
  rule: RuleEntry,
  vector: TestVector,
  { next }: { readonly next?: string | null },
): boolean[] {
  if (next === undefined || next === null) return [];
  const opens = Date.parse(next);
  const asked = (instant: number): number =>
    strictness(answers(pack, rule, { ...vector, when: { ...vector.when, at: at(instant) } }));
  return [asked(opens - SECOND) > 0, asked(opens) === 0];
}

/** The second before a fact nothing rests on it. */
function beforeFacts(pack: Pack, rule: RuleEntry, vector: TestVector, { inputs }: Answer): boolean[] {
  const events = storyEvents(pack, vector);
  return (inputs ?? []).flatMap((id) => {
    const instant = events.get(id)?.at;
    if (instant === undefined) return [];
    // As a contact that happened then: of one that is planned, what is already known counts, whenever it was.
    const when = { ...vector.when, asked: false, at: at(instant - SECOND) };
    return [answers(pack, rule, { ...vector, when }).every((answer) => !(answer.inputs ?? []).includes(id))];
  });
}

/** The day before the fact that set a clock there is no such clock. */
function beforeClock(pack: Pack, rule: RuleEntry, vector: TestVector, answer: Answer): boolean[] {
  if (!('set' in answer)) return [];
  const day = storyEvents(pack, vector).get(answer.set)?.eff;
  if (day === undefined || vector.as_of === undefined) return [];
  const before = answers(pack, rule, { ...vector, as_of: plusDays(day, -1) });
  return [before.every((one) => !('set' in one) || one.set !== answer.set)];
}

export function aroundIts(pack: Pack, rule: RuleEntry, vector: TestVector): readonly boolean[] {
  const found = answers(pack, rule, vector);
  if (vector.as_of !== undefined) return found.flatMap((answer) => beforeClock(pack, rule, vector, answer));
  if (typeof vector.when?.['at'] !== 'string') return [];
  return found.flatMap((answer) => [
    ...(vector.when?.['asked'] === false
      ? []
      : aroundNext(pack, rule, vector, answer as { readonly next?: string | null })),
    ...beforeFacts(pack, rule, vector, answer),
  ]);
}
