/** Folds the facts of registers into spells. */
import { isInstant, toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { REGISTER_ROLES } from '../../ledger/registers.js';
import type { Spell, SpellStep } from './spell.js';
import { whenHappened, type When } from './moments.js';

export type Spells = Map<string, Spell>;

/** A notice takes effect when it comes to us, which may be before somebody keyed it. */
function startOf(fact: LedgerFact, fields: Readonly<Record<string, unknown>>): When {
  const { receivedAt } = fields;
  return typeof receivedAt === 'string' && isInstant(receivedAt) ? { at: toMillis(receivedAt) } : whenHappened(fact);
}

/** Applies a fact; one of no register changes nothing. */
export function evolveSpells(spells: Spells, fact: LedgerFact): Spell | undefined {
  const role = REGISTER_ROLES.get(fact.type);
  if (!role) return undefined;
  const { register, does } = role;
  const { [register.entry]: named, flags: _flags, extra: _extra, ...fields } = fact.data as Record<string, unknown>;
  const id = register.whole ? fact.stream : (named as string);
  const { at, day } = startOf(fact, fields);
  const step: SpellStep = { type: fact.type, at, on: fact.eff, event: fact.id, fields };
  const known = spells.get(id);
  if (known) {
    if (does === 'ends') known.end = step;
    else known.steps.push(step);
    return known;
  }
  const { entry } = register;
  const spell: Spell = {
    register: entry,
    id,
    type: fact.type,
    stream: fact.stream,
    event: fact.id,
    from: at,
    day,
    on: fact.eff,
    fields,
    steps: [],
  };
  if (does === 'ends') spell.end = step;
  spells.set(id, spell);
  return spell;
}
