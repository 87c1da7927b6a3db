/**
 * Links a party to a case: written to the party first, then to the case (design.md 3), under one Idempotency-Key. A
 * crash between the two leaves the party's half; the command sent again, or under another key, writes the other half.
 */
import type { LinkParty } from '../ledger/case/index.js';
import type { CaseState } from '../ledger/case-state.js';
import { frameOf } from '../ledger/checks.js';
import type { Outcome } from '../ledger/command.js';
import type { Loaded } from '../ledger/load.js';
import { isRefusal } from '../ledger/refusal.js';
import type { LinkCase } from '../ledger/party/index.js';
import type { Sender } from './caller.js';

export interface TwoStreams {
  /** The case as the ledger knows it now. */
  read(stream: string): Promise<Loaded<CaseState>>;
  toParty(stream: string, command: LinkCase, from: Sender): Promise<Outcome>;
  toCase(stream: string, command: LinkParty, from: Sender): Promise<Outcome>;
}

/** What the case answers, or what the party refuses. */
export async function linkOutcome(ledger: TwoStreams, id: string, link: LinkParty, from: Sender): Promise<Outcome> {
  if (settles(await ledger.read(id), link, from)) return ledger.toCase(id, link, from);
  const { party, role, occurredAt, effectiveDate } = link;
  const half: LinkCase = { type: 'LinkCase', case: id, role, occurredAt, effectiveDate };
  // If-Match names the case's revision, which says nothing of the party's.
  const first = await ledger.toParty(party, half, { ...from, expected: undefined });
  const halfThere = first.kind === 'done' || (first.kind === 'refused' && first.code === 'case-linked');
  return halfThere ? ledger.toCase(id, link, from) : first;
}

/** Whether the case alone has the answer: it repeats its first one, or refuses. Then nothing is written to the party. */
function settles({ state, revision, commands }: Loaded<CaseState>, { party, role }: LinkParty, from: Sender): boolean {
  if (commands.has(from.cmd)) return true;
  if (from.expected !== undefined && from.expected !== revision) return true;
  const frame = frameOf(state);
  return isRefusal(frame) || frame.parties.get(party)?.includes(role) === true;
}
