/** Parties that a row names: who they are, how they can be reached, and their role in the case. */
import type { PartyRole } from '../../../ledger/case/index.js';
import type { AddContactPoint, RegisterParty } from '../../../ledger/party/index.js';
import { MEDIA, PARTY_FIELDS, POINT_FIELDS, ROLES } from '../people.js';
import type { FieldSpec } from '../field-spec.js';
import type { PartyDoc, PointDoc, ValueDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import type { Evaluate, Test } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileFields, type CompiledField } from './fields.js';
import { compileKept } from './kept.js';
import { compileKey, keyText } from './key.js';
import { missing } from './missing.js';
import { compileWhen, rowDate } from './when.js';

/** A party as a row tells it. */
export interface ToldParty {
  readonly key: readonly string[];
  readonly role: PartyRole;
  /** Without its portfolio. */
  readonly register: Omit<RegisterParty, 'portfolio'>;
  readonly points: readonly ToldPoint[];
}

export interface ToldPoint {
  /** Its fixed place in the mapping. */
  readonly place: string;
  readonly command: AddContactPoint;
  /** Slot of the remembered part. */
  readonly slot: number | undefined;
}

export interface CompiledParty {
  readonly slot: number;
  /** Undefined where the row names no such party, or a problem was noted in the frame. */
  tell(frame: Frame): ToldParty | undefined;
}

type Build = (frame: Frame) => Readonly<Record<string, unknown>> | undefined;

export function compileParty(c: Compiler, doc: PartyDoc, slot: number): CompiledParty {
  const path: Path = ['parties', slot];
  const key = compileKey(c, doc.key, [...path, 'key']);
  if (doc.ref === undefined) {
    c.uses.show(key.reads, [...path, 'key'], "the party's reference (give it another ref, or false)");
  }
  const test = c.optionalCondition(doc.when, [...path, 'when']);
  const when = compileWhen(c, doc.date, [...path, 'date']) ?? rowDate(c, path);
  const role = clear(c, doc.role, ROLES, [...path, 'role']);
  const build = registration(c, doc, path);
  const points = (doc.points ?? []).map((point, i) => compilePoint(c, point, i, [...path, 'points', i]));
  return {
    slot,
    tell(frame) {
      if (test && !test(frame)) return undefined;
      const texts = frame.problem ? undefined : key.evaluate(frame);
      if (!texts) return undefined;
      const occurredAt = when.evaluate(frame);
      if (occurredAt === undefined) return frame.fail(missing(frame, 'the party', 'a date', when.reads));
      const its = build(frame);
      const as = role(frame) as PartyRole | undefined;
      if (as === undefined) return frame.fail({ reason: `absent, but the party needs a role` });
      if (!its || frame.problem) return undefined;
      const ref = doc.ref === undefined ? { ref: keyText(texts) } : {};
      const register = { type: 'RegisterParty', occurredAt, ...ref, ...its } as unknown as ToldParty['register'];
      const told = points.map((tell) => tell(frame, occurredAt)).filter((point) => point !== undefined);
      return frame.problem ? undefined : { key: texts, role: as, register, points: told };
    },
  };
}

function registration(c: Compiler, doc: PartyDoc, path: Path): Build {
  const fields = compileFields(c, 'a party', PARTY_FIELDS, { doc: doc.with, path: [...path, 'with'] });
  for (const { reads } of fields) c.uses.seal(reads);
  const kind = clear(c, doc.kind ?? 'PERSON', ['PERSON', 'ORGANISATION'], [...path, 'kind']);
  const ref = doc.ref === undefined || doc.ref === false ? undefined : clear(c, doc.ref, undefined, [...path, 'ref']);
  const language = doc.language === undefined ? undefined : clear(c, doc.language, undefined, [...path, 'language']);
  const extra = compileKept(c, doc.extra, [...path, 'extra'], 'extra');
  const sealed = compileKept(c, doc.sealed, [...path, 'sealed'], 'sealed');
  return (frame) => {
    const built: Record<string, unknown> = {};
    const put = (name: string, value: unknown): void => {
      if (value !== undefined) built[name] = value;
    };
    put('kind', kind(frame));
    put('ref', ref?.(frame));
    put('language', language?.(frame));
    if (!putFields(frame, fields, put)) return undefined;
    put('extra', extra?.(frame));
    put('sealed', sealed?.(frame));
    return built;
  };
}

function putFields(
  frame: Frame,
  fields: readonly CompiledField[],
  put: (name: string, value: unknown) => void,
): boolean {
  for (const { name, required, evaluate, reads } of fields) {
    const value = evaluate(frame);
    if (value === undefined && required && !frame.problem) frame.fail(missing(frame, 'the party', name, reads));
    put(name, value);
  }
  return !frame.problem;
}

/** A text that is stored in clear, one of the choices where there are any. */
function clear(c: Compiler, doc: ValueDoc, choices: readonly string[] | undefined, path: Path): Evaluate {
  return plainly(c, doc, { kind: choices ?? 'text', required: false }, path);
}

/** A value that is stored in clear. */
function plainly(c: Compiler, doc: ValueDoc, spec: FieldSpec, path: Path): Evaluate {
  const [field] = compileFields(c, 'a party', { it: spec }, { doc: { it: doc }, path: path.slice(0, -1) });
  c.uses.show(field?.reads ?? [], path, `${String(path.at(-1))} of a party`);
  return field?.evaluate ?? (() => undefined);
}

const POINT_NAMES = Object.keys(POINT_FIELDS) as (keyof typeof POINT_FIELDS)[];

type TellPoint = (frame: Frame, occurredAt: string) => ToldPoint | undefined;

/** A point without a value is no point: it is left out. */
function compilePoint(c: Compiler, doc: PointDoc, index: number, path: Path): TellPoint {
  const test: Test | undefined = c.optionalCondition(doc.when, [...path, 'when']);
  const medium = clear(c, doc.medium, MEDIA, [...path, 'medium']);
  const value = c.typed(doc.value, [...path, 'value'], 'text');
  c.uses.seal(value.reads);
  const more = POINT_NAMES.flatMap((name) => {
    const said = doc[name];
    return said === undefined ? [] : [{ name, tell: plainly(c, said, POINT_FIELDS[name], [...path, name]) }];
  });
  const slot =
    doc.remember === undefined ? undefined : c.names.remember(doc.remember, 'point', [...path, 'remember']).slot;
  return (frame, occurredAt) => {
    if (test && !test(frame)) return undefined;
    const text = value.evaluate(frame);
    if (text === undefined) return undefined;
    const command: Record<string, unknown> = {
      type: 'AddContactPoint',
      occurredAt,
      medium: medium(frame),
      value: text,
    };
    for (const { name, tell } of more) {
      const said = tell(frame);
      if (said !== undefined) command[name] = said;
    }
    return { place: `p${index}`, command: command as unknown as AddContactPoint, slot };
  };
}
