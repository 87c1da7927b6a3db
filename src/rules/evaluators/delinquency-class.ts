/**
 * Asset classes by days past due (信用卡办法 Art. 92; FFIEC Uniform Retail Credit Classification): in which class each debt
 * is on a day, since when, and what says so. It advises: the class is the creditor's to book.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { deferralsOf, dueOn } from '../../ledger/delinquency/index.js';
import { journalOf } from '../../ledger/payment/index.js';
import { bookOf, classedOn, type Classed, type DelinquencyClass } from '../delinquency/class-history.js';
import type { CaseFile, DebtFile } from '../dossier/case-file.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { isProductOf } from '../products.js';

interface Classes {
  /** From not past due upwards; the first begins at 0. */
  readonly classes: readonly DelinquencyClass[];
  /** Products of the debts that it classes; all where left out. */
  readonly products?: readonly string[];
  /** The class in which the debt is written off: until that is recorded, a flag says so. */
  readonly charge_off?: string;
}

/** The charge that is oldest past due, and the deferral that moved it: what set the clock. */
function setBy(file: CaseFile, { id, event }: DebtFile, oldestDue: CivilDate, asOf: CivilDate): string[] {
  const deferrals = deferralsOf(file.facts).get(id) ?? [];
  for (const fact of file.facts) {
    if (fact.eff > asOf) continue;
    for (const { debt, due } of journalOf(fact)) {
      if (debt !== id || due === undefined || dueOn(due, deferrals, asOf) !== oldestDue) continue;
      const moved = deferrals.filter(({ eff, until }) => due !== oldestDue && eff <= asOf && until === oldestDue);
      return [fact.id, ...moved.map((one) => one.event)];
    }
  }
  return [event];
}

function inputsOf(scene: DutyScene, debt: DebtFile, { far, state }: Classed): string[] {
  if (far.basis === 'reported') return [state.report?.event ?? debt.event];
  if (state.oldestDue === undefined) return [debt.event];
  return setBy(scene.file, debt, state.oldestDue, scene.asOf);
}

function flagsOf({ far, state, name }: Classed, { charge_off }: Classes): string[] | undefined {
  const flags = [
    ...(far.basis === 'reported' ? ['as-the-source-stated'] : []),
    ...(charge_off !== undefined && name === charge_off && state.chargedOff === 0 ? ['charge-off-not-recorded'] : []),
    ...(state.chargedOff > 0 ? ['charged-off'] : []),
  ];
  return flags.length === 0 ? undefined : flags;
}

function clockOf(scene: DutyScene, debt: DebtFile, classed: Classed, terms: Classes): Clock {
  const inputs = inputsOf(scene, debt, classed);
  const about = { subject: debt.id, set: inputs[0] as string, inputs, debts: [debt.id] };
  const { far, name, since } = classed;
  if (name === undefined) {
    const reason = far.basis === 'unknown' ? 'due-date-not-known' : 'days-past-due-not-known';
    return { ...about, outcome: 'NOT_EVALUATED', reason };
  }
  const counters = { days_past_due: far.days ?? 0 };
  const flags = flagsOf(classed, terms);
  return { ...about, outcome: 'ADVISORY', reason: `asset-class-${name}`, from: since, counters, flags };
}

function evaluate(scene: DutyScene, terms: Classes): readonly Clock[] {
  const { file, asOf } = scene;
  const { classes, products } = terms;
  const debts = [...file.debts.values()].filter(
    ({ product = file.product }) => products === undefined || product === undefined || isProductOf(product, products),
  );
  if (debts.length === 0) return [];
  const book = bookOf(file);
  return debts.flatMap((debt) => {
    const classed = classedOn(book, debt.id, asOf, classes);
    return !classed || classed.far.basis === 'settled' ? [] : [clockOf(scene, debt, classed, terms)];
  });
}

export const delinquencyClass: DutyEvaluator<Classes> = {
  of: 'duty',
  name: 'delinquency-class@1.0.0',
  parameters: {
    type: 'object',
    required: ['classes'],
    additionalProperties: false,
    properties: {
      classes: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['name', 'from_days'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
            from_days: { type: 'integer', minimum: 0 },
          },
        },
      },
      products: { type: 'array', items: { type: 'string' } },
      charge_off: { type: 'string' },
    },
  },
  evaluate,
};
