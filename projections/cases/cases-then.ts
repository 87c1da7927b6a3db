/** The list of cases as of (V, K): the register says which cases in which order, each case's facts what it was then. */
import type { QueryBus } from '@nestjs/cqrs';
import { Problem } from '../../src/http/problem.js';
import { localDate } from '../../src/ledger/dates.js';
import type { AsOf } from '../read/case-history.js';
import { headAt } from '../read/cut.js';
import type { ListScope } from '../read/list.js';
import type { ReadSide } from '../read/read-side.js';
import { CaseListQuery, type CaseFilter, type CaseList, type CaseRow } from './case-list.query.js';
import { CaseViewQuery, type CaseView } from './case-view.query.js';

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
    const filter = { ref, product, openedBy: when.asOf, position: cut.position };
    const page = await bus.execute<CaseListQuery, CaseList>(new CaseListQuery(rest, filter));
    next = page.next;
    for (const row of page.cases) {
      const then = await rowThen(bus, row, when);
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
