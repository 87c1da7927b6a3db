import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceItem } from '../row.js';
import type { SourceOptions } from './options.js';
import { readItems } from './read-items.js';

/** The bytes in chunks of the given sizes, again and again from the first; an empty list of sizes gives one chunk. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const size = sizes.length === 0 ? bytes.length : (sizes[n % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** All items that the bytes give. Rows come with plain records, so that they can be compared. */
export async function itemsOf(
  content: string | Uint8Array,
  options: SourceOptions,
  sizes: readonly number[] = [],
): Promise<SourceItem[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const all: SourceItem[] = [];
  for await (const batch of readItems(inChunks(bytes, sizes), () => inChunks(bytes, sizes), options)) {
    if (batch.length === 0) throw new Error('a batch without items');
    all.push(...batch.map(plain));
  }
  return all;
}

/** A file of the content in a directory of its own, for as long as `use` needs it. */
export async function withFile<T>(content: string | Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'quittance-source-'));
  try {
    const path = join(directory, 'source');
    writeFileSync(path, content);
    return await use(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The item with a record that has the usual prototype. */
export function plain(item: SourceItem): SourceItem {
  return item.kind === 'row' ? { ...item, fields: { ...item.fields } } : item;
}
