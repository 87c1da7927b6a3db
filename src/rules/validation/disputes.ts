/** Disputes of a case, and which of them stop collection until the debt is verified (12 CFR 1006.38). */
import type { CivilDate, Millis } from '../../ledger/dates.js';
import type { CaseFile } from '../dossier/case-file.js';
import type { Dossier } from '../dossier/dossier.js';
import { whenHappened } from '../dossier/moments.js';
import type { Pack } from '../pack.js';
import { periodOf, PERIOD_SCHEMA, type PeriodTerms } from './period.js';

export interface HoldTerms extends PeriodTerms {
  /** Steps after which collection may go on. */
  readonly release_steps: readonly string[];
}

export const HOLD_SCHEMA = { ...PERIOD_SCHEMA, release_steps: { type: 'array', items: { type: 'string' } } };

interface Moment {
  readonly at: Millis;
  readonly on: CivilDate;
  readonly event: string;
}

export interface DisputeFile extends Moment {
  readonly id: string;
  /** Debts disputed: those named, else all of the case. */
  readonly debts: readonly string[];
  /** Disputed portion in minor units; the whole where absent. */
  readonly amount?: number;
  readonly inWriting: boolean;
  /** What released it: verification, or the notice that it repeats an earlier one; a withdrawal. */
  release?: Moment & { readonly how: string };
}

/** Disputes in the order in which they became known. */
export function disputesOf(dossier: Dossier, file: CaseFile, releaseSteps: readonly string[]): DisputeFile[] {
  const disputes = new Map<string, DisputeFile>();
  const release = (id: string, moment: Moment, how: string): void => {
    const dispute = disputes.get(id);
    if (dispute && (dispute.release === undefined || moment.at < dispute.release.at))
      dispute.release = { ...moment, how };
  };
  for (const fact of file.facts) {
    if (dossier.isWithdrawn(fact.id)) continue;
    const moment = { at: whenHappened(fact).at, on: fact.eff, event: fact.id };
    if (fact.type === 'DisputeRaised') {
      const { dispute: id, debts = [...file.debts.keys()], amount, inWriting = false } = fact.data;
      disputes.set(id, { ...moment, id, debts, amount, inWriting });
    } else if (fact.type === 'DisputeStepRecorded' && releaseSteps.includes(fact.data.step)) {
      release(fact.data.dispute, moment, fact.data.step);
    } else if (fact.type === 'DisputeWithdrawn') release(fact.data.dispute, moment, 'WITHDRAWN');
  }
  return [...disputes.values()];
}

/** Why a dispute does not stop collection of any of its debts, or which it stops. */
export type Standing =
  | { readonly is: 'HELD'; readonly debts: readonly string[]; readonly inputs: readonly string[] }
  | { readonly is: 'ORAL' | 'LATE' | 'UNKNOWN'; readonly inputs: readonly string[] };

/**
 * A written dispute that came by the end of the validation period holds; before any notice was given, the period has not
 * ended. The period is as it was known by a day.
 */
export function standingOf(
  scene: { readonly dossier: Dossier; readonly file: CaseFile; readonly pack: Pack },
  dispute: DisputeFile,
  terms: HoldTerms,
  asOf: CivilDate,
): Standing {
  const inputs = new Set([dispute.event]);
  if (!dispute.inWriting) return { is: 'ORAL', inputs: [...inputs] };
  let isUnknown = false;
  const held = dispute.debts.filter((debt) => {
    const period = periodOf(scene, debt, terms, asOf);
    if (period === 'no-notice') return true;
    if (period === 'calendar-not-known') {
      isUnknown = true;
      return false;
    }
    for (const input of period.inputs) inputs.add(input);
    return dispute.on <= period.end;
  });
  if (held.length > 0) return { is: 'HELD', debts: held, inputs: [...inputs] };
  return { is: isUnknown ? 'UNKNOWN' : 'LATE', inputs: [...inputs] };
}
