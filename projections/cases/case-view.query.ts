/** What is this case, at a glance, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { evolveCase, newCase, type CaseState } from '../../src/ledger/case-state.js';
import type { CaseFrame } from '../../src/ledger/case/index.js';
import { balanceOf, type CaseBalance } from '../balances/balance.calc.js';
import { HoldBook } from '../../src/ledger/hold/index.js';
import { PlanBook } from '../../src/ledger/plan/index.js';
import { holdView, type HoldView } from '../holds/holds.js';
import { PromiseBook } from '../../src/ledger/promise/index.js';
import { currencyOf } from '../audit-history/history.calc.js';
import { caseHistory, type AsOf, type CaseHistory } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';

export class CaseViewQuery {
  constructor(
    readonly caseId: string,
    readonly when: AsOf,
  ) {}
}

export interface CaseView extends AnswerHead {
  readonly id: string;
  readonly revision: number;
  readonly portfolio: string;
  readonly ref: string | null;
  readonly product: string | null;
  readonly currency: string | null;
  readonly zone: string;
  readonly opened: string;
  readonly stage: string;
  readonly assignee: string | null;
  readonly parties: readonly { readonly party: string; readonly roles: readonly string[] }[];
  readonly balance: Pick<CaseBalance, 'net' | 'held' | 'components' | 'debts'>;
  readonly promises: { readonly open: number; readonly kept: number; readonly broken: number };
  /** Plans by what they are in, proposals left out. */
  readonly plans: { readonly active: number; readonly broken: number; readonly completed: number };
  /** What stops collection or contact on V, as `GET …/holds` tells it. */
  readonly holds: readonly HoldView[];
  readonly contacts: number;
  readonly complaints: { readonly total: number; readonly open: number };
  readonly disputes: { readonly total: number; readonly holding: number };
  readonly placed: boolean;
  readonly legalActions: number;
  readonly facts: number;
}

type Opened = Exclude<CaseFrame, { stage: 'NONE' }>;

function counts(state: CaseState): Pick<CaseView, 'contacts' | 'complaints' | 'disputes' | 'placed' | 'legalActions'> {
  const complaints = [...state.complaints.values()];
  const disputes = [...state.disputes.values()];
  return {
    contacts: state.contacts.size,
    complaints: { total: complaints.length, open: complaints.filter(({ stage }) => stage !== 'CLOSED').length },
    disputes: { total: disputes.length, holding: disputes.filter(({ held }) => held).length },
    placed: [...state.placements.values()].some(({ active }) => active),
    legalActions: state.legal.size,
  };
}

function planCounts(plans: PlanBook, asOf: string): CaseView['plans'] {
  const states = plans.at(asOf).map(({ versions }) => versions[versions.length - 1]?.state);
  const count = (...wanted: readonly string[]): number => states.filter((state) => wanted.includes(state ?? '')).length;
  return { active: count('ON_TRACK', 'BEHIND'), broken: count('BROKEN'), completed: count('COMPLETED') };
}

function viewOf(caseId: string, { head, facts, others, revision }: CaseHistory): CaseView {
  const known = facts.filter((fact) => fact.eff <= head.asOf || fact.type === 'CaseOpened');
  const state = known.reduce(evolveCase, newCase(caseId));
  const frame = state.frame as Opened;
  const { net, held, components, debts } = balanceOf(facts, head.asOf);
  const promises = new PromiseBook(facts, others).at(head.asOf);
  const plans = new PlanBook(facts);
  const count = (countsAs: string): number => promises.filter((promise) => promise.countsAs === countsAs).length;
  return {
    id: caseId,
    revision,
    ...head,
    portfolio: frame.portfolio,
    ref: frame.ref ?? null,
    product: frame.product ?? null,
    currency: currencyOf(facts, caseId) ?? null,
    zone: frame.zone.name,
    opened: frame.openedOn,
    stage: frame.stage,
    assignee: frame.assignee ?? null,
    parties: [...frame.parties].map(([party, roles]) => ({ party, roles })),
    balance: { net, held, components, debts },
    promises: { open: count('OPEN'), kept: count('KEPT'), broken: count('BROKEN') + count('PARTIALLY_KEPT') },
    plans: planCounts(plans, head.asOf),
    holds: new HoldBook(facts, others, plans).on(head.asOf).map(holdView),
    ...counts(state),
    facts: known.length,
  };
}

@QueryHandler(CaseViewQuery)
export class CaseViewHandler implements IQueryHandler<CaseViewQuery, CaseView> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ caseId, when }: CaseViewQuery): Promise<CaseView> {
    return viewOf(caseId, await caseHistory(this.read, caseId, when, { incidents: true }));
  }
}
