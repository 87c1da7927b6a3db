/** Steps: what a rule does with a row, in order. Each step that records has a fixed place in its rule. */
import type { ConditionDoc, StepDoc } from '../document.js';
import type { Frame, Recorder } from '../frame.js';
import type { Path } from '../problem.js';
import type { Compiler } from './compiler.js';
import { arrayTurn, elementsOf, substituted, turnsOf, type Turn } from './loops.js';
import { compileRecord } from './record.js';
import { compileAdd, compileSet } from './running.js';

export type Run = (frame: Frame, out: Recorder) => void;

const KINDS = ['record', 'note', 'set', 'add', 'each', 'do'] as const;
type Kind = (typeof KINDS)[number];
const RECORDING: readonly string[] = ['when', 'date', 'effective', 'extra', 'sealed', 'remember', 'key'];
const BESIDE: Readonly<Record<Kind, readonly string[]>> = {
  record: [...RECORDING, 'with'],
  note: RECORDING,
  set: ['when'],
  add: ['when'],
  each: ['when', 'do'],
  do: ['when'],
};

/** @param place of the steps' parent, empty at the top of a rule */
export function compileSteps(c: Compiler, docs: readonly StepDoc[], path: Path, place: string): Run {
  const runs: Run[] = [];
  let next = 0;
  docs.forEach((doc, i) => {
    const kind = kindOf(c, doc, [...path, i]);
    if (kind === undefined) return;
    const own = kind === 'set' || kind === 'add' ? '' : `${place}${next++}`;
    const run = compileStep(c, kind, doc, { path: [...path, i], place: own });
    // The condition of a loop is asked at each turn, and may use its variables.
    runs.push(kind === 'each' ? run : guarded(c, doc.when, [...path, i], run));
  });
  return inOrder(runs);
}

function guarded(c: Compiler, when: ConditionDoc | undefined, path: Path, run: Run): Run {
  const test = c.optionalCondition(when, [...path, 'when']);
  return test ? (frame, out) => (test(frame) ? run(frame, out) : undefined) : run;
}

/** Stops at the first problem. */
function inOrder(runs: readonly Run[]): Run {
  return (frame, out) => {
    for (const run of runs) {
      run(frame, out);
      if (frame.problem) return;
    }
  };
}

function kindOf(c: Compiler, doc: StepDoc, path: Path): Kind | undefined {
  const [kind, second] = doc.each ? (['each'] as const) : KINDS.filter((name) => doc[name] !== undefined);
  if (kind === undefined || second !== undefined) {
    c.complain(path, `a step has exactly one of ${KINDS.join(', ')}`);
    return undefined;
  }
  const odd = Object.keys(doc).find((name) => name !== kind && !BESIDE[kind].includes(name));
  if (odd !== undefined) c.complain([...path, odd], `${odd} cannot stand beside ${kind}`);
  return kind;
}

interface Where {
  readonly path: Path;
  readonly place: string;
}

function compileStep(c: Compiler, kind: Kind, doc: StepDoc, { path, place }: Where): Run {
  switch (kind) {
    case 'record':
    case 'note':
      return compileRecord(c, doc, path, place);
    case 'set':
      return compileSet(c, doc.set ?? {}, [...path, 'set']);
    case 'add':
      return compileAdd(c, doc.add ?? {}, [...path, 'add']);
    case 'each':
      return compileEach(c, doc, { path, place });
    case 'do':
      return compileSteps(c, doc.do ?? [], [...path, 'do'], `${place}.`);
  }
}

function compileEach(c: Compiler, doc: StepDoc, where: Where): Run {
  const { each = {}, do: body = [] } = doc;
  const { path } = where;
  if (body.length === 0) c.complain(path, 'a loop needs do: the steps that it repeats');
  if (each.array !== undefined) return compileArray(c, doc, where);
  const turns = turnsOf(c, each, [...path, 'each']);
  return inOrder(turns.map((turn, i) => compileTurn(c, doc, turn, { ...where, place: `${where.place}.${i}` })));
}

function compileTurn(c: Compiler, { when, do: body = [] }: StepDoc, turn: Turn, { path, place }: Where): Run {
  const steps = compileSteps(c, substituted(body, turn), [...path, 'do'], `${place}.`);
  return guarded(c, when && substituted(when, turn), path, steps);
}

/** A loop over as many elements as the row has: each number is compiled when it is first met. */
function compileArray(c: Compiler, doc: StepDoc, { path, place }: Where): Run {
  const { each = {} } = doc;
  const array = each.array ?? '';
  const compileAt = (index: number): Run =>
    c.uses.insideArray(array, () => compileTurn(c, doc, arrayTurn(each, index), { path, place: `${place}.${index}` }));
  const turns = new Map([[0, compileAt(0)]]);
  return (frame, out) => {
    for (const index of elementsOf(frame.fields, array)) {
      let run = turns.get(index);
      if (!run) turns.set(index, (run = compileAt(index)));
      run(frame, out);
      if (frame.problem) return;
    }
  };
}
