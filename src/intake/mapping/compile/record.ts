/** A step that records: from a frame to one command of the ledger. */
import type { Command } from '../../../ledger/command.js';
import { dateOf } from '../../../ledger/dates.js';
import { COMMANDS, createsOf, isRecordable, personalOf, type RecordableType } from '../commands.js';
import type { StepDoc, ValueDoc } from '../document.js';
import type { Frame, Origin, Recorder } from '../frame.js';
import type { Path } from '../problem.js';
import { alike } from './alike.js';
import type { Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileFields, type CompiledField } from './fields.js';
import { compileKept, type Kept } from './kept.js';
import { missing } from './missing.js';
import { compileRemember } from './remember.js';
import { compileWhen, rowDate, type When } from './when.js';

type Run = (frame: Frame, out: Recorder) => void;

interface Parts {
  readonly type: RecordableType;
  readonly fields: readonly CompiledField[];
  readonly date: When;
  readonly effective: When | undefined;
  readonly extra: Kept | undefined;
  readonly sealed: Kept | undefined;
  /** The row's currency goes with the command, so that the ledger compares it with the case's. */
  readonly currency: boolean;
}

export function compileRecord(c: Compiler, doc: StepDoc, path: Path, place: string): Run {
  const type = doc.note ? 'AddNote' : (doc.record ?? '');
  if (!isRecordable(type)) {
    const close = alike(type, Object.keys(COMMANDS)).join(', ');
    const hint = close === '' ? '' : `, but there is ${close}`;
    c.complain(
      [...path, 'record'],
      `there is no command '${type}'${hint}; docs/mapping.md lists all under 'The commands'`,
    );
    return () => undefined;
  }
  const fields = doc.note ? noteFields(c, doc, path) : recordFields(c, type, doc, path);
  const specs: Readonly<Record<string, unknown>> = COMMANDS[type];
  const parts: Parts = {
    type,
    fields,
    date: compileWhen(c, doc.date, [...path, 'date']) ?? rowDate(c, path),
    effective: effectiveOf(c, doc, path),
    extra: compileKept(c, doc.extra, [...path, 'extra'], 'extra'),
    sealed: compileKept(c, doc.sealed, [...path, 'sealed'], 'sealed'),
    currency: 'currency' in specs && c.doc.money?.currency !== undefined && !fields.some((f) => f.name === 'currency'),
  };
  const build = builder(parts);
  const origin = originOf(parts);
  const { remember } = doc;
  const creates = createsOf(type);
  if (remember === undefined) {
    if (doc.key !== undefined) c.complain([...path, 'key'], 'key stands beside remember');
    return (frame, out) => {
      const command = build(frame);
      if (command) out.record(place, command, origin);
    };
  }
  if (creates === undefined) {
    c.complain([...path, 'remember'], `${type} creates nothing to remember`);
    return () => undefined;
  }
  const keep = compileRemember(c, { name: remember, key: doc.key, place }, creates, path);
  return (frame, out) => {
    const command = build(frame);
    if (command) keep(frame, out.record(place, command, origin, creates));
  };
}

function recordFields(c: Compiler, type: RecordableType, doc: StepDoc, path: Path): CompiledField[] {
  const fields = compileFields(c, type, COMMANDS[type], { doc: doc.with ?? {}, path: [...path, 'with'] });
  const personal = personalOf(type);
  for (const { name, reads } of fields) {
    if (personal.includes(name)) c.uses.say(reads);
    else c.uses.show(reads, [...path, 'with', name], `${type}.${name}`);
  }
  return fields;
}

/** A note of the row: its text, or all its fields one a line. */
function noteFields(c: Compiler, { note = {} }: StepDoc, path: Path): CompiledField[] {
  const doc: Record<string, ValueDoc> = { text: note.text ?? '-' };
  if (note.topic !== undefined) doc['topic'] = note.topic;
  const fields = recordFields(c, 'AddNote', { with: doc }, [...path, 'note']);
  if (note.text !== undefined) return fields;
  return fields.map((field) => (field.name === 'text' ? { ...field, evaluate: allFields } : field));
}

const allFields: Evaluate = ({ fields }) =>
  Object.keys(fields)
    .sort()
    .map((name) => `${name}: ${fields[name]}`)
    .join('\n');

function effectiveOf(c: Compiler, doc: StepDoc, path: Path): When | undefined {
  const own = doc.effective === undefined ? c.doc.row?.effective : doc.effective;
  const at: Path = doc.effective === undefined ? ['row', 'effective'] : [...path, 'effective'];
  const when = compileWhen(c, own, at);
  return when && { evaluate: (frame) => toDay(when.evaluate(frame), c.zone), reads: when.reads };
}

function originOf({ fields, date, effective }: Parts): Origin {
  const origin: Record<string, readonly string[]> = { occurredAt: date.reads, effectiveDate: effective?.reads ?? [] };
  for (const { name, reads } of fields) origin[name] = reads;
  return origin;
}

function toDay(moment: string | undefined, zone: string): string | undefined {
  return moment === undefined ? undefined : dateOf(moment, zone);
}

type Build = (frame: Frame) => Command | undefined;

/** Members that every command may have, beside its own fields. */
const COMMON = ['type', 'occurredAt', 'currency', 'effectiveDate', 'extra', 'sealed'];

/**
 * Members are asked for in the mapping's order, as the first problem is the one that is told, and put together in the order in
 * which a command is hashed: no sorted copy is made of it.
 */
function builder({ type, fields, date, effective, extra, sealed, currency }: Parts): Build {
  const names = [...new Set([...COMMON, ...fields.map(({ name }) => name)])].sort();
  const [TYPE, AT, CURRENCY, EFFECTIVE, EXTRA, SEALED] = COMMON.map((name) => names.indexOf(name)) as SixNumbers;
  const asked = fields.map((field) => ({ ...field, slot: names.indexOf(field.name) }));
  const said = new Array<unknown>(names.length);
  return (frame) => {
    said.fill(undefined);
    said[TYPE] = type;
    const at = date.evaluate(frame);
    if (at === undefined) return frame.problem ? undefined : frame.fail(missing(frame, type, 'a date', date.reads));
    said[AT] = at;
    for (const { name, slot, required, evaluate, reads } of asked) {
      const value = evaluate(frame);
      if (value !== undefined) said[slot] = value;
      else if (frame.problem) return undefined;
      else if (required) return frame.fail(missing(frame, type, name, reads));
    }
    if (currency) said[CURRENCY] = frame.currency;
    said[EFFECTIVE] = effective?.evaluate(frame);
    said[EXTRA] = extra?.(frame);
    said[SEALED] = sealed?.(frame);
    return frame.problem ? undefined : (withMembers(names, said) as unknown as Command);
  };
}

type SixNumbers = [number, number, number, number, number, number];

function withMembers(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) if (values[i] !== undefined) members[names[i] as string] = values[i];
  return members;
}
