/** Which contacts were permitted and which were blocked, by which rules? */
import type { ClearanceFact } from '../../src/ledger/clearance/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { CLEARANCE_RULES, CLEARANCES } from './clearances.tables.js';

type Decision = Extract<ClearanceFact, { type: 'ContactPermitted' | 'ContactBlocked' }>;

function decided({ data, id, position, eff }: Decision, key: StreamKey, rows: RowSink): void {
  const { clearance, cases, askedAt, channel, purpose, staff = null, plannedAt, judgement } = data;
  const told = judgement.verdicts.flatMap(({ pack, rule, effect, outcome, reason = null }) => {
    const said = effect ?? (outcome === 'NOT_EVALUATED' ? outcome : undefined);
    return said === undefined ? [] : [[pack, rule, rule.replace(/@\d+$/, ''), said, reason]];
  });
  const unknown = told.filter(([, , , said]) => said === 'NOT_EVALUATED').length;
  const [permitted, next] = 'nextAllowedAt' in data ? [0, data.nextAllowedAt] : [1, null];
  const when = [position, id, askedAt, dateValue(eff)];
  rows.insert(CLEARANCES, [
    ...[key, clearance, cases[0] ?? null, ...when, permitted],
    ...[channel, purpose, staff, plannedAt, next, unknown],
  ]);
  for (const one of told) rows.insert(CLEARANCE_RULES, [key, clearance, ...one]);
}

export function clearancesProjection(): Projection {
  return {
    name: 'clearances',
    version: 2,
    tables: [CLEARANCES, CLEARANCE_RULES],
    lanes: 'stream',
    on: { ContactPermitted: decided, ContactBlocked: decided },
  };
}
