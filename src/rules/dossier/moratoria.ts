/** Moratoria as a law counts them: when one began, when it ends, and since when we knew. */
import { addDays, isCivilDate, isInstant, toMillis, type CivilDate, type Millis } from '../../ledger/dates.js';
import { saidText, type Spell } from './spell.js';

export interface MoratoriumKinds {
  /** Kinds that end some days after they began, where nothing else was said. */
  readonly standard: readonly string[];
  readonly standard_days: number;
  /** Kinds that end some days after a treatment: without an end that was said, open. */
  readonly open: readonly string[];
}

export interface Moratorium {
  readonly spell: Spell;
  readonly isStandard: boolean;
  readonly from: CivilDate;
  /** First day that is not protected; undefined while nobody knows. */
  readonly to?: CivilDate;
  /** When we were told. */
  readonly told: Millis;
}

function dateSaid(fields: Spell['fields'], name: string): CivilDate | undefined {
  const value = fields[name];
  return typeof value === 'string' && isCivilDate(value) ? value : undefined;
}

function toldAt(spell: Spell): Millis {
  const at = saidText(spell, 'notifiedAt');
  return at !== undefined && isInstant(at) ? toMillis(at) : spell.from;
}

/** Undefined for a moratorium of another kind. */
export function moratoriumOf(spell: Spell, { standard, standard_days, open }: MoratoriumKinds): Moratorium | undefined {
  const kind = saidText(spell, 'kind') ?? '';
  const isStandard = standard.includes(kind);
  if (!isStandard && !open.includes(kind)) return undefined;
  const from = dateSaid(spell.fields, 'from') ?? spell.on;
  const ended = spell.end && (dateSaid(spell.end.fields, 'endedOn') ?? spell.end.on);
  const planned = dateSaid(spell.fields, 'until') ?? (isStandard ? addDays(from, standard_days) : undefined);
  return { spell, isStandard, from, to: ended ?? planned, told: toldAt(spell) };
}

export function coversDay({ from, to }: Moratorium, day: CivilDate): boolean {
  return from <= day && (to === undefined || day < to);
}
