import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeysDb } from '../../src/privacy/keys-db.js';
import { keysContract } from './keys.contract.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

keysContract('keys.db', async () => openKeysDb(join(folder, 'keys.db')));
