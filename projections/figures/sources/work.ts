/**
 * What was done in the period, by account: `worked` (outbound contacts of any kind), `attempts` (outbound calls,
 * chats and visits: what can connect), `dials` (attempts by phone), `connects`, `dial_connects`, `verified` (attempts in which
 * the right party was verified and talked), `conversations` (inbound too). A contact that an import withdrew does not count.
 */
import { sql, type RawBuilder } from 'kysely';
import type { ReadSide } from '../../read/read-side.js';
import { OCCURRENCES } from '../occurrences.tables.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

/** One row a contact of the period: what it came to. */
function contacts(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`
    SELECT case_key, part,
      MAX(CASE WHEN outbound = 1 THEN 1 ELSE 0 END) AS worked,
      MAX(CASE WHEN outbound = 1 AND kind IN ('attempt', 'visit') THEN 1 ELSE 0 END) AS attempt,
      MAX(CASE WHEN outbound = 1 AND kind = 'attempt' AND channel = 'phone' THEN 1 ELSE 0 END) AS dial,
      MAX(CASE WHEN kind = 'connected' THEN 1 ELSE 0 END) AS connected,
      MAX(CASE WHEN kind = 'verified' THEN 1 ELSE 0 END) AS verified,
      MAX(CASE WHEN kind = 'conversation' THEN 1 ELSE 0 END) AS conversation,
      MAX(CASE WHEN kind = 'withdrawn' THEN 1 ELSE 0 END) AS withdrawn
    FROM ${read.table(OCCURRENCES, 'occurrences')}
    WHERE kind IN ('attempt', 'message', 'notice', 'visit', 'connected', 'verified', 'conversation', 'withdrawn')
      AND position <= ${scope.position} AND on_date BETWEEN ${first} AND ${last}
    GROUP BY case_key, part`;
}

function events(condition: string, kinds: string) {
  return (read: ReadSide, scope: FigureScope): RawBuilder<unknown> => {
    const { first, last } = daysOf(scope);
    return sql`
      SELECT o.case_key, o.position FROM ${read.table(OCCURRENCES, 'occurrences')} o
      JOIN (${contacts(read, scope)}) c ON c.case_key = o.case_key AND c.part = o.part
      WHERE ${sql.raw(condition)} AND c.withdrawn = 0 AND o.kind IN (${sql.raw(kinds)})
        AND o.position <= ${scope.position} AND o.on_date BETWEEN ${first} AND ${last}`;
  };
}

export const work: Source = {
  reads: ['occurrences'],
  rows: (read, scope) => sql`
    SELECT case_key, SUM(worked) AS worked, SUM(attempt) AS attempts, SUM(dial) AS dials,
      SUM(CASE WHEN attempt = 1 AND connected = 1 THEN 1 ELSE 0 END) AS connects,
      SUM(CASE WHEN dial = 1 AND connected = 1 THEN 1 ELSE 0 END) AS dial_connects,
      SUM(CASE WHEN attempt = 1 AND verified = 1 AND conversation = 1 THEN 1 ELSE 0 END) AS verified,
      SUM(conversation) AS conversations
    FROM (${contacts(read, scope)}) w WHERE withdrawn = 0 GROUP BY case_key`,
  events: {
    worked: events('c.worked = 1', "'attempt', 'message', 'notice', 'visit'"),
    attempts: events('c.attempt = 1', "'attempt', 'visit'"),
    dials: events('c.dial = 1', "'attempt'"),
    connects: events('c.attempt = 1 AND c.connected = 1', "'connected'"),
    dialConnects: events('c.dial = 1 AND c.connected = 1', "'connected'"),
    verified: events('c.attempt = 1 AND c.verified = 1 AND c.conversation = 1', "'verified'"),
    conversations: events('c.conversation = 1', "'conversation'"),
  },
};
