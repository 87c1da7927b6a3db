/** Decides commands about legal steps. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { amountRefusal, dateRefusal, debtsFor, firstRefusal, flagsOf, frameOf } from '../checks.js';
import type { Command, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import { accrualEntries } from '../interest/postings.calc.js';
import { consequenceOfJudgment } from '../payment/allocation.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import { isRefusal, unknown, type Refusal } from '../refusal.js';
import { performByOf, type LegalAction } from './legal.state.js';

export interface FileLegalAction extends Command {
  readonly type: 'FileLegalAction';
  readonly kind: string;
  readonly court?: string;
  readonly docket?: string;
  readonly debts?: readonly string[];
}
interface OnAction extends Command {
  /** The legal action; the case's last one where absent. */
  readonly action?: string;
}
export interface RecordCourtStep extends OnAction {
  readonly type: 'RecordCourtStep';
  readonly step: string;
  readonly result?: string;
}
export interface EnterJudgment extends OnAction {
  readonly type: 'EnterJudgment';
  readonly outcome: string;
  readonly amount?: number;
  readonly performanceDeadline?: CivilDate;
}
export type LegalCommand = FileLegalAction | RecordCourtStep | EnterJudgment;

function actionFor(state: CaseState, id: string | undefined): LegalAction | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const found = id === undefined ? [...state.legal.values()].at(-1) : state.legal.get(id);
  if (found) return found;
  const message = id === undefined ? 'The case has no legal action.' : `The case has no legal action '${id}'.`;
  return unknown('unknown-action', message, 'action');
}

export const legalRules: Rules<LegalCommand, CaseState, CaseStreamFact> = {
  FileLegalAction: {
    creates: 'action',
    decide({ kind, court, docket, debts }, state, { newId }) {
      const refusal = firstRefusal(frameOf(state), debts === undefined ? undefined : debtsFor(state, debts));
      if (refusal) return refusal;
      return [{ type: 'LegalActionFiled', data: { action: newId, kind, court, docket, debts, ...flagsOf(state) } }];
    },
  },
  RecordCourtStep: {
    decide({ action, step, result }, state) {
      const found = actionFor(state, action);
      if (isRefusal(found)) return found;
      return [{ type: 'CourtStepRecorded', data: { action: found.id, step, result, ...flagsOf(state) } }];
    },
  },
  EnterJudgment: {
    decide({ action, outcome, amount, performanceDeadline }, state, { eff, today }) {
      const found = actionFor(state, action);
      const refusal = firstRefusal(
        found,
        amount === undefined ? undefined : amountRefusal(amount, 'amount'),
        dateRefusal(performanceDeadline, 'performanceDeadline'),
      );
      if (refusal || isRefusal(found)) return refusal ?? (found as Refusal);
      const data = { action: found.id, outcome, amount, performanceDeadline, ...flagsOf(state) };
      const debts = found.debts ?? [...state.debts.keys()];
      const performBy = performByOf(data, eff);
      if (performBy === undefined) return [{ type: 'JudgmentEntered', data }];
      const posted = eff > today ? [] : accrualEntries(state.account, eff);
      const consequence = consequenceOfJudgment(state.account, debts, performBy, { eff, posted });
      const { account } = state;
      return [{ type: 'JudgmentEntered', data }, ...postingsOf(consequence, 0, { account, trigger: 'JUDGMENT' })];
    },
  },
};
