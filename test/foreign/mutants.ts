/**
 * Structure-aware mutants of proofs: changes that keep a file well-formed at first sight, where two verifiers may part
 * company. Numbers come from a seed, so that each is found again.
 */
import { formatConsistency, parseConsistency } from '../../src/seal/pack/consistency.js';
import { nodesOver, SealedScene } from '../../src/seal/pack/pack.fixture.js';
import { parseCheckpoint } from '../../src/seal/checkpoint.js';
import { FormatError } from '../../src/seal/format-error.js';
import { consistencyProof, inclusionProof, type NodeReader } from '../../src/seal/prove.js';
import { hashLeaf } from '../../src/seal/merkle.js';
import { parseNote } from '../../src/seal/note.js';
import { parsePolicy, trustIn, type Policy } from '../../src/seal/policy.js';
import { formatTlogProof, verifyTlogProof } from '../../src/seal/tlog-proof.js';
import { verifyConsistency } from '../../src/seal/verify-proof.js';

export type Random = () => number;

export type Mutant =
  | { readonly kind: 'inclusion'; readonly change: string; readonly proof: string; readonly leaf: string }
  | {
      readonly kind: 'consistency';
      readonly change: string;
      readonly proof: string;
      readonly old: string;
      readonly fresh: string;
    };

const LEAVES = 41;

/** A log of small leaves, of which every prefix has a signed checkpoint. */
class Log {
  readonly scene = new SealedScene();
  readonly nodes: NodeReader;
  private readonly signed = new Map<number, string>();

  constructor() {
    for (let i = 0; i < LEAVES; i++) this.scene.put(`case-${i % 5}`);
    this.nodes = nodesOver(this.scene.entries.map(hashLeaf));
  }

  checkpoint(size: number): string {
    const known = this.signed.get(size) ?? this.scene.checkpoint(size);
    this.signed.set(size, known);
    return known;
  }
}

/** A change of a text; what it is called. */
type Change = readonly [string, (text: string, random: Random) => string];

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;
const replaceLine = (text: string, at: number, change: (line: string) => readonly string[]): string => {
  const lines = text.split('\n');
  const line = lines[at];
  return line === undefined ? text : lines.flatMap((each, i) => (i === at ? change(each) : [each])).join('\n');
};
const lineAt = (text: string, random: Random): number => Math.floor(random() * text.split('\n').length);
const otherNumber = (text: string, random: Random): string => {
  const n = Number(text);
  const near = [n + 1, n - 1, 2 * n, Math.floor(n / 2), n + 2 ** 32, n + 2 ** 53, 0, 64];
  return pick(
    [...near.map(String), `0${text}`, `+${text}`, `${text}.0`, `-${text}`, '', '1e1', ' 1', `${text} `],
    random,
  );
};

const CHANGES: readonly Change[] = [
  ['nothing', (text) => text],
  ['a line less', (text, random) => replaceLine(text, lineAt(text, random), () => [])],
  ['a line twice', (text, random) => replaceLine(text, lineAt(text, random), (line) => [line, line])],
  ['an empty line', (text, random) => replaceLine(text, lineAt(text, random), (line) => ['', line])],
  ['a space behind a line', (text, random) => replaceLine(text, lineAt(text, random), (line) => [`${line} `])],
  ['a carriage return', (text, random) => replaceLine(text, lineAt(text, random), (line) => [`${line}\r`])],
  ['a number', (text, random) => text.replace(/\d+/g, (n) => (random() < 0.2 ? otherNumber(n, random) : n))],
  ['two lines change places', swap],
  ['a character', character],
  [
    'the last character before padding',
    (text, random) => replaceLine(text, lineAt(text, random), trailingBits(random)),
  ],
  ['no padding', (text, random) => replaceLine(text, lineAt(text, random), (line) => [line.replace(/=+$/, '')])],
  ['more padding', (text, random) => replaceLine(text, lineAt(text, random), (line) => [`${line}=`])],
  ['letters of URLs', (text) => text.replace(/[+/]/g, (char) => (char === '+' ? '-' : '_'))],
  [
    'a hash in between',
    (text, random) => replaceLine(text, lineAt(text, random), (line) => [Buffer.alloc(32, 3).toString('base64'), line]),
  ],
  [
    'a short hash',
    (text, random) => replaceLine(text, lineAt(text, random), () => [Buffer.alloc(31, 3).toString('base64')]),
  ],
  ['no line feed at the end', (text) => text.replace(/\n$/, '')],
  ['a line feed at the end', (text) => `${text}\n`],
  ['cut short', (text, random) => text.slice(0, Math.floor(random() * text.length))],
  ['upper case', (text, random) => replaceLine(text, lineAt(text, random), (line) => [line.toUpperCase()])],
];

function swap(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [lineAt(text, random), lineAt(text, random)];
  return lines.map((line, i) => (i === a ? lines[b] : i === b ? lines[a] : line)).join('\n');
}

function character(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + pick([...'AQgw019+/= \n—é\u0000'], random) + text.slice(at + 1);
}

