import Database from '#sqlite';
import { randomUUID } from 'node:crypto';
import { uuidOf } from './uuid.js';

it('goes to the 16 bytes that SQLite makes of it, and back', () => {
  const db = new Database(':memory:');
  const way = db.prepare<[string], [Buffer, string]>("SELECT b, lower(hex(b)) FROM (SELECT unhex(?, '-') AS b)").raw();
  const all = Array.from({ length: 200 }, () => randomUUID() as string);
  for (const id of [...all, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    const [bytes, hex] = way.get(id) as [Buffer, string];
    expect(bytes.toString('hex')).toBe(id.replaceAll('-', ''));
    expect(uuidOf(hex)).toBe(id);
  }
  db.close();
});
