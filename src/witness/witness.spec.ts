/** What a witness signs and what it refuses, each with the status of C2SP tlog-witness. */
import { existsSync, readFileSync, rmSync, cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatAddCheckpoint, parseAddCheckpoint } from '../seal/add-checkpoint.js';
import { formatCheckpoint } from '../seal/checkpoint.js';
import { signedBy } from '../seal/cosignature.js';
import { publicKeyOf } from '../seal/ed25519.js';
import { EMPTY_ROOT } from '../seal/merkle.js';
import { formatNote, parseNote, signNote } from '../seal/note.js';
import { formatVkey, KEY_TYPE, vkeyOf } from '../seal/vkey.js';
import { EVIDENCE_MAX } from './witness-db.js';
import { makeWitness, openWitness } from './witness-folder.js';
import { makeKey, readKey } from './witness-key.js';
import { replyTo } from './witness-server.js';
import { TestLog, WITNESS_NAME, WitnessDesk } from './witness.fixture.js';

const log = new TestLog();
/** The same log with the same key, telling another story from leaf 5 on. */
const liar = new TestLog(log.origin, log.seed, 'other', 5);
let desk: WitnessDesk;
beforeEach(() => (desk = new WitnessDesk(log)));
afterEach(() => desk.remove());

const add = (body: string): { status: number; body: string; type?: string } => replyTo(desk.open.witness.add(body));
const cosignedAt = (signed: string, lines: string): number | undefined =>
  signedBy(parseNote(signed + lines), desk.open.key.vkey);

describe('a checkpoint that extends the last one', () => {
  it('is signed, with the time; again and again the same one', () => {
    const first = add(log.request(0, 3));
    expect([first.status, cosignedAt(log.checkpoint(3), first.body)]).toEqual([200, 1774958400]);
    expect(first.body).toMatch(/^— regulator\.example\/witness1 \S+\n$/);
    desk.clock.millis += 5_000;
    const again = add(log.request(3, 3));
    expect([again.status, cosignedAt(log.checkpoint(3), again.body)]).toEqual([200, 1774958405]);
    const next = add(log.request(3, 11));
    expect([next.status, cosignedAt(log.checkpoint(11), next.body)]).toEqual([200, 1774958405]);
    expect(desk.open.db.state(log.origin)).toMatchObject({ size: 11, root: log.root(11), time: 1774958405 });
  });

  it('is signed after a restart, from where it stood', () => {
    expect(add(log.request(0, 6)).status).toBe(200);
    desk.restart();
    expect(add(log.request(0, 7))).toEqual({ status: 409, body: '6\n', type: 'text/x.tlog.size' });
    expect(add(log.request(6, 7)).status).toBe(200);
    expect(desk.open.db.given()).toBe(2);
  });

  it('is signed under any key that the log is known by, and each of them must be right', () => {
    const fresh = Buffer.alloc(32, 4);
    desk.open.db.addLog(vkeyOf(log.origin, KEY_TYPE.ed25519, publicKeyOf(fresh)));
    const text = parseNote(log.checkpoint(4)).text;
    const both = [signNote(text, log.origin, log.seed), signNote(text, log.origin, fresh)];
    const asked = (signatures: typeof both): string =>
      formatAddCheckpoint({ oldSize: 0, proof: [], signed: formatNote({ text, signatures }) });
    const [, second] = both as [never, (typeof both)[number]];
    const broken = { ...second, signature: Buffer.alloc(64) };
    expect(add(asked([both[0] as never, broken])).status).toBe(403);
    expect(add(asked([broken])).status).toBe(403);
    expect(add(asked([second])).status).toBe(200);
    const stranger = signNote(text, 'somebody.example', Buffer.alloc(32, 9));
    const repeated = formatAddCheckpoint({
      oldSize: 4,
      proof: [],
      signed: formatNote({ text, signatures: [stranger, ...both] }),
    });
    expect(add(repeated).status).toBe(200);
  });
});

