/**
 * Values as the embedded database gives them, so that one query has one answer on both: whole numbers as numbers, truth as
 * 1 and 0.
 */
import type pg from 'pg';
import { driver } from './driver.js';

/** Sums of bigint are numeric; amounts are safe integers by the ledger's own rule. */
function numberOf(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new RangeError(`${text} is beyond the safe integers`);
  return value;
}

export function plainTypes(): pg.CustomTypesConfig {
  const { types } = driver();
  const { BOOL, INT8, NUMERIC } = types.builtins;
  const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
    [BOOL, (text) => (text === 't' ? 1 : 0)],
    [INT8, numberOf],
    [NUMERIC, numberOf],
  ]);
  return {
    getTypeParser(oid, format) {
      const own = format === 'binary' ? undefined : parsers.get(oid);
      const others = types.getTypeParser(oid, format) as (text: string) => unknown;
      return own ?? others;
    },
  };
}
