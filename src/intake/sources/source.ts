import type { ReadProgress, SourceItem } from '../row.js';
import { fileBytes, sizeOfFile } from './file-bytes.js';
import { checkOptions, type SourceOptions } from './options.js';
import { readItems } from './read-items.js';

/** An opened source: its items in document order, to be read once, and how far reading has come. */
export interface Source {
  /** Batches of items. What stands before damage is always given; damage itself is one last, fatal item. */
  readonly items: AsyncIterable<readonly SourceItem[]>;
  /** Bytes of the file as it lies on disk: of a gzip file, compressed bytes. */
  readonly progress: ReadProgress;
}

/**
 * Opens an XES, CSV or JSONL file, plain or gzip (told by its first bytes), for streaming in bounded memory. Nothing is
 * read before the first item is asked for, and the file is closed when the reader stops.
 *
 * Throws `SourceError` with a sentence for people when there is no such file, it is a directory, may not be read, or the
 * options make no sense; the iteration throws it when the system fails to read on. Everything wrong with the contents is an
 * item.
 */
export function openSource(path: string, options: SourceOptions): Source {
  checkOptions(options);
  const progress: ReadProgress = { bytesRead: 0, bytesTotal: sizeOfFile(path) };
  return { items: readItems(fileBytes(path, progress), () => fileBytes(path), options), progress };
}
