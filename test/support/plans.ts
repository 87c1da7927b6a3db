/** How SQLite goes about the questions of some work: what a test of scale can hold against a query, where time would not tell. */
import { jest } from '@jest/globals';
import Database from '#sqlite';

export interface Plan {
  readonly sql: string;
  /** `SEARCH r USING INDEX …`, one line a step. */
  readonly steps: readonly string[];
}

/** The plans of every question that work asks of a read database; statements that were prepared before it are not seen. */
export async function plansOf(file: string, work: () => Promise<unknown>): Promise<Plan[]> {
  const asked = new Set<string>();
  const prepare = Object.getOwnPropertyDescriptor(Database.prototype, 'prepare')?.value as Database.Database['prepare'];
  const spy = jest.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql) {
    if (this.name === file && /^\s*(SELECT|WITH)/i.test(sql)) asked.add(sql);
    return prepare.call(this, sql);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  const db = new Database(file, { readonly: true });
  try {
    return [...asked].map((sql) => ({ sql, steps: stepsOf(db, sql) }));
  } finally {
    db.close();
  }
}

function stepsOf(db: Database.Database, sql: string): string[] {
  const explained = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  // A plan is made of the statement alone.
  const values = Array.from({ length: sql.split('?').length - 1 }, () => null);
  return explained.all(...values).map(({ detail }) => detail);
}
