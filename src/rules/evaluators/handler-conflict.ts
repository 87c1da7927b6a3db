/**
 * Who handles a complaint has no direct interest in it: the handler is none of those whose contacts are complained of
 * (投诉办法 2020, recusal). One clock for each complaint.
 */
import type { CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, said, saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

/** The rule has no numbers. */
type Terms = Readonly<Record<string, never>>;

const RECEIVED: ReadonlySet<string> = new Set(['ComplaintReceived']);
const STEP: ReadonlySet<string> = new Set(['ComplaintStepRecorded']);

interface Handler {
  readonly staff: string;
  readonly on: CivilDate;
  readonly event: string;
}

/** Everybody who ever handled it: a conflict is not cured by handing it on. */
function handlersOf(received: AnyFact, steps: readonly AnyFact[]): Handler[] {
  const complaint = saidWord(received, 'complaint');
  return [received, ...steps.filter((step) => saidWord(step, 'complaint') === complaint)].flatMap((fact) => {
    const staff = saidWord(fact, 'handler');
    return staff === undefined ? [] : [{ staff, on: fact.eff, event: fact.id }];
  });
}

/** Ids that the ledger gives are UUIDs; a member of staff has a code. */
const GIVEN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Subjects {
  readonly staff: ReadonlySet<string>;
  /** Contacts complained of that the dossier does not hold, or of which nobody says who made them. */
  readonly unknown: readonly string[];
  readonly inputs: readonly string[];
}

/** Staff named, and those who made the contacts complained of. */
function subjectsOf(received: AnyFact, { dossier }: DutyScene): Subjects {
  const staff = new Set<string>();
  const inputs: string[] = [];
  const unknown: string[] = [];
  for (const about of (said(received, 'about') ?? []) as readonly string[]) {
    const contact = dossier.attempt(about);
    if (!contact) {
      if (GIVEN_ID.test(about)) unknown.push(about);
      else staff.add(about);
      continue;
    }
    inputs.push(contact.event);
    const made = [contact.staff, ...(contact.visitors ?? [])].flatMap((one) => one ?? []);
    if (made.length === 0) unknown.push(about);
    for (const one of made) staff.add(one);
  }
  return { staff, unknown, inputs };
}

function clockOf(received: AnyFact, steps: readonly AnyFact[], scene: DutyScene): Clock {
  const handlers = handlersOf(received, steps);
  const { staff, unknown, inputs: contacts } = subjectsOf(received, scene);
  const about = { subject: saidWord(received, 'complaint') ?? received.id, set: received.id };
  const inputs = [...new Set([received.id, ...handlers.map(({ event }) => event), ...contacts])];
  const conflicted = handlers.find((handler) => staff.has(handler.staff));
  if (conflicted) return { ...about, outcome: 'PROHIBITED', reason: 'handler-is-subject', on: conflicted.on, inputs };
  if (handlers.length === 0) return { ...about, outcome: 'NOT_EVALUATED', reason: 'handler-not-recorded', inputs };
  if (staff.size === 0 || unknown.length > 0)
    return { ...about, outcome: 'NOT_EVALUATED', reason: 'subject-not-recorded', inputs };
  return { ...about, outcome: 'DUTY_MET', reason: 'handler-has-no-interest', on: handlers[0]?.on, inputs };
}

function evaluate(scene: DutyScene): readonly Clock[] {
  const received = factsUntil(scene.file, RECEIVED, scene.asOf);
  if (received.length === 0) return [];
  const steps = factsUntil(scene.file, STEP, scene.asOf);
  return received.map((fact) => clockOf(fact, steps, scene));
}

export const handlerConflict: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'handler-conflict@1.0.0',
  parameters: { type: 'object', additionalProperties: false, properties: {} },
  evaluate,
};
