/** The table of commands in `docs/mapping.md`, made from the table that mappings are checked against. */
import { COMMANDS, createsOf, personalOf, type RecordableType } from './commands.js';
import type { FieldKind, FieldSpec } from './field-spec.js';

const MEANING: Readonly<Record<string, string>> = {
  amount: 'amount',
  delta: 'amount, may be negative',
  count: 'number',
  balances: 'amounts by component',
  conversation: 'startedAt, endedAt (instants), effective',
  texts: 'texts by name',
  'text list': 'list of texts',
  'debt list': 'list of debts',
  currency: 'ISO 4217 code',
  boolean: 'true or false',
};

export function commandTable(): string {
  const rows = (Object.keys(COMMANDS) as RecordableType[]).map((name) => {
    const fields = Object.entries(COMMANDS[name] as Readonly<Record<string, FieldSpec>>);
    const listed = fields.map(([field, spec]) => told(field, spec, personalOf(name).includes(field)));
    return `| \`${name}\` | ${createsOf(name) ?? ''} | ${listed.join('; ')} |`;
  });
  return ['| command | remembers a | fields |', '| --- | --- | --- |', ...rows].join('\n');
}

function told(field: string, { kind, required }: FieldSpec, sealed: boolean): string {
  return `${required ? `**${field}**` : field} (${meaning(kind)}${sealed ? ', sealed' : ''})`;
}

function meaning(kind: FieldKind): string {
  return typeof kind === 'string' ? (MEANING[kind] ?? kind) : kind.join(', ');
}
