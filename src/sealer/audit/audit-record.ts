/** The last full audit, in `audit.json` beside the ledger: for the doctor, for metrics, for readiness. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DifferenceKind } from './difference.js';

export interface AuditRecord {
  /** When it ended: RFC 3339. */
  readonly at: string;
  readonly seconds: number;
  /** Leaves of the checkpoint that it compared with; 0 where it could not. */
  readonly size: number;
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  /** Why it could not be made; null where it was. */
  readonly failed: string | null;
}

const fileOf = (folder: string): string => join(folder, 'audit.json');

/** Renamed into place: a reader sees a whole record or the one before. */
export function keepAudit(folder: string, record: AuditRecord): void {
  const file = fileOf(folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined where none was made yet. */
export function lastAudit(folder: string): AuditRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as AuditRecord;
  } catch {
    return undefined;
  }
}

export function differencesIn({ counts }: AuditRecord): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
