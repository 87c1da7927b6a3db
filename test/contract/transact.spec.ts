import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStore } from '../../src/store/memory/memory.store.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite.store.js';
import { transactContract } from './transact.contract.js';

transactContract('MemoryStore', async () => {
  const store = new MemoryStore();
  return { store, cleanup: () => store.close() };
});

transactContract('SqliteStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-'));
  const file = join(folder, 'ledger.db');
  let store = SqliteStore.open({ file });
  return {
    store,
    async reopen() {
      await store.close();
      store = SqliteStore.open({ file });
      return store;
    },
    async cleanup() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
