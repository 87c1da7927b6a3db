/** A debt that is paid, settled or discharged in bankruptcy is not sold or placed (12 CFR 1006.30(b)). */
import type { CivilDate } from '../../ledger/dates.js';
import { obligorsOf } from '../dossier/case-file.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { paidBy } from '../validation/paid.js';

interface Transfer {
  readonly subject: string;
  readonly on: CivilDate;
  readonly event: string;
  readonly debts: readonly string[];
}

function transfersOf({ dossier, file, asOf }: DutyScene): Transfer[] {
  const found: Transfer[] = [];
  for (const fact of file.facts) {
    if (fact.type !== 'AccountPlaced' && fact.type !== 'DebtBoughtOrSold') continue;
    if (fact.eff > asOf || dossier.isWithdrawn(fact.id)) continue;
    const subject = fact.type === 'AccountPlaced' ? fact.data.placement : fact.data.debtSale;
    found.push({ subject, on: fact.eff, event: fact.id, debts: fact.data.debts ?? [...file.debts.keys()] });
  }
  return found;
}

/** Event id of the fact that discharged somebody who owes, by a day. */
function dischargedBy({ dossier, file }: DutyScene, day: CivilDate): string | undefined {
  const owing = new Set(obligorsOf(file));
  return dossier
    .spells('bankruptcy')
    .find(({ stream, end }) => owing.has(stream) && end?.fields['outcome'] === 'DISCHARGED' && end.on <= day)?.end
    ?.event;
}

function evaluate(scene: DutyScene): Clock[] {
  return transfersOf(scene).flatMap(({ subject, on, event, debts }) => {
    const clock = { subject, outcome: 'PROHIBITED' as const, on, set: event };
    const discharged = dischargedBy(scene, on);
    if (discharged !== undefined) return [{ ...clock, reason: 'debt-discharged', inputs: [event, discharged], debts }];
    return debts.flatMap((debt) => {
      const paid = paidBy(scene.file, debt, on);
      return paid === undefined ? [] : [{ ...clock, reason: 'debt-paid', inputs: [event, paid], debts: [debt] }];
    });
  });
}

export const paidDebtTransfer: DutyEvaluator<Record<string, never>> = {
  of: 'duty',
  name: 'paid-debt-transfer@1.0.0',
  parameters: { type: 'object', additionalProperties: false, properties: {} },
  evaluate,
};