function trailingBits(random: Random): (line: string) => string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return (line) => [
    line.replace(/([A-Za-z0-9+/])(=+)$/, (_, char: string, padding: string) => {
      return (letters[letters.indexOf(char) ^ (1 + Math.floor(random() * 3))] as string) + padding;
    }),
  ];
}

/** One mutant. Sizes, places and the honest file it comes from are drawn too. */
function mutantOf(log: Log, random: Random): Mutant {
  const [change, apply] = pick(CHANGES, random);
  const size = 1 + Math.floor(random() * LEAVES);
  const mutate = (text: string): string => apply(text, random);
  if (random() < 0.35) return consistencyMutant(log, size, [change, mutate], random);
  const index = Math.floor(random() * size);
  const leaf = log.scene.entries[index] as string;
  const extra = random() < 0.5 ? { extra: Buffer.from(leaf) } : {};
  const hashes = inclusionProof(log.nodes, index, size);
  const proof = formatTlogProof({ index, hashes, checkpoint: log.checkpoint(size), ...extra });
  if (random() < 0.1) return { kind: 'inclusion', change: `${change}, of the leaf`, proof, leaf: mutate(leaf) };
  return { kind: 'inclusion', change, proof: mutate(proof), leaf };
}

function consistencyMutant(
  log: Log,
  oldSize: number,
  [change, mutate]: readonly [string, (text: string) => string],
  random: Random,
): Mutant {
  const newSize = oldSize + Math.floor(random() * (LEAVES + 1 - oldSize));
  const proof = formatConsistency({ oldSize, newSize, hashes: consistencyProof(log.nodes, oldSize, newSize) });
  const [old, fresh] = [log.checkpoint(oldSize), log.checkpoint(newSize)];
  const honest = { kind: 'consistency', change, proof, old, fresh } as const;
  const which = random();
  if (which < 0.6) return { ...honest, proof: mutate(proof) };
  if (which < 0.9) return { ...honest, change: `${change}, of a checkpoint`, fresh: mutate(fresh) };
  const other = log.checkpoint(1 + Math.floor(random() * LEAVES));
  return { ...honest, change: `${change}, of another checkpoint`, old: mutate(other) };
}

function questionOf(mutant: Mutant): object {
  const b64 = (text: string): string => Buffer.from(text).toString('base64');
  if (mutant.kind === 'inclusion') return { proof: b64(mutant.proof), leaf: b64(mutant.leaf) };
  return { consistency: b64(mutant.proof), old: b64(mutant.old), new: b64(mutant.fresh) };
}

/** Our own verdict: undefined where it holds, else why not. */
function oursOn(mutant: Mutant, policy: Policy): string | undefined {
  if (mutant.kind === 'inclusion') {
    const found = verifyTlogProof(mutant.proof, Buffer.from(mutant.leaf), policy);
    return typeof found === 'string' ? found : undefined;
  }
  try {
    const [old, fresh] = [mutant.old, mutant.fresh].map((text) => {
      const note = parseNote(text);
      const checkpoint = parseCheckpoint(note.text);
      if (!trustIn(policy, note, checkpoint).log) throw new FormatError('no log of the policy signed the checkpoint');
      return checkpoint;
    });
    const { oldSize, newSize, hashes } = parseConsistency(mutant.proof);
    if (!old || !fresh || oldSize !== old.size || newSize !== fresh.size) return 'sizes';
    const claim = { oldSize, oldRoot: old.root, newSize, newRoot: fresh.root, proof: hashes };
    return verifyConsistency(claim) ? undefined : 'not consistent';
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}

/** The log's key alone: Go's note knows no cosignatures. */
function logPolicy(scene: SealedScene): Policy {
  return parsePolicy(`log ${scene.vkey}\nquorum none\n`);
}

export interface Compared {
  readonly mutants: number;
  readonly accepted: number;
  /** Ours refuses base64 whose unused bits are set, as C2SP asks; Go's note package reads over them in signatures. */
  readonly lenient: number;
  readonly disagreements: readonly { readonly mutant: Mutant; readonly ours: string; readonly theirs: string }[];
}

/** @param ask gives the other verifier's answers. */
export function compare(
  count: number,
  random: Random,
  ask: (vkey: string, lines: readonly object[]) => string[],
): Compared {
  const log = new Log();
  const policy = logPolicy(log.scene);
  const mutants = Array.from({ length: count }, () => mutantOf(log, random));
  const answers = ask(log.scene.vkey, mutants.map(questionOf));
  if (answers.length !== count) throw new Error(`${answers.length} answers to ${count} questions`);
  const disagreements: { mutant: Mutant; ours: string; theirs: string }[] = [];
  let [accepted, lenient] = [0, 0];
  mutants.forEach((mutant, i) => {
    const ours = oursOn(mutant, policy);
    const theirs = answers[i] as string;
    if (ours === undefined) accepted += 1;
    if ((ours === undefined) === (theirs === 'ok')) return;
    if (theirs === 'ok' && ours === 'a signature is not strict base64') lenient += 1;
    else disagreements.push({ mutant, ours: ours ?? 'ok', theirs });
  });
  return { mutants: count, accepted, lenient, disagreements };
}
