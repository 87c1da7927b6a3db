/** The list of cases as of (V, K): the register says which cases in which order, each case's facts what it was then. */
import type { QueryBus } from '@nestjs/cqrs';
import {
  CaseListQuery,
  type CaseFilter,
  type CaseList,
  type CaseRow,
} from '../../../projections/cases/case-list.query.js';
import { CaseViewQuery, type CaseView } from '../../../projections/cases/case-view.query.js';
import type { AsOf } from '../../../projections/read/case-history.js';
import { headAt } from '../../../projections/read/cut.js';
import type { ListScope } from '../../../projections/read/list.js';
import type { ReadSide } from '../../../projections/read/read-side.js';
import { Problem } from '../../http/problem.js';
import { localDate } from '../../ledger/dates.js';

/** One page of the cases that were open or closed then. Filters of what may change are applied to what was then. */
export async function casesThen(
  bus: QueryBus,
  read: ReadSide,
  { asOf, knownAt }: AsOf,
  scope: ListScope,
  { ref, product, stage, assignee }: CaseFilter,
): Promise<CaseList> {
  const cut = await read.cut(knownAt, 'UTC');
  const when = { asOf: asOf ?? localDate(read.clock.now(), 'UTC'), knownAt };
  const cases: CaseRow[] = [];
  let next = scope.after ?? null;
  do {
    const rest = { ...scope, after: next ?? undefined, limit: scope.limit - cases.length };
    const page = await bus.execute<CaseListQuery, CaseList>(new CaseListQuery(rest, { ref, product }));
    next = page.next;
    for (const row of page.cases) {
      if (row.opened > when.asOf) continue;
      const then = await rowThen(bus, row, when);
      // The list goes by when the ledger got its cases: whatever follows was not known at K either.
      if (!then) next = null;
      if (then && (stage ?? then.stage) === then.stage && (assignee ?? then.assignee) === then.assignee)
        cases.push(then);
    }
  } while (next !== null && cases.length < scope.limit);
  const position = Math.min(cut.position ?? Number.MAX_SAFE_INTEGER, await read.store.head());
  return { ...(await headAt(read.store, when.asOf, position, cut.final)), cases, next };
}

async function rowThen(bus: QueryBus, row: CaseRow, when: AsOf): Promise<CaseRow | undefined> {
  try {
    const view = await bus.execute<CaseViewQuery, CaseView>(new CaseViewQuery(row.id, when));
    const { stage, assignee, product, currency, balance } = view;
    return { ...row, stage, assignee, product, currency, net: balance.net, held: balance.held };
  } catch (error) {
    // The case was not known at K.
    if (error instanceof Problem && error.details.status === 404) return undefined;
    throw error;
  }
}
