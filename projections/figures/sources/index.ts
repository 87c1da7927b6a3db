/** Every source of figures, by the alias under which expressions name its columns. */
import { asked } from './asked.js';
import { complaintsDue } from './complaints.js';
import { counts, lateness } from './counts.js';
import { held } from './held.js';
import { payments } from './payments.js';
import { instalmentsDue, planLives, schedules } from './plans.js';
import { liquidations, placements } from './placements.js';
import { promisesDue } from './promises.js';
import { chargeOffs, recoveries } from './recoveries.js';
import { states } from './states.js';
import { work } from './work.js';

export const SOURCES = {
  states, payments, work, counts, lateness, held, promisesDue, complaintsDue, chargeOffs, recoveries, placements,
  asked, liquidations, instalmentsDue, schedules, planLives,
} as const; // prettier-ignore
export type SourceName = keyof typeof SOURCES;
