/**
 * What was asked for by one and approved by another, held against what is done in its name (design.md 6, four eyes). A
 * request serves once: applying it ends it, in the same append.
 */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { Context } from '../command.js';
import type { New } from '../fact.js';
import type { CaseRegisterFact } from '../registers.js';
import { isRefusal, notAllowed, type Refusal } from '../refusal.js';
import type { Entry } from '../register/entries.state.js';
import { noEntry } from '../register/register.decide.js';

/** One thing that is done in the name of a request. */
interface Done {
  readonly debt?: string;
  readonly component?: string;
  readonly dispute?: string;
  readonly plan?: string;
  readonly hold?: string;
}

/** What a command does: of which things, and how much it gives up of all of them, in minor units. */
export interface Applied {
  readonly of: readonly Done[];
  readonly amount?: number;
}

const KINDS = {
  waiverRequest: { approved: 'WaiverApproved', closed: 'WaiverRequestClosed', at: 'waiver-requests' },
  chargeOffRequest: { approved: 'ChargeOffApproved', closed: 'ChargeOffRequestClosed', at: 'charge-off-requests' },
  refundRequest: { approved: 'RefundApproved', closed: 'RefundRequestClosed', at: 'refund-requests' },
  holdReleaseRequest: {
    approved: 'HoldReleaseApproved',
    closed: 'HoldReleaseRequestClosed',
    at: 'hold-release-requests',
  },
} as const satisfies Record<string, Record<'approved' | 'closed', CaseRegisterFact['type']> & { readonly at: string }>;

type Noun = keyof typeof KINDS;

/**
 * Of what gives up something only sometimes: refuses somebody who names no request.
 *
 * @param what the sentence begins with it: `A waiver of 400 minor units`
 */
export function neededRequest(
  { asksApproval }: Context,
  noun: Noun,
  id: string | undefined,
  what: string,
): Refusal | undefined {
  if (!asksApproval || id !== undefined) return undefined;
  const message = `${what} needs a request that another person approved: ask with POST /v1/cases/{case}/${KINDS[noun].at}, and name it as ${noun}.`;
  return notAllowed('not-approved', message, noun);
}

/**
 * The fact that ends the request: to be recorded with what was done.
 *
 * @param id undefined: nothing is named, as in what another system did; nothing ends then
 */
export function usedRequest(
  { entries }: CaseState,
  noun: Noun,
  id: string | undefined,
  done: Applied,
): readonly New<CaseStreamFact>[] | Refusal {
  if (id === undefined) return [];
  const kind = KINDS[noun];
  const entry = entries.get(id);
  if (entry?.register !== noun) return noEntry(noun, id);
  const refusal = refusalOf(entry, noun, done);
  if (isRefusal(refusal)) return refusal;
  return [
    { type: kind.closed, data: { [noun]: id, outcome: 'APPLIED' }, ref: entry.event } as unknown as New<CaseStreamFact>,
  ];
}

function refusalOf({ last, stage, fields }: Entry, noun: Noun, { of, amount = 0 }: Applied): Refusal | undefined {
  if (stage !== 'OPEN' || last !== KINDS[noun].approved) {
    return notAllowed('not-approved', 'Nobody has approved that request, or it has ended: ask for another.', noun);
  }
  for (const name of ['hold', 'debt', 'component', 'dispute', 'plan'] as const) {
    const approved = fields[name];
    if (approved === undefined || of.every(({ [name]: done }) => done === undefined || done === approved)) continue;
    return notAllowed('not-approved', `Another ${name} was approved: ${JSON.stringify(approved)}.`, name);
  }
  const approved = fields['amount'] as number | undefined;
  if (approved === undefined || amount <= approved) return undefined;
  const message = `${approved} minor units were approved, and no more; this comes to ${amount}.`;
  return notAllowed('above-approval', message, 'amount');
}
