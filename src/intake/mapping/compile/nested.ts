/** Fields of commands that are objects: balances by component, a conversation, changed texts by name. */
import { CHARGEABLE } from '../../../ledger/components.js';
import { isInstant } from '../../../ledger/dates.js';
import type { ValueDoc, WithDoc } from '../document.js';
import type { Frame, Value } from '../frame.js';
import type { Path } from '../problem.js';
import { textOf } from '../values/text-of.js';
import { NOTHING, type Compiled, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';

export type NestedKind = 'balances' | 'conversation' | 'texts';

/** Type of each member; undefined: no member of that name. */
type Members = (name: string) => ValueType | undefined;

const MEMBERS: Readonly<Record<NestedKind, Members>> = {
  balances: (name) => ((CHARGEABLE as readonly string[]).includes(name) ? 'money' : undefined),
  conversation: (name) =>
    name === 'startedAt' || name === 'endedAt' ? 'date' : name === 'effective' ? 'boolean' : undefined,
  texts: () => 'text',
};
const MEANING: Readonly<Record<NestedKind, string>> = {
  balances: `amounts by component (${CHARGEABLE.join(', ')})`,
  conversation: 'startedAt, endedAt and effective',
  texts: 'texts by name',
};

export function compileNested(c: Compiler, kind: NestedKind, doc: WithDoc[string], path: Path): Compiled {
  if (typeof doc !== 'object') return c.complain(path, `${MEANING[kind]} are needed here`);
  const members: { readonly name: string; readonly value: Compiled }[] = [];
  for (const [name, value] of Object.entries(doc as Record<string, ValueDoc>)) {
    const type = MEMBERS[kind](name);
    if (type === undefined) {
      c.complain([...path, name], `'${name}' is none of ${MEANING[kind]}`);
      return NOTHING;
    }
    members.push({ name, value: c.typed(value, [...path, name], type) });
  }
  return {
    type: 'text',
    reads: members.flatMap(({ value }) => value.reads),
    evaluate(frame) {
      const object: Record<string, Value> = {};
      let any = false;
      for (const { name, value } of members) {
        const member = value.evaluate(frame);
        if (member === undefined) continue;
        if (kind === 'conversation' && !hasTime(member)) return noTime(frame, value.reads[0], member);
        object[name] = member;
        any = true;
      }
      return any ? object : undefined;
    },
  };
}

function hasTime(member: Value): boolean {
  return typeof member === 'boolean' || isInstant(member as string);
}

function noTime(frame: Frame, field: string | undefined, value: Value): undefined {
  return frame.fail({ field, value: textOf(value), reason: 'a time of day is needed here' });
}