describe('what is not signed', () => {
  const [three, eleven] = [parseNote(log.checkpoint(3)).text, parseNote(log.checkpoint(11)).text];
  beforeEach(() => void add(log.request(0, 3)));
  const unchanged = (): void => expect([desk.open.db.state(log.origin).size, desk.open.db.given()]).toEqual([3, 1]);

  it.each<[string, number, RegExp, string]>([
    ['a log that it does not know', 404, /unknown log/, new TestLog('log.example/2').request(0, 3)],
    ['a signature of nobody it knows', 403, /no signature/, new TestLog(log.origin, Buffer.alloc(32, 8)).request(3, 5)],
    ['a wrong signature', 403, /invalid signature/, log.request(3, 5).replace(/.{7}=\n$/, 'AAAAAAA=\n')],
    [
      'an old size above the size',
      400,
      /above/,
      formatAddCheckpoint({ oldSize: 9, proof: [], signed: log.checkpoint(8) }),
    ],
    ['an old size behind', 409, /^3\n$/, log.request(2, 11)],
    ['an old size ahead', 409, /^3\n$/, log.request(7, 11)],
    ['a smaller tree', 409, /^3\n$/, log.request(1, 2)],
    ['no proof', 422, /proof/, formatAddCheckpoint({ oldSize: 3, proof: [], signed: log.checkpoint(11) })],
    ['a proof of another tree', 422, /proof/, log.request(3, 11).replace(/\n\n[^]*$/, `\n\n${log.checkpoint(12)}`)],
    ['a proof that is not needed', 422, /proof/, log.request(3, 4).replace(/\n\n[^]*$/, `\n\n${log.checkpoint(3)}`)],
    ['two stories from leaf 5 on, consistent with what it saw', 200, /^—/, liar.request(3, 6)],
  ])('%s: %i', (_what, status, body, request) => {
    const answer = add(request);
    expect([answer.status, answer.body]).toEqual([status, expect.stringMatching(body)]);
    if (status !== 200) unchanged();
  });

  it.each([
    ['nothing', ''],
    ['no old size', `\n${log.checkpoint(5)}`],
    ['a size with zeros in front', log.request(3, 5).replace('old 3', 'old 03')],
    ['a negative size', log.request(3, 5).replace('old 3', 'old -3')],
    ['a size beyond any integer', log.request(3, 5).replace('old 3', 'old 9007199254740993')],
    ['two spaces', log.request(3, 5).replace('old 3', 'old  3')],
    ['a line end of two characters', log.request(3, 5).replaceAll('\n', '\r\n')],
    ['a short hash', log.request(3, 5).replace(/\n.{44}\n/, '\nAAAA\n')],
    ['lenient base64', log.request(3, 5).replace(/=\n/, '\n')],
    ['64 hashes', log.request(3, 5).replace('old 3\n', `old 3\n${`${EMPTY_ROOT.toString('base64')}\n`.repeat(64)}`)],
    ['no checkpoint', 'old 3\n\n'],
    ['a checkpoint without signatures', `old 3\n\n${eleven}`],
    ['a root that is none', log.request(3, 5).replace(/(\n5\n).{44}/, '$1AAAA')],
  ])('%s: 400', (_what, request) => {
    expect(add(request).status).toBe(400);
    unchanged();
  });

  it('another root of the same size: 409 that names no size, and the request is kept as evidence', () => {
    const forged = formatCheckpoint({ origin: log.origin, size: 3, root: log.root(4) });
    const signed = formatNote({ text: forged, signatures: [signNote(forged, log.origin, log.seed)] });
    const request = formatAddCheckpoint({ oldSize: 3, proof: [], signed });
    const answer = add(request);
    expect(answer).toEqual({ status: 409, body: expect.stringMatching(/another root/) });
    expect(desk.open.db.evidence(log.origin)).toEqual([{ time: 1774958400, request }]);
    expect(desk.alarms).toEqual([expect.stringMatching(/log\.example\/1 at size 3: .*another root/)]);
    unchanged();
    expect(parseNote(desk.open.db.state(log.origin).note).text).toBe(three);
  });

  it('a history that parted: 422 for ever, however it is tried, and the log can still go on with the true one', () => {
    expect(add(log.request(3, 8)).status).toBe(200);
    for (const size of [9, 12, 40]) expect([size, add(liar.request(8, size)).status]).toEqual([size, 422]);
    expect(desk.open.db.contradictions(log.origin)).toBe(3);
    expect(add(log.request(8, 12)).status).toBe(200);
  });

  it(`keeps ${EVIDENCE_MAX} contradictions of a log at most, and each once`, () => {
    for (let i = 0; i < EVIDENCE_MAX + 5; i++) {
      const signed = log.checkpoint(4 + i);
      for (let twice = 0; twice < 2; twice++) add(formatAddCheckpoint({ oldSize: 3, proof: [EMPTY_ROOT], signed }));
    }
    expect(desk.open.db.contradictions(log.origin)).toBe(EVIDENCE_MAX);
  });
});

