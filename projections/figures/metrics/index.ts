/** Every metric, and those that the facts do not support yet. A further one is a file here and a line below. */
import type { Metric, Words } from '../metric.js';
import * as clearances from './clearances.js';
import * as collection from './collection.js';
import * as complaints from './complaints.js';
import * as contacts from './contacts.js';
import * as overdue from './overdue.js';
import * as plans from './plans.js';
import * as promises from './promises.js';
import * as records from './records.js';
import * as recovery from './recovery.js';
import * as rolls from './rolls.js';

export const METRICS: readonly Metric[] = [
  ...Object.values(overdue),
  ...Object.values(collection),
  ...Object.values(rolls),
  ...Object.values(recovery),
  ...Object.values(contacts),
  ...Object.values(promises),
  ...Object.values(plans),
  ...Object.values(complaints),
  ...Object.values(clearances),
  ...Object.values(records),
];

export function metricNamed(id: string): Metric | undefined {
  return METRICS.find((metric) => metric.id === id);
}

export interface NotYet {
  readonly id: string;
  readonly name: Words;
  /** What is missing. */
  readonly why: Words;
}

export const NOT_YET: readonly NotYet[] = [
  {
    id: 'entering-rate-amount',
    name: { en: 'Entering-collections rate (amount)', zh: '入催率（金额）' },
    why: {
      en: 'What fell due is not known where only the source states arrears: the rate by accounts is given.',
      zh: '来源仅报告逾期期数时无法得知到期金额，故仅提供户数口径。',
    },
  },
];
