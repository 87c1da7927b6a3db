/** Decides delinquency commands. How far past due a debt is follows from its due dates; only what a source states is recorded. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { dateRefusal, debtFor, firstRefusal, flagsOf } from '../checks.js';
import type { Command, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import { impossible, isRefusal, type Refusal } from '../refusal.js';

export interface ReportDelinquency extends Command {
  readonly type: 'ReportDelinquency';
  readonly debt?: string;
  /** The day that the source speaks of; the command's effective date where left out. */
  readonly asOf?: CivilDate;
  readonly monthsPastDue?: number;
  readonly daysPastDue?: number;
  readonly statedBy?: string;
}
export type DelinquencyCommand = ReportDelinquency;

/** More than any debt lives: a hundred years. */
export const MONTHS_PAST_DUE_MAX = 1_200;
export const DAYS_PAST_DUE_MAX = 36_525;

function countRefusal(value: number | undefined, field: string, maximum: number): Refusal | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0 && value <= maximum)) return undefined;
  return impossible('bad-arrears', `${field} must be a whole number from 0 to ${maximum}.`, field);
}

function nothingSaid({ monthsPastDue, daysPastDue }: ReportDelinquency): Refusal | undefined {
  if (monthsPastDue !== undefined || daysPastDue !== undefined) return undefined;
  return impossible('bad-arrears', 'Say monthsPastDue or daysPastDue, as the source counts.', 'daysPastDue');
}

export const delinquencyRules: Rules<DelinquencyCommand, CaseState, CaseStreamFact> = {
  ReportDelinquency: {
    decide(command, state, { eff, today }) {
      const debt = debtFor(state, command.debt);
      if (isRefusal(debt)) return debt;
      const { asOf = eff, monthsPastDue, daysPastDue, statedBy } = command;
      const refusal = firstRefusal(
        dateRefusal(command.asOf, 'asOf'),
        nothingSaid(command),
        countRefusal(monthsPastDue, 'monthsPastDue', MONTHS_PAST_DUE_MAX),
        countRefusal(daysPastDue, 'daysPastDue', DAYS_PAST_DUE_MAX),
      );
      if (refusal) return refusal;
      if (asOf > today) {
        const message = `asOf ${asOf} lies after today (${today}) in the case's zone: nobody knows it yet.`;
        return impossible('as-of-ahead', message, 'asOf');
      }
      const data = { debt, asOf, monthsPastDue, daysPastDue, statedBy, ...flagsOf(state) };
      return [{ type: 'DelinquencyReported', data, eff: asOf }];
    },
  },
};
