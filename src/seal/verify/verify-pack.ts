/**
 * The verifier: what a pack proves to somebody who trusts nothing but a policy. It needs no ledger, no clock and no
 * network, and runs in Node and in browsers. Steps go on behind one that fails, as far as there is something to check.
 */
import type { ByteSource } from '../bytes.js';
import type { Checkpoint } from '../checkpoint.js';
import type { HeadLine } from '../pack/lines.js';
import type { Policy } from '../policy.js';
import { seeTokens, type TokenCheck } from './anchors.js';
import { seeEvents, type EventsSeen } from './events.js';
import { seeHeads, seeMap } from './heads.js';
import { seeKept, type Kept } from './kept.js';
import { seeLog, type LogEntries } from './log.js';
import { Notes } from './notes.js';
import { openPack, type OpenPack } from './open-pack.js';
import { seeProofFiles } from './proof-files.js';
import { seeRemade, type Remake } from './remake.js';
import { seeTrust } from './trust.js';
import type { PackSummary, StepId, TokenHolds, Verdict } from './verdict.js';

export interface Terms {
  /** The auditor's own. */
  readonly policy: Policy;
  readonly kept?: Kept;
  /** Left out, tokens are not looked at, and the verdict says so. */
  readonly checkToken?: TokenCheck;
  /** A copy of the whole log; left out, that the map of heads is honest stays unproven. */
  readonly log?: LogEntries;
  /** Makes the files for people again; left out, they are the exporter's word. */
  readonly remake?: Remake;
}

export async function verifyPack(source: ByteSource, terms: Terms): Promise<Verdict> {
  const notes = new Notes();
  const pack = await openPack(source, notes);
  return pack ? verifyOpened(pack, terms, notes) : verdictOf(notes, []);
}

/** All steps but the first, on a pack that is open. */
export async function verifyOpened(pack: OpenPack, terms: Terms, notes: Notes): Promise<Verdict> {
  const { note, signed } = await pack.checkpoint();
  const witnesses = await seeTrust(pack, { note, signed }, terms.policy, notes);
  const map = await verifyMap(pack, signed, notes);
  const { disclosures, told, links, untold } = await verifyEvents(pack, signed, map, notes);
  if (terms.kept) await seeKept(pack, signed, terms.kept, notes);
  if (terms.log) await seeLog(terms.log, signed, notes);
  const readable = terms.remake ? await seeRemade(pack, signed, terms.remake, notes) : undefined;
  const tokens = terms.checkToken ? await seeTokens(pack, terms.checkToken, notes) : [];
  const notAsked: StepId[] = [
    ...(terms.kept ? [] : (['consistency'] as const)),
    ...(terms.checkToken ? [] : (['anchors'] as const)),
    ...(terms.log ? [] : (['log'] as const)),
    ...(terms.remake ? [] : (['remake'] as const)),
  ];
  return {
    ...verdictOf(notes, notAsked),
    pack: summaryOf(pack),
    withheld: told.withheld(),
    unseen: links.unseen(pack.manifest.streams),
    values: disclosures.values,
    untold: untold.count,
    witnesses: Object.fromEntries([...witnesses].map(([name, time]) => [name, instantOf(time)])),
    tokens,
    ...(readable ? { readable } : {}),
  };
}

/** Steps 3 and 4. The entries of the map of heads, by stream; none where the heads leaf cannot be read. */
export async function verifyMap(pack: OpenPack, signed: Checkpoint, notes: Notes): Promise<Map<string, HeadLine>> {
  const heads = await seeHeads(pack, signed, notes);
  return heads ? seeMap(pack, heads, notes) : new Map<string, HeadLine>();
}

/** Steps 5 to 8 and 11, in one go through the events. */
export async function verifyEvents(
  pack: OpenPack,
  signed: Checkpoint,
  map: ReadonlyMap<string, HeadLine>,
  notes: Notes,
): Promise<EventsSeen> {
  const seen = await seeEvents(pack, signed, notes);
  seen.chains.finish(map);
  await seeProofFiles(pack, seen.chains, notes);
  seen.disclosures.finish();
  seen.links.finish(pack.manifest.streams, notes);
  seen.told.finish(pack.manifest.streams, notes);
  return seen;
}

const NO_VALUES = { shown: 0, withheld: 0, shredded: 0 };

function verdictOf(notes: Notes, notAsked: readonly StepId[]): Verdict {
  const { steps, exit } = notes.results(notAsked);
  const nothing = { withheld: [], unseen: [], values: NO_VALUES, untold: { later: 0, dated: 0 }, witnesses: {} };
  const tokens: readonly TokenHolds[] = [];
  return { ok: exit === 0, exit, steps, ...nothing, tokens };
}

function summaryOf({ manifest, sha256 }: OpenPack): PackSummary {
  const { kind, checkpoint, origin, asOf, knownAt, exportedAt, events, streams, later } = manifest;
  const about = { kind, ...(manifest.case === undefined ? {} : { case: manifest.case }), asOf, knownAt, exportedAt };
  return { manifest: sha256, ...about, origin, ...checkpoint, events, streams, later };
}

/** @param seconds since 1970, as a witness signed them. */
function instantOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z');
}
