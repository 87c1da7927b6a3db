/** Facts about a case: everything between one creditor and one debtor. Names and shapes are stored for ever. */
import type { FactOf, Flag } from '../fact.js';

export type CloseReason = 'SETTLED' | 'RECALLED' | 'CHARGED_OFF' | 'WITHDRAWN';
export type PartyRole =
  'DEBTOR' | 'JOINT_DEBTOR' | 'GUARANTOR' | 'CONTACT_PERSON' | 'REPRESENTATIVE' | 'ATTORNEY' | 'EMPLOYER';

export type CaseFact =
  | FactOf<
      'CaseOpened',
      {
        /** The portfolio's stream. */
        readonly portfolio: string;
        /** The source's reference of the case. Not personal: it is shown in lists. */
        readonly ref?: string;
        readonly product?: string;
        readonly currency?: string;
      }
    >
  | FactOf<'CaseAssigned', { readonly assignee: string; readonly team?: string; readonly flags?: readonly Flag[] }>
  /** The words themselves are sealed. */
  | FactOf<'CaseNoteAdded', { readonly note: string; readonly topic?: string; readonly flags?: readonly Flag[] }>
  | FactOf<'CaseClosed', { readonly reason: CloseReason; readonly detail?: string }>
  /** `ref` names the fact that its source has since changed or withdrawn; both stay visible. */
  | FactOf<
      'RecordCorrected',
      { readonly action: 'WITHDRAWN' | 'REPLACED'; readonly of: string; readonly reason: string }
    >
  | FactOf<'CaseReopened', { readonly reason: string }>
  | FactOf<'PartyLinked', { readonly party: string; readonly role: PartyRole; readonly flags?: readonly Flag[] }>;
