/**
 * Plan survival by month since activation (domain/model.md 4.9): Kaplan and Meier (1958), with censoring. A plan that is
 * completed, cancelled, or still standing on V leaves the risk set without an event. The unit is the plan from its first
 * activation on; its first break counts, whichever version broke: a restructuring does not make a plan young again.
 */
import { monthsBetween } from '../../src/ledger/plan/index.js';

/** One plan's time under observation. */
export interface Life {
  readonly activated: string;
  /** When it broke first; null where it has not by V. */
  readonly broke: string | null;
  /** When it left unbroken: completed or cancelled; null where it stands. */
  readonly left: string | null;
}

export interface SurvivalMonth {
  /** Full months since activation. */
  readonly month: number;
  /** Plans under observation and not broken when the month begins. */
  readonly atRisk: number;
  readonly broken: number;
  readonly censored: number;
  /** Share of those at risk that did not break in the month. */
  readonly numerator: number;
  readonly denominator: number;
  /** Product of the shares so far, exact to six places, rounded down. */
  readonly survival: string;
}

export interface Ending {
  readonly month: number;
  readonly how: 'BROKEN' | 'CENSORED';
}

/** In which month a life ended, and how. */
export function endingOf({ activated, broke, left }: Life, asOf: string): Ending {
  if (broke !== null) return { month: monthsBetween(activated, broke), how: 'BROKEN' };
  return { month: monthsBetween(activated, left ?? asOf), how: 'CENSORED' };
}

const PLACES = 6;

/** The curve from month 0 to the last month in which some plan was observed; empty without a plan. */
export function survivalCurve(lives: readonly Life[], asOf: string): SurvivalMonth[] {
  const endings = lives.map((life) => endingOf(life, asOf));
  const last = endings.reduce((most, { month }) => Math.max(most, month), -1);
  const curve: SurvivalMonth[] = [];
  let atRisk = lives.length;
  let [numerator, denominator] = [1n, 1n];
  for (let month = 0; month <= last; month++) {
    const ended = endings.filter((ending) => ending.month === month);
    const broken = ended.filter(({ how }) => how === 'BROKEN').length;
    const censored = ended.length - broken;
    [numerator, denominator] = reduced(numerator * BigInt(atRisk - broken), denominator * BigInt(atRisk));
    const share = { numerator: atRisk - broken, denominator: atRisk };
    curve.push({ month, atRisk, broken, censored, ...share, survival: decimal(numerator, denominator) });
    atRisk -= ended.length;
  }
  return curve;
}

function reduced(numerator: bigint, denominator: bigint): [bigint, bigint] {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [numerator / a, denominator / a];
}

function decimal(numerator: bigint, denominator: bigint): string {
  const digits = String((numerator * 10n ** BigInt(PLACES)) / denominator).padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}
