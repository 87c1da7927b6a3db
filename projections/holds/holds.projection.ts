/** Which cases are held by their own facts, why, and for how long, at any (V, K)? */
import type { PartyRole } from '../../src/ledger/case/index.js';
import { OBLIGORS } from '../../src/ledger/hold/index.js';
import type { Projection } from '../projector/projection.js';
import { standingProjection } from '../projector/standing.projection.js';
import { dateValue, optionalDate, type Value } from '../tables/table.js';
import { CASE_HOLD_SOURCES } from './case.holds.js';
import type { StandingHold } from './holds.js';
import { HOLDS, OBLIGOR_LINKS } from './holds.tables.js';

/** The columns that every row of a hold has. */
export function holdColumns({ stops, since, until, why, event }: StandingHold): Value[] {
  return [JSON.stringify(stops), dateValue(since), optionalDate(until), why, event];
}

/** 2: plans hold too, and the parties that owe. */
export function holdsProjection(): Projection {
  const standing = standingProjection({
    name: 'holds',
    version: 2,
    table: HOLDS,
    sources: CASE_HOLD_SOURCES,
    details: (hold) => {
      const { debts, amount = null } = hold;
      return [debts === undefined ? null : JSON.stringify(debts), amount, ...holdColumns(hold)];
    },
  });
  return {
    ...standing,
    tables: [HOLDS, OBLIGOR_LINKS],
    on: {
      ...standing.on,
      PartyLinked({ data: { party, role }, position, eff }, key, rows) {
        const rank = (OBLIGORS as readonly PartyRole[]).indexOf(role);
        if (rank >= 0) rows.insert(OBLIGOR_LINKS, [key, position, party, role, rank, dateValue(eff)]);
      },
    },
  };
}
