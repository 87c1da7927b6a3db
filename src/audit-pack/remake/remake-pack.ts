/** Makes the readable files of a proven pack again, from its facts alone, and compares them byte for byte. */
import { caseInPortfolio } from '../../../projections/audit-pack/portfolio-files.js';
import { readableFiles, type FormatName } from '../../../projections/audit-pack/readable-files.js';
import type { SceneAsk, Sources } from '../../../projections/audit-pack/scene.js';
import type { AnswerHead } from '../../../projections/read/cut.js';
import { Problem } from '../../http/problem.js';
import type { Checkpoint } from '../../seal/checkpoint.js';
import { FormatError } from '../../seal/format-error.js';
import { isTokenPath, PATHS } from '../../seal/pack/paths.js';
import type { OpenPack } from '../../seal/verify/open-pack.js';
import type { Remade } from '../../seal/verify/remake.js';
import { SHOWN } from '../about-pack.js';
import { howToVerify } from '../how-to-verify.js';
import { factsOf, type PackFacts } from './pack-facts.js';
import { Remaking } from './remaking.js';
import { toldAccesses } from './told-accesses.js';

const NEEDED = [PATHS.context, PATHS.contextHeads, PATHS.fields, PATHS.reading];
/** What is kept in memory of a pack, and with it all that the rest grows with. */
const KEPT: readonly string[] = [PATHS.events, PATHS.context, PATHS.fields];
/**
 * Bytes of those files that are made again: some 650,000 facts. They take 0.5 to 0.8 of that as memory (measured, English and
 * Chinese), so that the smallest heap that Node.js gives itself on a machine of 8 GB holds them.
 */
export const REMAKE_BYTES_MAX = 1 << 30;
const TOKEN = /^anchors\/(.+)\.tsr$/;
const utf8 = new TextEncoder();

/** Throws FormatError where what they are made from cannot be read, or is not what was sealed. */
export async function remakePack(pack: OpenPack, signed: Checkpoint): Promise<Remade> {
  const missing = NEEDED.find((path) => !pack.has(path));
  if (missing !== undefined) return { files: [], faults: [{ code: 'no-context', details: { path: missing } }] };
  const bytes = sizeOf(pack);
  if (bytes > REMAKE_BYTES_MAX) {
    return { files: [], faults: [{ code: 'too-large', details: { bytes, most: REMAKE_BYTES_MAX } }] };
  }
  const remaking = new Remaking(pack);
  await within(async () => {
    const facts = await factsOf(pack, signed);
    const tokens = pack.paths.filter(isTokenPath).map((path) => path.replace(TOKEN, '$1'));
    await remaking.whole(PATHS.howTo, utf8.encode(howToVerify({ kind: pack.manifest.kind, tokens })), false);
    const work = new Work(pack, facts, remaking);
    await (pack.manifest.kind === 'case' ? work.ofCase(pack.manifest.case as string) : work.ofPortfolio());
  });
  return remaking.finish();
}

/** As the manifest has them, which was held against the files. */
function sizeOf({ manifest }: OpenPack): number {
  return manifest.files.reduce((sum, { path, bytes }) => (KEPT.includes(path) ? sum + bytes : sum), 0);
}

/** Facts from which no chapter can be made are no fault of this program: whoever sealed them is asked. */
async function within(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`its files for people cannot be made: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

class Work {
  private readonly told = new Map<string, AnswerHead>();

  constructor(
    private readonly pack: OpenPack,
    private readonly facts: PackFacts,
    private readonly remaking: Remaking,
  ) {
    const { asOf } = pack.manifest;
    for (const { case: id, at, event } of facts.reading.heads) {
      this.told.set(id, { asOf, knownAt: at, lastEvent: event, final: true });
    }
  }

  async ofCase(id: string): Promise<void> {
    const hasPages = this.pack.paths.some((path) => /^case\.(?:en|zh)\.html$/.test(path));
    const without: FormatName[] = hasPages ? ['pdf'] : ['pdf', 'html'];
    const { languages } = this.pack.manifest;
    const sources = await this.sources(id);
    const ask = { ...this.ask(sources), languages, without };
    for await (const { path, bytes } of readableFiles(sources, id, ask)) {
      await this.remaking.whole(path, bytes, this.isShort);
    }
  }

  async ofPortfolio(): Promise<void> {
    const sources = await this.sources(undefined);
    const { streams } = this.pack.manifest;
    for (const { sid } of streams.filter(({ role }) => role === 'case')) {
      this.facts.store.readAnew();
      const made = await caseInPortfolio(sources, sid, this.ask(sources)).catch(unknownThen);
      for (const { path, bytes } of made?.texts ?? []) await this.remaking.whole(path, bytes, this.isShort);
      for (const { path, header, rows } of made?.rows ?? []) {
        await this.remaking.part(path, header, rows, this.isShort);
      }
    }
  }

  /** Whether facts up to K that the case rests on are left out of the pack. */
  private get isShort(): boolean {
    return this.facts.store.missedUpTo(this.facts.reading.known);
  }

  private async sources(only: string | undefined): Promise<Sources> {
    const { read, rules, vault } = this.facts;
    const told = await toldAccesses(this.pack, only);
    if (!told) return { read, rules, vault };
    return { read, rules, vault, accesses: async ([first]) => told.get(first?.stream ?? '') ?? [] };
  }

  private ask({ accesses }: Sources): SceneAsk {
    const { asOf, knownAt, redaction, versions } = this.pack.manifest;
    const { known, until } = this.facts.reading;
    if (knownAt.event === null) throw new FormatError('the manifest names no last fact');
    return {
      asOf,
      knownAt: knownAt.event,
      seenUntil: until,
      tz: versions.tz,
      settle: (id, head) => (this.isShort ? (this.told.get(id) ?? head) : head),
      ...(redaction.policy === SHOWN ? {} : { withholds: () => true }),
      ...(accesses ? { accessesUntil: known } : {}),
    };
  }
}

/** As the export does: a case that was opened after K has nothing to tell. */
function unknownThen(error: unknown): undefined {
  if (error instanceof Problem && error.details.status === 404) return undefined;
  throw error;
}
