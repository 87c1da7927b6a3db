/**
 * Until when each record of a case must be kept, and from when it may or must go: the longest of all duties against the
 * earliest erasure, each with its source and the fact that started it (issue 4, point 4). Pure: it reads the clocks.
 */
import { addDays, type CivilDate } from '../../ledger/dates.js';
import type { RuleClock } from '../clocks.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import type { CaseFile } from '../dossier/case-file.js';
import { ruleName, type ActivePack, type AuthorityRank, type RuleEntry, type Verification } from '../pack.js';
import type { CaseRecord, RecordsOf } from './records.js';
import { recordsOf, type RecordKind } from './records.js';

/** A rule with its source. */
export interface Law {
  /** `US-F-17@1`. */
  readonly rule: string;
  readonly citation: string;
  readonly authority: AuthorityRank;
  readonly verification: Verification;
}

export interface KeepDuty extends Law {
  /** Code: `keep-record`. */
  readonly reason: string;
  readonly from: CivilDate;
  /** Last day on which it must be kept; null: no end is known yet. */
  readonly until: CivilDate | null;
  /** Event id of the fact that started it. */
  readonly set: string;
}

/** A law that asks for erasure since the purpose is over. */
export interface EraseLaw extends Law {
  readonly reason: string;
  /** First day on which the purpose is over. */
  readonly from: CivilDate;
  readonly set: string;
}

/** Why no day of erasure can be named. */
export type NotYet = 'OPEN_CASE' | 'LEGAL_HOLD' | 'NO_END_KNOWN';

/** STORE_ONLY: the purpose is over, a duty to keep runs. ERASE: a law asks for it. MAY_GO: none does, nothing keeps it. */
export type RetentionState = 'KEEP' | 'STORE_ONLY' | 'MAY_GO' | 'ERASE';

export interface RecordRetention {
  readonly kind: RecordKind;
  readonly record: string;
  readonly event: string;
  readonly on: CivilDate;
  /** The longest duty; null where no verified rule asks that it be kept. */
  readonly keep: KeepDuty | null;
  /** All other duties on it, shorter ones and unverified ones. */
  readonly others: readonly KeepDuty[];
  /** First day on which it may be erased, by what is known; null with `notYet`. */
  readonly eraseFrom: CivilDate | null;
  readonly notYet: NotYet | null;
  /** The law that asks for erasure first; null where none does. */
  readonly erase: EraseLaw | null;
  readonly state: RetentionState;
  /** `company-rule-beyond-law`: only the house's own rule keeps it, though a law asks for erasure. */
  readonly flags: readonly string[];
}

const CLAIMED = 'claims-still-need-it';
const ERASURE_REASONS: ReadonlySet<string> = new Set([
  'store-and-protect-only',
  'erase-personal-data',
  'erase-when-no-longer-needed',
  CLAIMED,
]);
const STAGES: ReadonlySet<string> = new Set(['CaseOpened', 'CaseClosed', 'CaseReopened']);
const HOLDS: ReadonlySet<string> = new Set(['CaseLegalHoldPlaced', 'CaseLegalHoldReleased']);
/** Duties on a contact that are about its recording. */
const RECORDING_REASONS: ReadonlySet<string> = new Set(['retain-recording', 'keep-recording']);

/** It says again what another rule asks for: that rule says it itself, of the record that it is about. */
function repeatsAnother({ rule, flags }: RuleClock): boolean {
  const own = `longest-duty-${rule.slice(0, rule.lastIndexOf('@')).toLowerCase()}`;
  return flags?.some((flag) => flag.startsWith('longest-duty-') && flag !== own) ?? false;
}

/** A duty to keep; of an unverified rule it is advice with a last day. */
function isDuty(clock: RuleClock, { outcome_kind, verification }: RuleEntry): boolean {
  if (clock.outcome === 'RETAIN_UNTIL') return !repeatsAnother(clock);
  return clock.outcome === 'ADVISORY' && verification === 'unverified' && outcome_kind === 'RETAIN_UNTIL';
}

/** A duty on the case keeps everything in it. */
function concerns({ subject, reason }: RuleClock, record: CaseRecord, { id }: CaseFile): boolean {
  if (subject === id || subject === record.kind) return true;
  if (RECORDING_REASONS.has(reason)) return record.kind === 'RECORDING' && record.contact === subject;
  return record.id === subject;
}

/** No end known is longer than any; of two that end on one day the higher source is named. */
function byLength(a: KeepDuty, b: KeepDuty): number {
  const [endA, endB] = [a.until ?? '9999-12-31', b.until ?? '9999-12-31'];
  if (endA !== endB) return endA < endB ? 1 : -1;
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
}

interface Found {
  readonly clock: RuleClock;
  readonly duty: KeepDuty;
}

class Sources {
  private readonly rules: ReadonlyMap<string, RuleEntry>;

  constructor(packs: readonly ActivePack[]) {
    this.rules = new Map(packs.flatMap(({ pack }) => pack.rules.map((rule) => [ruleName(rule), rule] as const)));
  }

  entry({ rule }: RuleClock): RuleEntry | undefined {
    return this.rules.get(rule);
  }

