/**
 * Where exports become facts: before anybody gets the file, in an access stream, never in the case's own (an export must not move the
 * head that it proves).
 */
import type { Asker, PackMade, PackRequest } from './request.js';

export interface ExportRecord {
  readonly id: string;
  readonly by: Asker;
  readonly request: PackRequest;
  readonly made: PackMade;
}

/** Records an export. Throws where it cannot: then nobody gets the file. */
export type RecordExport = (record: ExportRecord) => Promise<void>;

/** To be bound to the access stream in `runtime.ts`, where exports are opened. */
export const exportsAreNotRecordedYet: RecordExport = () => Promise.resolve();
