/** Decides placement commands. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { debtsFor, firstRefusal, flagsOf, flagsOfAct, frameOf } from '../checks.js';
import type { Command, Rules } from '../command.js';
import type { Flag } from '../fact.js';
import { isRefusal, notAllowed, unknown } from '../refusal.js';

export interface PlaceAccount extends Command {
  readonly type: 'PlaceAccount';
  readonly agency?: string;
  readonly debts?: readonly string[];
  readonly batch?: string;
}
export interface RecallAccount extends Command {
  readonly type: 'RecallAccount';
  /** The placement; the active one where absent. */
  readonly placement?: string;
  readonly reason: string;
}
export type PlacementCommand = PlaceAccount | RecallAccount;

/** Whether some placement of one of the debts is active: not recalled, nor run out. */
function isPlaced({ placements, entries }: CaseState, debts: readonly string[] | undefined): boolean {
  const ended = [...entries.values()].filter(({ last }) => last === 'PlacementExpired');
  return [...placements.values()].some(
    (placement) =>
      placement.active &&
      !ended.some(({ fields }) => fields['placement'] === placement.id) &&
      (debts === undefined || placement.debts === undefined || placement.debts.some((id) => debts.includes(id))),
  );
}

export const placementRules: Rules<PlacementCommand, CaseState, CaseStreamFact> = {
  PlaceAccount: {
    creates: 'placement',
    decide({ agency, debts, batch }, state, { newId }) {
      const refusal = firstRefusal(frameOf(state), debts === undefined ? undefined : debtsFor(state, debts));
      if (refusal) return refusal;
      const { flags = [] } = flagsOfAct(state);
      const all: readonly Flag[] = isPlaced(state, debts) ? [...flags, 'placed-already'] : flags;
      const flagged = all.length > 0 ? { flags: all } : {};
      return [{ type: 'AccountPlaced', data: { placement: newId, agency, debts, batch, ...flagged } }];
    },
  },
  RecallAccount: {
    decide({ placement, reason }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      const all = [...state.placements.values()];
      const found = placement === undefined ? all.findLast((p) => p.active) : state.placements.get(placement);
      if (!found) return unknown('unknown-placement', 'The case has no such placement to recall.', 'placement');
      if (!found.active) return notAllowed('placement-recalled', 'The placement was recalled already.', 'placement');
      return [{ type: 'AccountRecalled', data: { placement: found.id, reason, ...flagsOf(state) }, ref: found.event }];
    },
  },
};
