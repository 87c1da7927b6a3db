/** All duties with their examples, in the order of the trade's list. */
import { contactDuties } from './contact.duties.js';
import { debtDuties } from './debt.duties.js';
import type { Duty } from './duty.js';
import { houseDuties } from './house.duties.js';
import { legalDuties } from './legal.duties.js';
import { planDuties } from './plan.duties.js';

export const DUTIES: readonly Duty[] = [
  ...contactDuties,
  ...debtDuties,
  ...legalDuties,
  ...houseDuties,
  ...planDuties,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Duties without a command of their own, and where they are served. */
export const NOT_HERE: Readonly<Record<string, string>> = {};
