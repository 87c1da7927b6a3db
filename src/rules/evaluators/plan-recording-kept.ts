/**
 * The recording of a plan that was agreed orally is kept at least until what is owed is settled (信用卡办法 Art. 70): while
 * anything is owed the duty has no end that anybody knows.
 */
import { DelinquencyBook } from '../../ledger/delinquency/index.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, said, saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Kind of plan: PERSONALISED. */
  readonly kind: string;
}

const AGREED: ReadonlySet<string> = new Set(['PlanAgreed', 'PlanRestructured']);
const PROPOSED: ReadonlySet<string> = new Set(['PlanProposed', 'PlanCounterOffered', 'PlanRestructured']);

/** Agreements by word of mouth, of a version of this kind of plan, of which there is a recording. */
function oralOf({ file, asOf }: DutyScene, kind: string): readonly AnyFact[] {
  const oral = factsUntil(file, AGREED, asOf).filter(
    (fact) => said(fact, 'form') === 'ORAL' && said(fact, 'recordingRef') !== undefined,
  );
  if (oral.length === 0) return oral;
  const ofKind = factsUntil(file, PROPOSED, asOf).filter((fact) => said(fact, 'kind') === kind);
  return oral.filter((one) =>
    ofKind.some((fact) => said(fact, 'plan') === said(one, 'plan') && said(fact, 'version') === said(one, 'version')),
  );
}

/** The day from which nothing is owed on any debt of the case, by what happened up to a day; undefined: something is. */
function settledOn({ file, asOf }: DutyScene): CivilDate | undefined {
  const book = new DelinquencyBook(file.facts.filter(({ eff }) => eff <= asOf));
  let last: CivilDate | undefined;
  for (const debt of book.debts) {
    const steps = book.stepsFrom(debt, '0001-01-01').filter(({ from }) => from <= asOf);
    const owed = steps.findLastIndex(({ state }) => state.owing > 0);
    const settled = steps[owed + 1];
    if (!settled) return undefined;
    if (last === undefined || settled.from > last) last = settled.from;
  }
  return last;
}

function evaluate(scene: DutyScene, { kind }: Terms): readonly Clock[] {
  const oral = oralOf(scene, kind);
  if (oral.length === 0) return [];
  const due = settledOn(scene);
  return oral.map((agreed): Clock => {
    const about = { subject: saidWord(agreed, 'recordingRef') ?? agreed.id, set: agreed.id, inputs: [agreed.id] };
    return { ...about, outcome: 'RETAIN_UNTIL', reason: 'keep-plan-recording', from: agreed.eff, due };
  });
}

export const planRecordingKept: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'plan-recording-kept@1.0.0',
  parameters: {
    type: 'object',
    required: ['kind'],
    additionalProperties: false,
    properties: { kind: { type: 'string' } },
  },
  evaluate,
};
