/** The commands of the case registers that a mapping can record: read off the registers themselves. */
import { namesEntry, type Deed, type Field, type Register } from '../../ledger/register/index.js';
import { CASE_REGISTERS } from '../../ledger/registers.js';
import type { FieldKind, FieldSpec } from './field-spec.js';

const KINDS: Readonly<Record<Exclude<Field['kind'], 'choice' | 'part'>, FieldKind>> = {
  code: 'text',
  line: 'text',
  words: 'text',
  date: 'date',
  instant: 'instant',
  amount: 'amount',
  count: 'count',
  yes: 'boolean',
  currency: 'currency',
  decimal: 'text',
  digest: 'text',
  codes: 'text list',
  party: 'party',
  case: 'text',
  debts: 'debt list',
};

function specOf({ kind, optional, values, part }: Field): FieldSpec {
  if (kind === 'choice') return { kind: values ?? [], required: !optional };
  return { kind: kind === 'part' ? `part ${part}` : KINDS[kind], required: !optional };
}

function fieldsOf(register: Register, deed: Deed): Record<string, FieldSpec> {
  const own = Object.entries(deed.fields).map(([name, field]) => [name, specOf(field)] as const);
  if (!namesEntry(register, deed)) return Object.fromEntries(own);
  return { [register.entry]: { kind: `part ${register.entry}`, required: true }, ...Object.fromEntries(own) };
}

export const REGISTER_COMMANDS: Readonly<Record<string, Readonly<Record<string, FieldSpec>>>> = Object.fromEntries(
  CASE_REGISTERS.flatMap((register) =>
    Object.entries(register.deeds).map(([type, deed]) => [type, fieldsOf(register, deed)]),
  ),
);
