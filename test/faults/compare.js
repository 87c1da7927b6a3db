// Opens a ledger as the next process would, and compares it with what was acknowledged.
import { bodyOf } from './base.js';

const PAGE = 1024;

/**
 * @param SqliteStore the class under test
 * @param {string} file
 * @param {{stream: string, revision: number | string, id: string}[]} acked
 * @returns every fault as a sentence, how many events were lost, and the place of every event found
 */
export async function compare(SqliteStore, file, acked) {
  const store = SqliteStore.open({ file });
  const { faults, known } = await readThrough(store);
  const missing = acked.filter(({ stream, revision, id }) => known.get(id) !== `${stream} ${revision}`);
  faults.push(...missing.map(({ stream, revision, id }) => `lost: ${stream} ${revision} ${id}`));
  const integrity = store.inspect('integrity_check');
  if (integrity !== 'ok') faults.push(`integrity_check: ${integrity}`);
  await store.close();
  return { faults, lost: missing.length, known };
}

/** Positions are dense, revisions are dense in each stream, no id comes twice, every byte is as written. */
async function readThrough(store) {
  const faults = [];
  const known = new Map();
  const heads = new Map();
  for (let position = 0; ;) {
    const page = await store.readAll(position, PAGE);
    for (const event of page) {
      if (event.position !== ++position) faults.push(`position ${event.position} where ${position} was due`);
      const due = (heads.get(event.stream) ?? -1) + 1;
      if (event.revision !== due) faults.push(`${event.stream} has revision ${event.revision} where ${due} was due`);
      heads.set(event.stream, event.revision);
      if (event.data !== bodyOf(event.id) || event.meta !== '{}') faults.push(`${event.id} has other bytes`);
      if (known.has(event.id)) faults.push(`${event.id} is there twice`);
      known.set(event.id, `${event.stream} ${event.revision}`);
    }
    if (page.length < PAGE) return { faults, known };
  }
}
