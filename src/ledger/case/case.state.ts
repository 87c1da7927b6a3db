/** The frame of a case: whose it is, whether it is open, who takes part. */
import type { CivilDate } from '../dates.js';
import type { Zone } from '../fact.js';
import type { CaseFact, CloseReason, PartyRole } from './case.events.js';

export type CaseFrame =
  | { readonly stage: 'NONE' }
  | (OpenFrame & { readonly stage: 'OPEN' })
  | (OpenFrame & { readonly stage: 'CLOSED'; readonly reason: CloseReason });

export interface OpenFrame {
  readonly event: string;
  readonly portfolio: string;
  readonly ref?: string;
  readonly product?: string;
  readonly currency?: string;
  readonly openedOn: CivilDate;
  readonly zone: Zone;
  readonly assignee?: string;
  /** Party stream -> roles in this case. */
  readonly parties: ReadonlyMap<string, readonly PartyRole[]>;
}

export const NO_CASE: CaseFrame = { stage: 'NONE' };

export function evolveFrame(frame: CaseFrame, fact: CaseFact): CaseFrame {
  if (fact.type === 'CaseOpened') {
    const { portfolio, ref, product, currency } = fact.data;
    const { id: event, eff: openedOn, zone } = fact;
    return { stage: 'OPEN', event, portfolio, ref, product, currency, openedOn, zone, parties: new Map() };
  }
  if (frame.stage === 'NONE') return frame;
  switch (fact.type) {
    case 'CaseAssigned':
      return { ...frame, assignee: fact.data.assignee };
    case 'CaseNoteAdded':
    case 'RecordCorrected':
      return frame;
    case 'CaseClosed':
      return { ...frame, stage: 'CLOSED', reason: fact.data.reason };
    case 'CaseReopened':
      return { ...frame, stage: 'OPEN' };
    case 'PartyLinked': {
      const { party, role } = fact.data;
      const roles = [...(frame.parties.get(party) ?? []), role];
      return { ...frame, parties: new Map(frame.parties).set(party, roles) };
    }
  }
}

/** The debtor's party stream, where one is linked. */
export function debtorOf(frame: CaseFrame): string | undefined {
  if (frame.stage === 'NONE') return undefined;
  for (const [party, roles] of frame.parties) if (roles.includes('DEBTOR')) return party;
  return undefined;
}
