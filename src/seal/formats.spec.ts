import fc from 'fast-check';
import { fromBase64, fromBase64url } from './base64.js';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { cosign, signedBy } from './cosignature.js';
import { publicKeyOf } from './ed25519.js';
import { digest } from './leaf.js';
import { EMPTY_ROOT, hashLeaf } from './merkle.js';
import { formatNote, parseNote, signNote } from './note.js';
import { parsePolicy, policyOfLog, trustIn } from './policy.js';
import { headEntry, parseSpecial, specialEntry, type SpecialLeaf } from './special-leaves.js';
import { decodeBundle, encodeBundle, parseTilePath, tilePath, tilesBetween, tileWidth, type Tile } from './tile.js';
import { formatVkey, KEY_TYPE, parseVkey, vkeyOf } from './vkey.js';

const seed = (n: number): Buffer => Buffer.alloc(32, n);
const logKey = vkeyOf('log.example', KEY_TYPE.ed25519, publicKeyOf(seed(1)));
const witness = (n: number) => vkeyOf(`witness${n}.example`, KEY_TYPE.cosignature, publicKeyOf(seed(n)));
const text = formatCheckpoint({ origin: 'log.example', size: 3, root: hashLeaf('x') });

describe('strict base64', () => {
  it.each(['QQ', 'QR==', 'Q Q==', 'QQ==\n', '_-8=', 'QQ=', '='])('%j is none', (bad) => {
    expect(() => fromBase64(bad)).toThrow('not strict base64');
  });

  it('reads what it wrote, and nothing else as the same', () => {
    expect(fromBase64('QQ==')).toEqual(Buffer.from('A'));
    expect(fromBase64url('_-8')).toEqual(Buffer.from([0xff, 0xef]));
    expect(() => fromBase64url('_-9')).toThrow('not strict base64url');
  });
});

