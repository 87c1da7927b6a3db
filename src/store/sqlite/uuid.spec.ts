import { randomUUID } from 'node:crypto';
import { uuidInto, uuidOf } from './uuid.js';

it('goes to 16 bytes and back', () => {
  const bytes = new Uint8Array(16);
  const all = Array.from({ length: 200 }, () => randomUUID() as string);
  for (const id of [...all, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    const hex = Buffer.from(uuidInto(bytes, id)).toString('hex');
    expect(hex).toBe(id.replaceAll('-', ''));
    expect(uuidOf(hex)).toBe(id);
  }
});