describe('whatever is asked, in any order', () => {
  it('no two roots of one size are ever signed, and no smaller tree after a larger one', () => {
    const sizes = fc.integer({ min: 0, max: 24 });
    const ask = fc.record({ who: fc.constantFrom(log, liar), old: sizes, size: sizes, restart: fc.boolean() });
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 25 }), (story) => {
        const other = new WitnessDesk(log);
        try {
          const signed = new Map<number, string>();
          let largest = 0;
          for (const { who, old, size, restart } of story) {
            if (restart) other.restart();
            const last = other.open.db.state(log.origin).size;
            // Half of the requests name the right old size, or nothing would ever be signed.
            const oldSize = Math.min(old % 2 === 0 ? last : old, size);
            const reply = replyTo(other.open.witness.add(who.request(oldSize, size)));
            if (reply.status !== 200) continue;
            const root = who.root(size).toString('hex');
            expect(signed.get(size) ?? root).toBe(root);
            expect(size).toBeGreaterThanOrEqual(largest);
            signed.set(size, root);
            largest = size;
          }
        } finally {
          other.remove();
        }
      }),
      { numRuns: 15, seed: 5 },
    );
  });
});

describe('the folder', () => {
  it('is for one user, and its key is read back strictly', () => {
    for (const name of ['key', 'db', 'mark']) {
      expect([name, statSync(join(desk.folder, `witness.${name}`)).mode & 0o777]).toEqual([name, 0o600]);
    }
    const file = join(desk.folder, 'witness.key');
    expect(formatVkey(readKey(file).vkey)).toBe(formatVkey(desk.open.key.vkey));
    expect(() => makeKey(file, 'other.example')).toThrow('EEXIST');
    expect(readFileSync(file, 'utf8')).toMatch(/^PRIVATE\+KEY\+regulator\.example\/witness1\+[0-9a-f]{8}\+/);
    expect(readKey(file).vkey.name).toBe(WITNESS_NAME);
  });

  it.each(['db', 'mark'])('does not open without its %s: what it signed is forgotten', (name) => {
    add(log.request(0, 3));
    desk.open.close();
    rmSync(join(desk.folder, `witness.${name}`));
    expect(() => desk.restart()).toThrow(expect.objectContaining({ problem: 'state-lost' }));
    expect(existsSync(join(desk.folder, `witness.${name}`))).toBe(false);
  });

  it('does not open with a database that was restored from a backup', () => {
    add(log.request(0, 3));
    desk.restart();
    const backup = join(desk.folder, 'backup.db');
    cpSync(join(desk.folder, 'witness.db'), backup);
    add(log.request(3, 9));
    desk.open.close();
    for (const rest of ['', '-wal', '-shm']) rmSync(join(desk.folder, `witness.db${rest}`), { force: true });
    cpSync(backup, join(desk.folder, 'witness.db'));
    const opening = (): void => desk.restart();
    expect(opening).toThrow(
      expect.objectContaining({ problem: 'rolled-back', message: expect.stringMatching(/1 signatures, and 2/) }),
    );
  });

  it('is not made beside a ledger, and not opened where there is none', () => {
    expect(() => openWitness(join(desk.folder, 'none'), { clock: Date, alarm: () => undefined })).toThrow(
      expect.objectContaining({ problem: 'no-witness' }),
    );
    cpSync(join(desk.folder, 'witness.db'), join(desk.folder, 'ledger.db'));
    rmSync(join(desk.folder, 'witness.key'));
    expect(() => makeWitness(desk.folder, 'a.example')).toThrow(expect.objectContaining({ problem: 'beside-ledger' }));
  });
});

describe('a request', () => {
  it('is written and read back', () => {
    const text = log.request(3, 11);
    const { oldSize, proof, signed, checkpoint } = parseAddCheckpoint(text);
    expect(formatAddCheckpoint({ oldSize, proof, signed })).toBe(text);
    expect([oldSize, proof.length, checkpoint.size]).toEqual([3, 5, 11]);
  });
});
