/**
 * Interest that stands in the account and that a command lowers by reaching back: terms, a suspension, a concession, a plan
 * under which none is borne. It is given up as by a waiver, so another person approves it (design.md 6, four eyes). What bears
 * less from a day on through which nothing is posted needs the right to do it alone.
 */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { Context, Decision } from '../command.js';
import type { New } from '../fact.js';
import { impossible, isRefusal } from '../refusal.js';
import { neededRequest, usedRequest, type Applied } from './approved.decide.js';

type Facts = readonly New<CaseStreamFact>[];

/**
 * What facts of one append lower of posted interest: the lanes, and minor units of all of them; what rises elsewhere is no set-off.
 *
 * @param than facts that would have been recorded else; as it is now where left out
 */
export function loweredInterest(facts: Facts, than: Facts = []): Required<Applied> {
  const lanes = new Map<string, { readonly debt: string; readonly component: string; readonly delta: number }>();
  const add = (debt: string, component: string, amount: number): void => {
    const lane = `${debt} ${component}`;
    lanes.set(lane, { debt, component, delta: (lanes.get(lane)?.delta ?? 0) + amount });
  };
  const count = (all: Facts, sign: 1 | -1): void => {
    for (const { type, data } of all) {
      // A posting on a day before takes its days away from the one after it: that lowers nothing.
      if (type === 'InterestAccrued') add(data.debt, data.component, sign * data.amount);
      if (type === 'InterestAccrualAdjusted') {
        for (const { debt, component, delta } of data.lines) add(debt, component, sign * delta);
      }
    }
  };
  count(facts, 1);
  count(than, -1);
  const of = [...lanes.values()].filter(({ delta }) => delta < 0);
  return { of, amount: of.reduce((sum, { delta }) => sum - delta, 0) };
}

/**
 * The facts, with the end of the request that they use up; refused where they lower posted interest and none is named.
 *
 * @param than as `loweredInterest` has it
 */
export function withApproval(
  facts: Facts,
  state: CaseState,
  context: Context,
  waiverRequest: string | undefined,
  than?: Facts,
): Decision<CaseStreamFact> {
  const lowered = loweredInterest(facts, than);
  if (lowered.amount === 0) {
    if (waiverRequest === undefined) return facts;
    return impossible('nothing-waived', 'This lowers no posted interest: leave waiverRequest out.', 'waiverRequest');
  }
  const what = `To lower posted interest by ${lowered.amount} minor units`;
  const ends =
    neededRequest(context, 'waiverRequest', waiverRequest, what) ??
    usedRequest(state, 'waiverRequest', waiverRequest, lowered);
  return isRefusal(ends) ? ends : [...facts, ...ends];
}
