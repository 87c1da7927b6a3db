/** Step 12: with all entries of the log at hand, that the map of heads is honest, which no pack can show by itself. */
import type { Checkpoint } from '../checkpoint.js';
import { auditLog } from './log-audit.js';
import type { Notes } from './notes.js';

/** All entries of a log, from the first on. Throws FormatError where they cannot be read. @param size how many. */
export type LogEntries = (size: number) => AsyncIterable<string>;

export async function seeLog(entries: LogEntries, signed: Checkpoint, notes: Notes): Promise<void> {
  await notes.guard('log', async () => {
    const { faults, streams, gaps } = await auditLog(entries(signed.size), signed);
    for (const { kind, ...details } of faults) notes.fail('log', kind, details);
    notes.reached('log', { size: signed.size, streams, gaps });
  });
}
