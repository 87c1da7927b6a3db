/** Decides the commands of registers: one decider for all, told by the deed what to record. */
import { sealed } from '../checks.js';
import type { Command, Context, Decision, Rule } from '../command.js';
import type { AnyFact, Flag } from '../fact.js';
import { unknown, type Refusal } from '../refusal.js';
import type { Entries, Entry } from './entries.state.js';
import type { Field } from './field.js';
import { fieldsRefusal } from './field-checks.js';
import { makesEntry, namesEntry, sealedFields, type Deed, type Register } from './register.js';

/** What a kind of stream tells about itself. */
export interface RegisterHost<S> {
  entries(state: S): Entries;
  /** Refuses what is recorded on a stream that was never begun, and to begin one twice. */
  missing(state: S, founds: boolean): Refusal | undefined;
  flags(state: S): { readonly flags?: readonly Flag[] };
  /** Whose words are sealed: the party that the command names, or the stream's own subject. */
  subject(state: S, party?: string): string;
  /** Refuses a field that names what the stream does not have, or what cannot be meant. */
  named?(state: S, name: string, field: Field, given: Naming): Refusal | undefined;
}

export type Body = Command & Readonly<Record<string, unknown>>;

/** A command that names something, and what it was decided with. */
export interface Naming {
  readonly command: Body;
  readonly context: Context;
}

/** A deed where it is done. */
interface Site<S> {
  readonly register: Register;
  readonly deed: Deed;
  readonly host: RegisterHost<S>;
}

/** The rules of registers, for a kind of stream. */
export function rulesOf<S>(
  registers: readonly Register[],
  host: RegisterHost<S>,
): Readonly<Record<string, Rule<Command, S, AnyFact>>> {
  const rules: Record<string, Rule<Command, S, AnyFact>> = {};
  for (const register of registers) {
    for (const [type, deed] of Object.entries(register.deeds)) {
      const site = { register, deed, host };
      rules[type] = {
        creates: makesEntry(deed) && !register.whole ? register.entry : undefined,
        personal: sealedFields(deed),
        fourEyes: deed.fourEyes,
        namesOthers: namesOthers(deed),
        decide: (command, state, context) => decideDeed(site, command as Body, state, context),
      };
    }
  }
  return rules;
}

/** Which commands of a deed name something of the party's cases; undefined where none can. */
function namesOthers({ fields }: Deed): ((command: Command) => boolean) | undefined {
  const names = Object.entries(fields).flatMap(([name, { among }]) => (among ? [name] : []));
  if (names.length === 0) return undefined;
  return (command) => names.some((name) => (command as Body)[name] !== undefined);
}

function decideDeed<S>(site: Site<S>, command: Body, state: S, context: Context): Decision<AnyFact> {
  const { register, deed, host } = site;
  const entry = entryOf(site, command, state);
  const refusal = refusalOf(site, { command, context }, state, entry) ?? deed.check?.(command, entry, context);
  if (refusal) return refusal;
  const id = register.whole ? {} : { [register.entry]: entry?.id ?? context.newId };
  const data = { ...id, ...keptOf(deed, command), ...flagsOf(site, command, { state, entry, context }) };
  const words = Object.fromEntries(sealedFields(deed).map((name) => [name, command[name] as string | undefined]));
  const whose = host.subject(state, command.party as string | undefined);
  const fact = { type: deed.fact, data, ref: entry?.event, ...sealed(whose, words) };
  return [fact, ...(deed.also?.(command) ?? [])];
}

/** The entry that a command is about; none for one that makes it. */
function entryOf<S>({ register, deed, host }: Site<S>, command: Body, state: S): Entry | undefined {
  const id = register.whole ? host.subject(state) : command[register.entry];
  if (!register.whole && !namesEntry(register, deed)) return undefined;
  const entry = host.entries(state).get(id as string);
  return entry?.register === register.entry ? entry : undefined;
}

function refusalOf<S>(site: Site<S>, given: Naming, state: S, entry: Entry | undefined): Refusal | undefined {
  const { command } = given;
  const { register, deed, host } = site;
  const missing = host.missing(state, deed.does === 'founds');
  if (missing) return missing;
  if (namesEntry(register, deed) && !entry) return noEntry(register.entry, String(command[register.entry]));
  return fieldsRefusal(deed, command) ?? namedRefusal(site, given, state);
}

/** Of an entry, and of every other part of a stream. */
export function noEntry(noun: string, id: string, field = noun): Refusal {
  return unknown(`unknown-${kebab(noun)}`, `There is no ${noun} '${id}' here.`, field);
}

function namedRefusal<S>({ deed, host }: Site<S>, given: Naming, state: S): Refusal | undefined {
  for (const [name, field] of Object.entries(deed.fields)) {
    const refusal = given.command[name] === undefined ? undefined : host.named?.(state, name, field, given);
    if (refusal) return refusal;
  }
  return undefined;
}

function keptOf(deed: Deed, command: Body): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, { sealed: leaves }] of Object.entries(deed.fields)) {
    if (!leaves && command[name] !== undefined) kept[name] = command[name];
  }
  return kept;
}

/** A fact about an entry that is over is recorded all the same, and flagged (law 1). */
function flagsOf<S>(
  { deed, host }: Site<S>,
  command: Body,
  { state, entry, context }: { state: S; entry: Entry | undefined; context: Context },
): { readonly flags?: readonly Flag[] } {
  const { flags = [] } = host.flags(state);
  const ended: readonly Flag[] = entry?.stage === 'ENDED' ? ['entry-ended'] : [];
  const all = [...flags, ...ended, ...(deed.flags?.(command, host.entries(state), context) ?? [])];
  return all.length > 0 ? { flags: all } : {};
}

/** `riskGrade` as it stands in routes and error names: `risk-grade`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
