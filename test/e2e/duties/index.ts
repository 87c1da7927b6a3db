/** All duties with their examples, in the order of the trade's list. */
import { contactDuties } from './contact.duties.js';
import { debtDuties } from './debt.duties.js';
import type { Duty } from './duty.js';
import { houseDuties } from './house.duties.js';
import { legalDuties } from './legal.duties.js';

export const DUTIES: readonly Duty[] = [...contactDuties, ...debtDuties, ...legalDuties, ...houseDuties].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

/** Duties without a command of their own, and where they are served. */
export const NOT_HERE: Readonly<Record<string, string>> = {
  D15: 'Repayment plan agreed with the debtor: not yet',
  D16: 'Extension and instalments: not yet',
  D18: 'Plan adjustment: not yet',
  D19: 'Reasonable amount and term: not yet',
  D20: 'Make sure the plan is kept: not yet',
  D22: 'Monitor delinquency: not yet',
  D30: 'Settlement: not yet',
  D37: 'Report overdue, success and recovery rate: not yet',
  D44: 'Status, days past due, willingness and ability in one view: not yet',
  D47: 'Legal compliance of every act: rule packs and clearance, a later issue',
  D68: 'Use of systems and tools: HTTP, command line, worklist',
  D71: 'Protect rights of both sides: the audit history is one for both',
};
