/** Bodies of the registers' routes, built from the fields of their deeds. */
import { CommandDto, FreeTextDto } from '../../http/command.dto.js';
import {
  Amount,
  Choice,
  CivilDateField,
  Count,
  Currency,
  Decimal,
  Digest,
  Flag,
  FreeText,
  Id,
  InstantField,
  Line,
  Reference,
} from '../../http/fields.js';
import type { Field } from './field.js';
import { sealedFields, type Deed } from './register.js';

export type BodyClass = new () => CommandDto;

/** The check of a field: what it takes, and what OpenAPI says of it. */
function decoratorOf(field: Field): PropertyDecorator {
  const { kind, optional, example, about: description, values = [], maximum } = field;
  const said = { optional, example, ...(description === undefined ? {} : { description }) };
  const list = { ...said, each: true };
  switch (kind) {
    case 'code':
      return Reference(said);
    case 'line':
      return Line(said);
    case 'words':
      return FreeText({ description: 'Sealed.', ...said });
    case 'date':
      return CivilDateField(said);
    case 'instant':
      return InstantField(said);
    case 'amount':
      return Amount(said);
    case 'count':
      return Count({ ...said, ...(maximum === undefined ? {} : { maximum }) });
    case 'yes':
      return Flag(said);
    case 'currency':
      return Currency(said);
    case 'decimal':
      return Decimal(said);
    case 'digest':
      return Digest(said);
    case 'choice':
      return Choice(values, said);
    case 'codes':
      return Reference(list);
    case 'debts':
      return Id({ ...list, description: 'Debts of the case; all where left out.' });
    case 'party':
    case 'case':
    case 'part':
      return Id(said);
  }
}

const known = new Map<string, BodyClass>();

/** The body of the command that a deed records. */
export function bodyClass(command: string, deed: Deed): BodyClass {
  const made = known.get(command);
  if (made) return made;
  const Base = sealedFields(deed).length > 0 ? FreeTextDto : CommandDto;
  const Body = class extends Base {};
  Object.defineProperty(Body, 'name', { value: `${command}Dto` });
  for (const [name, field] of Object.entries(deed.fields)) decoratorOf(field)(Body.prototype, name);
  known.set(command, Body);
  return Body;
}