describe('tiles', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 0, width: 17 }, 'tile/1/000.p/17'],
    [{ level: 'entries', index: 1_000, width: 255 }, 'tile/entries/x001/000.p/255'],
    [{ level: 12, index: 999, width: 1 }, 'tile/12/999.p/1'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/00/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/001/002',
    'tile/0/../001',
    'tile/100/000',
    'entries/000',
  ])('%s is no path of a tile', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('of a tree of 70,000 leaves are those that the specification counts', () => {
    const tiles = tilesBetween(0, 70_000);
    const full = (level: number): number => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
    const partial = tiles.filter(({ width }) => width < 256).map(({ level, width }) => [level, width]);
    expect(partial).toEqual([
      [0, 112],
      [1, 17],
      [2, 1],
    ]);
    expect(tilesBetween(0, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tileWidth('entries', 273, 70_000)).toBe(112);
    expect(tileWidth(0, 274, 70_000)).toBe(0);
  });

  it('that come with growth are those of the new size that the old one had not', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (old, more) => {
        const had = new Set(tilesBetween(0, old).map(tilePath));
        const wanted = tilesBetween(0, old + more).map(tilePath);
        expect(tilesBetween(old, old + more).map(tilePath)).toEqual(wanted.filter((path) => !had.has(path)));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('bundles of entries read back, and are refused when cut short', () => {
    const entries = ['', 'a', 'b'.repeat(300)].map((each) => Buffer.from(each));
    const bundle = encodeBundle(entries);
    expect(decodeBundle(bundle)).toEqual(entries);
    for (const cut of [1, 3, bundle.length - 1]) expect(() => decodeBundle(bundle.subarray(0, cut))).toThrow('middle');
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow('does not fit');
  });
});

describe('keys and notes', () => {
  it('a verifier key reads back', () => {
    expect(parseVkey(formatVkey(logKey))).toEqual(logKey);
    expect(parseVkey(formatVkey(witness(2)))).toEqual(witness(2));
    expect(() => vkeyOf('a b', KEY_TYPE.ed25519, publicKeyOf(seed(1)))).toThrow('key name');
    expect(() => parseVkey(formatVkey(logKey).replace('log.', 'lag.'))).toThrow('id');
  });

  it('text and signatures part at the last blank line', () => {
    const odd = 'a\n\n— not a signature\n\nb\n';
    const note = formatNote({ text: odd, signatures: [signNote(odd, 'log.example', seed(1))] });
    expect(parseNote(note).text).toBe(odd);
    expect(signedBy(parseNote(note), logKey)).toBe(0);
  });

  it.each([
    '',
    'a\n',
    'a\n\n',
    'a\n\nb\n',
    'a\n\n— x\n',
    'a\n\n— x QQ==\n',
    'a\r\n\n— x QUJDREU=\n',
    '\n\n— x QUJDREU=\n',
  ])('%j is no note', (note) => {
    expect(() => parseNote(note)).toThrow();
  });

  it('one false signature of a known key spoils its good one', () => {
    const good = signNote(text, 'log.example', seed(1));
    const bad = { ...good, signature: Buffer.alloc(64) };
    expect(signedBy({ text, signatures: [good, good] }, logKey)).toBe(0);
    expect(signedBy({ text, signatures: [good, bad] }, logKey)).toBeUndefined();
  });

  it('a cosignature holds for its time only', () => {
    const signature = cosign(text, witness(2).name, seed(2), 1_700_000_000);
    expect(signedBy({ text, signatures: [signature] }, witness(2))).toBe(1_700_000_000);
    const later = Buffer.from(signature.signature);
    later.writeBigUInt64BE(1_700_000_001n);
    expect(signedBy({ text, signatures: [{ ...signature, signature: later }] }, witness(2))).toBeUndefined();
    // A witness's key does not speak for a log: the same bytes under the other type have another id.
    expect(signedBy({ text, signatures: [signature] }, { ...witness(2), type: KEY_TYPE.ed25519 })).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  it('reads back; the empty tree too', () => {
    expect(parseCheckpoint(text)).toEqual({ origin: 'log.example', size: 3, root: hashLeaf('x'), extensions: [] });
    expect(parseCheckpoint(formatCheckpoint({ origin: 'x', size: 0, root: EMPTY_ROOT })).size).toBe(0);
  });

  it.each(['x\n03\n', 'x\n3.0\n', 'x\n-3\n', 'x\n9007199254740993\n', '\n3\n', 'x\n'])('%j begins none', (begin) => {
    expect(() => parseCheckpoint(`${begin}${hashLeaf('x').toString('base64')}\n`)).toThrow();
  });
});

describe('a policy', () => {
  const names = [2, 3, 4].map((n) => `witness w${n} ${formatVkey(witness(n))}`).join('\n');
  const policy = (rest: string): string => `log ${formatVkey(logKey)}\n${names}\n${rest}`;
  const decide = (rules: string, ...witnesses: number[]): boolean => {
    const signatures = [
      signNote(text, 'log.example', seed(1)),
      ...witnesses.map((n) => cosign(text, witness(n).name, seed(n), 1_700_000_000 + n)),
    ];
    return trustIn(parsePolicy(policy(rules)), { text, signatures }, parseCheckpoint(text)).quorum;
  };

  it.each<[string, number[], boolean]>([
    ['quorum none', [], true],
    ['quorum w2', [], false],
    ['quorum w2', [2], true],
    ['group g any w2 w3\nquorum g', [4], false],
    ['group g any w2 w3\nquorum g', [3], true],
    ['group g all w2 w3\nquorum g', [3], false],
    ['group g 2 w2 w3 w4\nquorum g', [2, 4], true],
    ['group g 2 w2 w3 w4\nquorum g', [4], false],
    ['group g any w2 w3\ngroup h all g w4\nquorum h', [3, 4], true],
    ['group g any w2 w3\ngroup h all g w4\nquorum h', [2, 3], false],
  ])('%j with witnesses %j: %j', (rules, witnesses, quorum) => {
    expect(decide(rules, ...witnesses)).toBe(quorum);
  });

  it.each([
    'quorum nobody',
    'quorum none\nquorum none',
    '',
    'group g any\nquorum none',
    'group g 3 w2 w3\nquorum g',
    'group g 0 w2\nquorum g',
    'group g any w2 w2\nquorum g',
    'group g any w2\ngroup h any w2\nquorum g',
    'group w2 any w3\nquorum w2',
    'group g any none\nquorum g',
    `witness again ${'x'}\nquorum none`,
    `witness w5 ${formatVkey(logKey)}\nquorum none`,
    `log ${formatVkey(logKey)}\nquorum none`,
    'allow everything\nquorum none',
    'quorum none\r',
  ])('with %j is refused', (rules) => {
    expect(() => parsePolicy(policy(rules))).toThrow();
  });

  it('of a log alone asks for its signature under its own origin', () => {
    const read = parsePolicy(`# comment\n\n ${policyOfLog(logKey)}`);
    const note = { text, signatures: [signNote(text, 'log.example', seed(1))] };
    expect(trustIn(read, note, parseCheckpoint(text)).log).toEqual(logKey);
    expect(trustIn(read, note, { ...parseCheckpoint(text), origin: 'other' }).log).toBeUndefined();
  });
});

describe('leaves that are no facts', () => {
  const leaves: SpecialLeaf[] = [
    { typ: 'dcl.heads', covers: 7, streams: 2, root: digest('x') },
    { typ: 'dcl.gap', sid: 'case-1', from: 3, to: 4 },
    { typ: 'dcl.key', vkey: formatVkey(logKey) },
  ];

  it('are canonical, and read back', () => {
    expect(leaves.map((leaf) => parseSpecial(specialEntry(leaf)))).toEqual(leaves);
    expect(specialEntry(leaves[1] as SpecialLeaf)).toBe('{"from":3,"sid":"case-1","to":4,"typ":"dcl.gap","v":1}');
    expect(headEntry('case-1', 3, digest('x'))).toBe(`{"leaf":"${digest('x')}","rev":3,"sid":"case-1"}`);
  });

  it.each([
    '[]',
    'null',
    '{"typ":"dcl.other","v":1}',
    '{"typ":"__proto__","v":1}',
    '{"from":3,"sid":"case-1","to":4,"typ":"dcl.gap","v":2}',
    '{"from":3,"more":1,"sid":"case-1","to":4,"typ":"dcl.gap","v":1}',
    '{"sid":"case-1","from":3,"to":4,"typ":"dcl.gap","v":1}',
    '{"from":-3,"sid":"case-1","to":4,"typ":"dcl.gap","v":1}',
  ])('%s is none', (entry) => {
    expect(() => parseSpecial(entry)).toThrow();
  });

  it('a fact is none of them', () => {
    expect(parseSpecial('{"body":"","prev":"","rev":0,"sid":"case-1","typ":"dcl.event","v":1}')).toBeUndefined();
  });
});
