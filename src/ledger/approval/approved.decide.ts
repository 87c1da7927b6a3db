/**
 * What was asked for by one and approved by another, held against what is done in its name (design.md 6, four eyes). A
 * request serves once: applying it ends it, in the same append.
 */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { New } from '../fact.js';
import type { CaseRegisterFact } from '../registers.js';
import { isRefusal, notAllowed, type Refusal } from '../refusal.js';
import type { Entry } from '../register/entries.state.js';
import { noEntry } from '../register/register.decide.js';

interface Done {
  readonly debt: string;
  readonly amount: number;
  readonly component?: string;
}

const KINDS = {
  waiverRequest: { approved: 'WaiverApproved', closed: 'WaiverRequestClosed' },
  chargeOffRequest: { approved: 'ChargeOffApproved', closed: 'ChargeOffRequestClosed' },
} as const satisfies Record<string, Record<'approved' | 'closed', CaseRegisterFact['type']>>;

type Noun = keyof typeof KINDS;

/**
 * The fact that ends the request: to be recorded with what was done.
 *
 * @param id undefined: nothing is named, as in what another system did or a settlement leaves; nothing ends then
 */
export function usedRequest(
  { entries }: CaseState,
  noun: Noun,
  id: string | undefined,
  done: Done,
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

function refusalOf({ last, stage, fields }: Entry, noun: Noun, done: Done): Refusal | undefined {
  if (stage !== 'OPEN' || last !== KINDS[noun].approved) {
    return notAllowed('not-approved', 'Nobody has approved that request, or it has ended: ask for another.', noun);
  }
  for (const name of ['debt', 'component'] as const) {
    if (fields[name] === undefined || done[name] === undefined || fields[name] === done[name]) continue;
    return notAllowed('not-approved', `Another ${name} was approved: ${JSON.stringify(fields[name])}.`, name);
  }
  const approved = fields['amount'] as number;
  if (done.amount <= approved) return undefined;
  return notAllowed('above-approval', `${approved} minor units were approved, and no more.`, 'amount');
}
