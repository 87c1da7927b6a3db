/** Figures of a case that are no sums: outcomes of promises, stages of complaints and disputes, the case's own. */
import { evolveCase, newCase, type CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { PromiseBook, touchesPromises } from '../../src/ledger/promise/index.js';

/** `promise <id>` -> `KEPT`. */
export type States = ReadonlyMap<string, string>;

/** Commands after each of which the states are worked out; of more, several are taken together. */
const STEPS_MAX = 200;

/** @param facts of one case in store order, cut at K. */
export function statesAt(caseId: string, facts: readonly CaseStreamFact[], asOf: CivilDate): States {
  const states = new Map<string, string>();
  const known = facts.filter(({ eff }) => eff <= asOf);
  const { frame, complaints, disputes } = known.reduce(evolveCase, newCase(caseId));
  if (frame.stage !== 'NONE') {
    states.set('stage', frame.stage);
    if (frame.assignee !== undefined) states.set('assignee', frame.assignee);
  }
  for (const { promise, outcome } of new PromiseBook(facts).at(asOf)) states.set(`promise ${promise}`, outcome);
  for (const { id, stage, dueDate } of complaints.values()) {
    states.set(`complaint ${id}`, stage);
    if (dueDate !== undefined) states.set(`complaint-due ${id}`, dueDate);
  }
  for (const { id, stage, held } of disputes.values()) {
    states.set(`dispute ${id}`, stage);
    states.set(`dispute-hold ${id}`, held ? 'HELD' : 'RELEASED');
  }
  return states;
}

const STATED = /^(?:Case|Complaint|Dispute|CollectionHold)/;

function touches({ type }: CaseStreamFact): boolean {
  return STATED.test(type) || touchesPromises(type);
}

/** Facts of one command after another: the first of each is what caused the rest. */
function commandsOf(facts: readonly CaseStreamFact[]): CaseStreamFact[][] {
  const commands: CaseStreamFact[][] = [];
  for (const fact of facts) {
    const last = commands[commands.length - 1];
    if (last?.[0]?.cmd === fact.cmd) last.push(fact);
    else commands.push([fact]);
  }
  return commands;
}

/** Which facts changed which state on the way: event ids by figure. */
export function causesOf(
  caseId: string,
  before: readonly CaseStreamFact[],
  between: readonly CaseStreamFact[],
  asOf: CivilDate,
): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>();
  const commands = commandsOf(between).filter((facts) => facts.some(touches));
  const size = Math.ceil(commands.length / STEPS_MAX);
  const facts = [...before];
  let states = statesAt(caseId, facts, asOf);
  for (let i = 0; i < commands.length; i += size) {
    const some = commands.slice(i, i + size);
    facts.push(...some.flat());
    const next = statesAt(caseId, facts, asOf);
    const roots = some.map(([first]) => (first as CaseStreamFact).id);
    for (const figure of new Set([...states.keys(), ...next.keys()])) {
      if (states.get(figure) !== next.get(figure)) causes.set(figure, [...(causes.get(figure) ?? []), ...roots]);
    }
    states = next;
  }
  return causes;
}
