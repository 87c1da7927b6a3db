/**
 * Carries keys into another place, as they lie: wrapped, under the same master key. What the ledger says is erased is left behind and
 * taken out of the target. Killed at any moment it is run again; until it is over nobody opens the target.
 */
import { createHash } from 'node:crypto';
import type { IndexEntry, NewKey } from '../key-store.port.js';
import { RowSum } from './row-sum.js';
import { SMALL, type Row, type Shelf, type SmallTable } from './shelf.js';
import { LEDGER_MARK } from '../key-warden.js';
import { CARRYING } from './unfinished.js';

export type CarryPhase = 'keys' | 'index' | 'comparing';

export interface CarryParts {
  readonly from: Shelf;
  readonly to: Shelf;
  /** Ids of the keys that the ledger says are destroyed. */
  readonly erased: ReadonlySet<string>;
  readonly told: (phase: CarryPhase, done: number, total: number) => void;
}

export interface Counts {
  readonly keys: number;
  readonly tokens: number;
  readonly secrets: number;
  readonly apiKeys: number;
  readonly restricted: number;
}

export type CarryOutcome =
  | { readonly kind: 'carried'; readonly counts: Counts; readonly already: boolean; readonly leftBehind: number }
  /** The target holds something else, and is as it was. */
  | { readonly kind: 'other'; readonly what: string }
  /** What was written is not what was read. */
  | { readonly kind: 'differs'; readonly what: string };

export async function carryKeys(parts: CarryParts): Promise<CarryOutcome> {
  const { from, to, erased } = parts;
  if (from.keys.wrapping.id !== to.keys.wrapping.id) return { kind: 'other', what: 'keys under another master key' };
  const source = sourceId(await from.rows('secrets'));
  const begun = (await to.keys.applied(CARRYING)) !== undefined;
  if (begun && (await to.keys.appliedAt(CARRYING)) !== source) {
    return { kind: 'other', what: 'a part of the keys of another ledger' };
  }
  if (!begun && !(await isEmpty(to))) return compareOnly(parts);
  await to.keys.markApplied(CARRYING, 1, source);
  // Whoever was erased since a part was carried.
  if (begun && erased.size > 0) await to.keys.destroyKeys([...erased]);
  await carryRows(parts);
  const small = await smallOf(from);
  await to.replace(small);
  const outcome = await compare(parts, small);
  if (outcome.kind === 'carried') await to.keys.forgetMark(CARRYING);
  return outcome;
}

/** Which ledger's keys they are: its secrets never change but with the master key. */
function sourceId(secrets: readonly Row[]): string {
  const sum = new RowSum();
  sum.add(secrets);
  return createHash('sha256').update(sum.text).digest('hex').slice(0, 32);
}

async function isEmpty(shelf: Shelf): Promise<boolean> {
  const { keys, tokens } = await shelf.counts();
  const rows = await Promise.all(SMALL.map((table) => shelf.rows(table)));
  return keys + tokens + rows.flat().length === 0;
}

/** A target that was finished before, and perhaps served since: nothing is written over it. */
async function compareOnly(parts: CarryParts): Promise<CarryOutcome> {
  const outcome = await compare(parts, await smallOf(parts.from));
  if (outcome.kind === 'carried') return { ...outcome, already: true };
  return { kind: 'other', what: `other keys, or these and what came or went since (${outcome.what})` };
}

async function smallOf(shelf: Shelf): Promise<ReadonlyMap<SmallTable, readonly Row[]>> {
  const tables = new Map<SmallTable, readonly Row[]>();
  for (const table of SMALL) tables.set(table, await shelf.rows(table));
  // A ledger that was never opened again has none; without one, keys look as if they were never held against a ledger.
  const marks = tables.get('applied') ?? [];
  if (!marks.some(({ name }) => name === LEDGER_MARK))
    tables.set('applied', [...marks, { name: LEDGER_MARK, position: 0 }]);
  return tables;
}

async function carryRows({ from, to, erased, told }: CarryParts): Promise<void> {
  const total = await from.counts();
  const gone = new Set<string>();
  let done = 0;
  for await (const page of from.subjectKeys()) {
    await to.keys.makeKeys(living(page, erased, gone), []);
    told('keys', (done += page.length), total.keys);
  }
  done = 0;
  for await (const page of from.tokens()) {
    await to.keys.addToIndex(page.filter(({ subject }) => !gone.has(subject)));
    told('index', (done += page.length), total.tokens);
  }
}

/** @param gone gets the subjects of the others */
function living(page: readonly NewKey[], erased: ReadonlySet<string>, gone: Set<string>): NewKey[] {
  for (const { id, subject } of page) if (erased.has(id)) gone.add(subject);
  return page.filter(({ id }) => !erased.has(id));
}

/** Both places row by row, and that every key in the target unwraps. */
async function compare(
  { from, to, erased, told }: CarryParts,
  small: ReadonlyMap<SmallTable, readonly Row[]>,
): Promise<CarryOutcome> {
  const total = await to.counts();
  const gone = new Set<string>();
  const [mine, theirs, index, indexThere] = [new RowSum(), new RowSum(), new RowSum(), new RowSum()];
  for await (const page of from.subjectKeys()) mine.add(living(page, erased, gone).map(asRow));
  for await (const page of to.subjectKeys()) {
    for (const { secret } of page) to.keys.wrapping.unwrap(secret).fill(0);
    theirs.add(page.map(asRow));
    told('comparing', theirs.count, total.keys + total.tokens);
  }
  if (mine.text !== theirs.text) return { kind: 'differs', what: `${mine.count} keys here, ${theirs.count} there` };
  for await (const page of from.tokens()) index.add(page.filter(({ subject }) => !gone.has(subject)).map(asRow));
  for await (const page of to.tokens()) {
    indexThere.add(page.map(asRow));
    told('comparing', theirs.count + indexThere.count, total.keys + total.tokens);
  }
  if (index.text !== indexThere.text) return { kind: 'differs', what: 'entries of the blind index' };
  for (const [table, rows] of small) {
    const [here, there] = [new RowSum(), new RowSum()];
    here.add(rows);
    there.add(await to.rows(table));
    if (here.text !== there.text) return { kind: 'differs', what: `rows of ${table}` };
  }
  for (const { value } of await to.rows('secrets')) to.keys.wrapping.unwrap(value as Buffer).fill(0);
  const of = (table: SmallTable): number => small.get(table)?.length ?? 0;
  const counts = {
    keys: theirs.count,
    tokens: indexThere.count,
    secrets: of('secrets'),
    apiKeys: of('api_keys'),
    restricted: of('restricted'),
  };
  return { kind: 'carried', counts, already: false, leftBehind: gone.size };
}

const asRow = (row: NewKey | IndexEntry): Row => ({ ...row });
