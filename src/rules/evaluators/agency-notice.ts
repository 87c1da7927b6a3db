/** The debtor is told before an agency collects (消保办法 2022 Art. 41). One clock for each placement with an agency. */
import type { AnyFact } from '../../ledger/fact.js';
import type { CivilDate, Millis } from '../../ledger/dates.js';
import type { Attempt } from '../dossier/attempt.js';
import { dayOf } from '../dossier/attempt-day.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import { whenHappened } from '../dossier/moments.js';
import { saidList } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Kinds of notice that tell it. */
  readonly notices: readonly string[];
  /** Topics of an explanation that tell it. */
  readonly topics: readonly string[];
}

const PLACED: ReadonlySet<string> = new Set(['AccountPlaced']);

interface Told {
  readonly at: Millis;
  readonly on: CivilDate;
  readonly event: string;
}

function isOwner({ role }: Attempt): boolean {
  return role === undefined || role === 'DEBTOR' || role === 'JOINT_DEBTOR';
}

/** What told the debtor, first to last. */
function toldIn({ dossier, file, asOf }: DutyScene, { notices, topics }: Terms): Told[] {
  const letters = dossier.attempts().flatMap((attempt): Told[] => {
    const { notice, cases, at, event, delivery } = attempt;
    if (notice === undefined || !notices.includes(notice) || !cases.includes(file.id) || !isOwner(attempt)) return [];
    // What came back told nobody anything.
    if (delivery !== undefined && delivery.how !== 'DELIVERED') return [];
    return [{ at, on: dayOf(attempt, file.zone), event }];
  });
  const explained = dossier.spells('disclosure').flatMap((spell): Told[] => {
    const said = saidList(spell, 'topics') ?? [];
    if (spell.stream !== file.id || !said.some((topic) => topics.includes(topic))) return [];
    return [{ at: spell.from, on: spell.on, event: spell.event }];
  });
  return [...letters, ...explained].filter(({ on }) => on <= asOf).sort((a, b) => a.at - b.at);
}

/** The agency's first contact with whoever owes, after the account was placed with it. */
function firstContact(placed: AnyFact, { dossier, file, asOf }: DutyScene): Attempt | undefined {
  const agency = saidWord(placed, 'agency');
  const { at: since } = whenHappened(placed);
  return dossier
    .attempts()
    .find(
      (attempt) =>
        attempt.agency === agency &&
        attempt.direction === 'OUTBOUND' &&
        attempt.at >= since &&
        attempt.cases.includes(file.id) &&
        dayOf(attempt, file.zone) <= asOf,
    );
}

function clockOf(placed: AnyFact, scene: DutyScene, told: readonly Told[]): Clock {
  const first = firstContact(placed, scene);
  const about = { subject: saidWord(placed, 'placement') ?? placed.id, reason: 'agency-announced', set: placed.id };
  const by = told.find(({ at, event }) => (first === undefined || at < first.at) && event !== first?.event);
  const inputs = [placed.id, ...(by ? [by.event] : []), ...(first ? [first.event] : [])];
  if (by) return { ...about, outcome: 'DUTY_MET', on: by.on, inputs };
  // It is due before the agency's first contact: until then, no day is.
  if (!first) return { ...about, outcome: 'DUTY_DUE', inputs };
  const due = dayOf(first, scene.file.zone);
  return { ...about, outcome: 'DUTY_MISSED', due, on: told[0]?.on, inputs };
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const placed = factsUntil(scene.file, PLACED, scene.asOf).filter((fact) => saidWord(fact, 'agency') !== undefined);
  if (placed.length === 0) return [];
  const told = toldIn(scene, terms);
  return placed.map((fact) => clockOf(fact, scene, told));
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const agencyNotice: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'agency-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['notices', 'topics'],
    additionalProperties: false,
    properties: { notices: STRINGS, topics: STRINGS },
  },
  evaluate,
};
