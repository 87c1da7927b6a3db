/** A rule pack as it is listed: what it is, whether it decides, and since which fact. */
import type { LedgerFact } from '../ledger/ledger.js';
import { packName, type ActivePack, type Pack, type Words } from '../rules/index.js';

/** ACTIVE decides; EARLIER decided once; SHIPPED comes with the program and was never activated here. */
export type PackState = 'ACTIVE' | 'EARLIER' | 'SHIPPED';

/** The fact that changed what decides. */
export interface Since {
  readonly event: string;
  readonly recordedAt: string;
  readonly by: string;
  /** Why it was deactivated. */
  readonly reason?: string;
}

export interface PackCard {
  readonly pack: string;
  readonly version: number;
  /** SHA-256 of the canonical JSON, hex. */
  readonly digest: string;
  readonly jurisdiction: string;
  readonly includes?: readonly string[];
  readonly title: Words;
  /** How many rules it has. */
  readonly rules: number;
  readonly state: PackState;
  /** Whether this version comes with the program. */
  readonly shipped: boolean;
  /** Its last activation; null of one that was never activated: in a ledger without decisions the shipped ones will be. */
  readonly activeSince: Since | null;
  /** When it stopped deciding; null while it decides. */
  readonly activeUntil: Since | null;
}

export interface PackDetail extends PackCard {
  readonly content: Pack;
}

interface Turn {
  readonly since: Since;
  until: Since | null;
}

function sinceOf({ id, rec, by }: LedgerFact, reason?: string): Since {
  return { event: id, recordedAt: rec, by, ...(reason === undefined ? {} : { reason }) };
}

/** The last time that each version began to decide, and what ended it. */
function turnsOf(history: readonly LedgerFact[]): Map<string, Turn> {
  const turns = new Map<string, Turn>();
  const active = new Map<string, Turn>();
  for (const fact of history) {
    if (fact.type !== 'RulePackActivated' && fact.type !== 'RulePackDeactivated') continue;
    const before = active.get(fact.data.pack);
    if (before) before.until = sinceOf(fact, fact.type === 'RulePackDeactivated' ? fact.data.reason : undefined);
    active.delete(fact.data.pack);
    if (fact.type === 'RulePackDeactivated') continue;
    const turn: Turn = { since: sinceOf(fact), until: null };
    turns.set(packName(fact.data), turn);
    active.set(fact.data.pack, turn);
  }
  return turns;
}

export interface PackSources {
  readonly history: readonly LedgerFact[];
  /** Those that decide now; without any history the shipped ones. */
  readonly active: readonly ActivePack[];
  /** Every version that was ever activated, by `pack@version`. */
  readonly versions: ReadonlyMap<string, ActivePack>;
  readonly shipped: readonly ActivePack[];
}

/** All packs that the ledger or the program knows, by name and version. */
export function packDetails({ history, active, versions, shipped }: PackSources): PackDetail[] {
  const known = new Map<string, ActivePack>(versions);
  for (const one of shipped) if (!known.has(packName(one.pack))) known.set(packName(one.pack), one);
  const [turns, digests] = [turnsOf(history), new Set(shipped.map(({ digest }) => digest))];
  const decides = new Set(active.map(({ digest }) => digest));
  const details = [...known].map(([name, { pack: content, digest }]): PackDetail => {
    const { pack, version, jurisdiction, includes, title, rules } = content;
    const turn = turns.get(name);
    const state: PackState = decides.has(digest) ? 'ACTIVE' : turn ? 'EARLIER' : 'SHIPPED';
    const about = { pack, version, digest, jurisdiction, includes, title, rules: rules.length };
    const times = { activeSince: turn?.since ?? null, activeUntil: turn?.until ?? null };
    return { ...about, state, shipped: digests.has(digest), ...times, content };
  });
  return details.sort((a, b) => (a.pack < b.pack ? -1 : a.pack > b.pack ? 1 : a.version - b.version));
}

export function cardOf({ content: _content, ...card }: PackDetail): PackCard {
  return card;
}