  duties(clocks: readonly RuleClock[], on: CivilDate): Found[] {
    return clocks.flatMap((clock) => {
      const entry = this.entry(clock);
      if (!entry || !isDuty(clock, entry)) return [];
      const { reason, from = on, due = null, set } = clock;
      return [{ clock, duty: { ...lawOf(clock, entry), reason, from, until: due, set } }];
    });
  }

  erasures(clocks: readonly RuleClock[], file: CaseFile): EraseLaw[] {
    const days = new Map(file.facts.map(({ id, eff }) => [id, eff]));
    const found = clocks.flatMap((clock): EraseLaw[] => {
      const entry = this.entry(clock);
      const from = days.get(clock.set);
      const { reason, set } = clock;
      if (!entry || entry.verification === 'unverified' || !ERASURE_REASONS.has(reason) || from === undefined)
        return [];
      return [{ ...lawOf(clock, entry), reason, from, set }];
    });
    return found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.rule < b.rule ? -1 : 1));
  }
}

function lawOf({ rule }: RuleClock, { citation, authority_rank: authority, verification }: RuleEntry): Law {
  return { rule, citation, authority, verification };
}

/** The day on which the case was closed, where it is closed. */
function closedOn(file: CaseFile, asOf: CivilDate): CivilDate | undefined {
  const last = factsUntil(file, STAGES, asOf).at(-1);
  return last?.type === 'CaseClosed' ? last.eff : undefined;
}

function isOnHold(file: CaseFile, asOf: CivilDate): boolean {
  const open = new Set<string>();
  for (const fact of factsUntil(file, HOLDS, asOf)) {
    const hold = saidWord(fact, 'caseLegalHold') ?? '';
    if (fact.type === 'CaseLegalHoldPlaced') open.add(hold);
    else open.delete(hold);
  }
  return open.size > 0;
}

interface Ends {
  readonly closed: CivilDate | undefined;
  readonly held: boolean;
  readonly asOf: CivilDate;
}

function erasureOf(keep: KeepDuty | null, { closed, held }: Ends): Pick<RecordRetention, 'eraseFrom' | 'notYet'> {
  if (closed === undefined) return { eraseFrom: null, notYet: 'OPEN_CASE' };
  if (held) return { eraseFrom: null, notYet: 'LEGAL_HOLD' };
  if (keep === null) return { eraseFrom: closed, notYet: null };
  if (keep.until === null) return { eraseFrom: null, notYet: 'NO_END_KNOWN' };
  const after = addDays(keep.until, 1);
  return { eraseFrom: after > closed ? after : closed, notYet: null };
}

function stateOf(eraseFrom: CivilDate | null, erase: EraseLaw | null, { closed, asOf }: Ends): RetentionState {
  if (closed === undefined) return 'KEEP';
  const isAsked = erase !== null && erase.reason !== CLAIMED;
  if (eraseFrom === null || asOf < eraseFrom) return isAsked ? 'STORE_ONLY' : 'KEEP';
  return isAsked ? 'ERASE' : 'MAY_GO';
}

/** A house's own rule is no legal duty that would stand against a law that asks for erasure. */
function flagsOf(duties: readonly KeepDuty[], keep: KeepDuty | null, erase: EraseLaw | null): string[] {
  if (keep?.authority !== 'company' || erase === null) return [];
  const isLawful = duties.some((one) => one.authority !== 'company' && one.until === keep.until);
  return isLawful ? [] : ['company-rule-beyond-law'];
}

/**
 * @param clocks all clocks of the case on the day (`clocksOf`).
 * @param packs those that the clocks are of: their citations are told.
 */
export function retentionOf(
  scene: RecordsOf,
  clocks: readonly RuleClock[],
  packs: readonly ActivePack[],
): readonly RecordRetention[] {
  const { file, asOf } = scene;
  const sources = new Sources(packs);
  const found = sources.duties(clocks, asOf);
  const erase = sources.erasures(clocks, file)[0] ?? null;
  const ends: Ends = { closed: closedOn(file, asOf), held: isOnHold(file, asOf), asOf };
  return recordsOf(scene).map((record) => {
    const own = found.filter(({ clock }) => concerns(clock, record, file)).map(({ duty }) => duty);
    const hard = own.filter(({ verification }) => verification !== 'unverified').sort(byLength);
    const keep = hard[0] ?? null;
    const others = own.filter((duty) => duty !== keep).sort(byLength);
    const { kind, id, event, on } = record;
    const { eraseFrom, notYet } = erasureOf(keep, ends);
    const state = stateOf(eraseFrom, erase, ends);
    const flags = flagsOf(hard, keep, erase);
    return { kind, record: id, event, on, keep, others, eraseFrom, notYet, erase, state, flags };
  });
}

/** Clocks that keep a case on a day: those that have not run out, and those whose end nobody knows. */
export function keepingClocks(clocks: readonly RuleClock[], asOf: CivilDate): readonly RuleClock[] {
  return clocks.filter(({ outcome, due }) => outcome === 'RETAIN_UNTIL' && (due === undefined || due >= asOf));
}
