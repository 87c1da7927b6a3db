/** The entries of a stream's registers: what stands there, and whether something is still to be done. */
import type { CivilDate, Moment } from '../dates.js';
import type { AnyFact } from '../fact.js';
import type { Does, Register } from './register.js';
import { saidAnew, type Said } from './said.calc.js';

export type EntryStage = 'OPEN' | 'NOTED' | 'ENDED';

export interface Entry extends Said {
  readonly id: string;
  /** Which register: `task`. */
  readonly register: string;
  /** Event id of the fact that made it. */
  readonly event: string;
  /** Who recorded that. */
  readonly by: string;
  readonly since: CivilDate;
  stage: EntryStage;
  /** Type of its last fact, and when that took effect. */
  last: string;
  lastOn: CivilDate;
  lastAt: Moment;
  /** Who recorded that. */
  lastBy: string;
  /** Its facts, in order. */
  events: string[];
}

export type Entries = Map<string, Entry>;

/** Which register a fact type belongs to, and what it does there. */
export interface FactRole {
  readonly register: Register;
  readonly does: Does;
}

export type FactRoles = ReadonlyMap<string, FactRole>;

export function factRoles(registers: readonly Register[]): FactRoles {
  const roles = new Map<string, FactRole>();
  for (const register of registers)
    for (const { fact, does } of Object.values(register.deeds)) roles.set(fact, { register, does });
  return roles;
}

const STAGE: Readonly<Record<Does, EntryStage | undefined>> = {
  founds: 'OPEN',
  opens: 'OPEN',
  notes: 'NOTED',
  steps: undefined,
  ends: 'ENDED',
};

/** Applies a fact of a register; the entries are the caller's own and are changed in place. */
export function evolveEntries(entries: Entries, fact: AnyFact, { register, does }: FactRole): Entries {
  const { [register.entry]: named, flags: _flags, extra: _extra, ...fields } = fact.data as Record<string, unknown>;
  const id = register.whole ? fact.stream : (named as string);
  const known = entries.get(id);
  const last = { last: fact.type, lastOn: fact.eff, lastAt: fact.at, lastBy: fact.by };
  if (known) {
    const stage = STAGE[does] ?? known.stage;
    const events = [...known.events, fact.id];
    return entries.set(known.id, { ...known, ...last, stage, events, ...saidAnew(known, fields) });
  }
  const entry = { id, register: register.entry, event: fact.id, by: fact.by, since: fact.eff, events: [fact.id] };
  return entries.set(entry.id, { ...entry, ...last, stage: STAGE[does] ?? 'OPEN', fields });
}
