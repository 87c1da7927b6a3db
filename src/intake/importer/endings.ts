/** What goes on until something ends it: how a withdrawal ends it, and what may have ended it before. */
import type { CaseStreamFact } from '../../ledger/case-state.js';
import type { ByType } from '../../ledger/fact.js';
import type { CaseCommand } from '../../ledger/ledger.js';

type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

export interface Ending {
  /** Id of what is ended; for the closing of a case its event id. */
  readonly of: string;
  readonly command: CaseCommand;
}

type Ends = { readonly [T in CaseStreamFact['type']]?: (fact: Of<T>, reason: string) => Ending };

const promise = ({ data }: Of<'PromiseMade' | 'PromiseRenegotiated'>, reason: string): Ending => ({
  of: data.promise,
  command: { type: 'CancelPromise', promise: data.promise, by: 'FIRM', reason },
});

const ENDS: Ends = {
  PromiseMade: promise,
  PromiseRenegotiated: promise,
  DisputeRaised: ({ data: { dispute } }) => ({ of: dispute, command: { type: 'WithdrawDispute', dispute } }),
  AccountPlaced: ({ data: { placement } }, reason) => ({
    of: placement,
    command: { type: 'RecallAccount', placement, reason },
  }),
  CaseClosed: ({ id }, reason) => ({ of: id, command: { type: 'ReopenCase', reason } }),
};

export function endingOf(fact: CaseStreamFact, reason: string): Ending | undefined {
  const ends = ENDS[fact.type] as ((fact: CaseStreamFact, reason: string) => Ending) | undefined;
  return ends?.(fact, reason);
}

type Ended = { readonly [T in CaseStreamFact['type']]?: (fact: Of<T>) => string };

const dispute = ({ data }: Of<'DisputeResolved' | 'DisputeWithdrawn'>): string => data.dispute;

const ENDED: Ended = {
  PromiseCancelled: ({ data }) => data.promise,
  PromiseRenegotiated: ({ data }) => data.supersedes,
  DisputeResolved: dispute,
  DisputeWithdrawn: dispute,
  AccountRecalled: ({ data }) => data.placement,
};

/** Ids of what the facts of a case have ended already. */
export class Over {
  private readonly ids = new Set<string>();
  private closing = '';

  has(id: string): boolean {
    return this.ids.has(id);
  }

  note(fact: CaseStreamFact): void {
    if (fact.type === 'CaseClosed') this.closing = fact.id;
    if (fact.type === 'CaseReopened') this.ids.add(this.closing);
    const ended = ENDED[fact.type] as ((fact: CaseStreamFact) => string) | undefined;
    if (ended) this.ids.add(ended(fact));
  }
}
