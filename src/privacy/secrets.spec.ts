import { createHmac } from 'node:crypto';
import { openKeysDb, type KeysDb } from './keys-db.js';
import { embeddedSecrets, LedgerSecrets } from './secrets.js';

const UUID_V8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the ledger's secrets", () => {
  let db: KeysDb;
  let secrets: LedgerSecrets;
  beforeEach(() => {
    db = openKeysDb(':memory:');
    secrets = new LedgerSecrets(embeddedSecrets(db));
  });
  afterEach(() => db.close());

  const wrapped = (name: string): Buffer =>
    db.db.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?').get(name)?.value ??
    Buffer.alloc(0);
  const stored = (name: string): Buffer => db.wrapping.unwrap(wrapped(name));

  it('are made once, of 32 bytes each, and kept', () => {
    expect(stored('id')).toHaveLength(32);
    expect(stored('mac')).toHaveLength(32);
    expect(stored('id')).not.toEqual(stored('mac'));
    const again = new LedgerSecrets(embeddedSecrets(db));
    expect(again.mac('x')).toBe(secrets.mac('x'));
    expect(again.stream('case', ['a'])).toBe(secrets.stream('case', ['a']));
  });

  it('differ from one ledger to the next: the same reference has another id there', () => {
    const other = openKeysDb(':memory:');
    expect(new LedgerSecrets(embeddedSecrets(other)).stream('case', ['a'])).not.toBe(secrets.stream('case', ['a']));
    void other.close();
  });

  describe('the id of a stream', () => {
    it('is its category and a UUID, the same for the same parts', () => {
      const id = secrets.stream('case', ['portfolio-1', 'ref', 'S109961']);
      expect(id.startsWith('case-')).toBe(true);
      expect(id.slice('case-'.length)).toMatch(UUID_V8);
      expect(secrets.stream('case', ['portfolio-1', 'ref', 'S109961'])).toBe(id);
    });

    it('is the HMAC of its parts: nobody who lacks the secret can tell one from the other', () => {
      const hex = createHmac('sha256', stored('id')).update('["case","p","A1"]').digest('hex');
      const bare = secrets.stream('case', ['p', 'A1']).slice('case-'.length).replaceAll('-', '');
      // Version and variant take the place of six bits.
      expect(bare.slice(0, 12)).toBe(hex.slice(0, 12));
      expect(bare.slice(13, 16)).toBe(hex.slice(13, 16));
      expect(bare.slice(17)).toBe(hex.slice(17, 32));
    });

    it('tells parts apart however they are cut', () => {
      const ids = [['ab', 'c'], ['a', 'bc'], ['abc'], ['a","bc'], ['', 'abc']].map((parts) =>
        secrets.stream('case', parts),
      );
      expect(new Set([...ids, secrets.stream('party', ['abc'])]).size).toBe(ids.length + 1);
    });
  });

  it('the id of a part depends on its kind, its stream and its command', () => {
    const id = secrets.part('payment', 'case-1', 'cmd-1');
    expect(id).toMatch(UUID_V8);
    expect(secrets.part('payment', 'case-1', 'cmd-1')).toBe(id);
    const others = [
      secrets.part('refund', 'case-1', 'cmd-1'),
      secrets.part('payment', 'case-2', 'cmd-1'),
      secrets.part('payment', 'case-1', 'cmd-2'),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });

  it('a command digest is the first 16 bytes of the HMAC under the other secret', () => {
    const expected = createHmac('sha256', stored('mac')).update('{"a":"é"}').digest().subarray(0, 16);
    expect(secrets.mac('{"a":"é"}')).toBe(expected.toString('base64url'));
    expect(secrets.mac('')).toHaveLength(22);
  });
});
