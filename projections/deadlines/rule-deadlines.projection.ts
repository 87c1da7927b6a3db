/**
 * What must be done by when under rule packs, at any (V, K)? Rows rest on a case's own facts, on the founding fact of its
 * portfolio, which the case names and nothing changes, and on the shipped packs. What a person's own facts add (an address
 * in another state) is asked of one case: docs/rules/deadlines.md.
 */
import { shippedNumber } from '../../src/clearance/index.js';
import { CASE_FACT_TYPES, type CaseStreamFact } from '../../src/ledger/case-state.js';
import { deadlineId } from '../../src/ledger/deadline/index.js';
import { NOTICE_FACTS } from '../../src/rules/index.js';
import type { Folds, Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate, type Value } from '../tables/table.js';
import { DEADLINE_NOTICES, RULE_DEADLINES } from './rule-deadlines.tables.js';
import { RuleFiles } from './rule-files.js';
import type { RuleDeadline } from './rule.deadlines.js';

const NAME = 'rule-deadlines';
const VERSION = 2;
const PACKS = 1_000_000;

function rowOf(key: StreamKey, since: number, from: string, to: string | undefined, value: RuleDeadline): Value[] {
  const { source, id, what, due, event, status, doneOn, rule, pack, subject, reason } = value;
  const span = [key, source, id, since, dateValue(from), null, optionalDate(to)];
  return [...span, what, dateValue(due), event, status, optionalDate(doneOn), rule, pack, subject, reason];
}

export function ruleDeadlinesProjection(): Projection {
  // New packs give new rows: they are part of the version.
  const version = VERSION * PACKS + shippedNumber(PACKS);
  const files = new RuleFiles(version);
  const fold = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const turned = files.get(key)?.advance(fact);
    if (!turned) return;
    for (const { segment, since } of turned.ended) {
      const { source, id } = segment.value;
      rows.update(RULE_DEADLINES, [key, source, id, since, dateValue(segment.from)], { k_to: fact.position });
    }
    for (const { segment, since } of turned.begun) {
      rows.insert(RULE_DEADLINES, rowOf(key, since, segment.from, segment.to, segment.value));
    }
  };
  return {
    name: NAME,
    version,
    tables: [RULE_DEADLINES, DEADLINE_NOTICES],
    lanes: 'stream',
    on: {
      ...(Object.fromEntries(
        CASE_FACT_TYPES.filter((type) => !NOTICE_FACTS.has(type)).map((type) => [type, fold]),
      ) as Folds),
      DeadlineMissed: ({ data, position }, key, rows) =>
        rows.put(DEADLINE_NOTICES, [key, deadlineId(data), data.ordinal, 'MISSED', data.pack, position]),
      DeadlineMissRevised: ({ data, position }, key, rows) =>
        rows.put(DEADLINE_NOTICES, [key, deadlineId(data), data.ordinal, data.to, data.pack, position]),
    },
    prepare: (page, preparation) => files.prepare(page, preparation),
    reset: () => files.clear(),
  };
}
