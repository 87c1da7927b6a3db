/** The facts of a proven pack, in memory: those of its cases and people, and those around them. */
import type { CaseSource } from '../../../projections/read/read-side.js';
import { RuleBook, StreamFacts } from '../../clearance/index.js';
import { decode } from '../../ledger/envelope.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import type { Checkpoint } from '../../seal/checkpoint.js';
import { FormatError } from '../../seal/format-error.js';
import { LINE_BYTES_MAX, readEventLine, WITHHELD, type EventLine } from '../../seal/pack/lines.js';
import { PATHS } from '../../seal/pack/paths.js';
import { readFields, readReading, type Reading } from '../../seal/pack/reading.js';
import { provenContext } from '../../seal/verify/context.js';
import type { OpenPack } from '../../seal/verify/open-pack.js';
import { linesOf } from '../../seal/verify/text.js';
import { unfolded } from '../folded.js';
import { PackStore } from './pack-store.js';
import { PackVault } from './pack-vault.js';

export interface PackFacts {
  readonly store: PackStore;
  readonly vault: PackVault;
  readonly read: CaseSource;
  readonly rules: RuleBook;
  readonly reading: Reading;
}

/** Throws FormatError where they cannot be read, or those around the cases are not what was sealed. */
export async function factsOf(pack: OpenPack, signed: Checkpoint): Promise<PackFacts> {
  const reading = readReading(await pack.text(PATHS.reading));
  const [store, vault] = [new PackStore(), new PackVault()];
  const context = await provenContext(pack, signed, unfolded);
  const names = await namesOf(pack, pack.manifest.events + context.length);
  const take = (line: EventLine): void => {
    const { sid, rev, index, body } = line;
    const position = index + 1;
    if (body === WITHHELD) return store.leaveOut(sid, position);
    const { id, type } = JSON.parse(body) as { readonly id: string; readonly type: string };
    const own = names.get(`${sid} ${rev}`) ?? [];
    names.delete(`${sid} ${rev}`);
    vault.take(id, line, own);
    const meta = JSON.stringify({ prev: '', sd: own.map((n) => ({ k: '', n, c: '' })) });
    store.add({ id, type, data: body, meta, stream: sid, revision: rev, position });
  };
  // Of an incident, what it did to other cases is left out: no chapter rests on that.
  for (const line of context) if (line.body !== WITHHELD) take(line);
  for await (const text of linesOf(pack.open(PATHS.events), LINE_BYTES_MAX, PATHS.events)) take(readEventLine(text));
  if (names.size > 0) throw new FormatError(STRANGE_NAMES);
  return { store, vault, read: readOf(store, reading), rules: rulesOf(store), reading };
}

const STRANGE_NAMES = `${PATHS.fields} names fields of events that the pack does not hold`;

/** By stream and revision. @param most events that the pack holds. */
async function namesOf(pack: OpenPack, most: number): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for await (const text of linesOf(pack.open(PATHS.fields), LINE_BYTES_MAX, PATHS.fields)) {
    const { sid, rev, names } = readFields(text);
    if (found.size === most) throw new FormatError(STRANGE_NAMES);
    found.set(`${sid} ${rev}`, names);
  }
  return found;
}

/** K is where the pack says, whoever asks. */
function readOf(store: PackStore, { known, until }: Reading): CaseSource {
  let frozen: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  return {
    store,
    clock: { now: () => Date.parse(until) },
    cut: async () => ({ position: known, final: true }),
    incidentsAbout: async (caseId) => [...((await (frozen ??= freezing(store))).get(caseId) ?? [])],
  };
}

/** By case: the incidents that froze contact on it, in order of their ids. */
async function freezing(store: PackStore): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const incidents = store.names().filter((name) => name.startsWith('incident-'));
  for (const sid of incidents.sort()) {
    const facts = (await store.readStream(sid, 0, Infinity)).map((event) => decode(event) as LedgerFact);
    const cases = new Set(facts.flatMap(({ type, data }) => (type === 'ContactFrozen' ? [data.case] : [])));
    for (const id of cases) found.set(id, [...(found.get(id) ?? []), sid]);
  }
  return found;
}

function rulesOf(store: PackStore): RuleBook {
  const stream = store.names().find((name) => name.startsWith('rulepack-')) ?? 'rulepack-none';
  return new RuleBook(stream, new StreamFacts(store), () =>
    Promise.reject(new Error('A pack is read, never written.')),
  );
}
