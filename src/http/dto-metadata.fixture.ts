/** For tests: what a DTO's decorators told class-validator and OpenAPI, and the places of a body. */
import { getMetadataStorage } from 'class-validator';

// Where @nestjs/swagger keeps what ApiProperty told it; the package does not export these names.
const FIELDS = 'swagger/apiModelPropertiesArray';
const FIELD = 'swagger/apiModelProperties';

export type Dto = new () => object;
export type Path = readonly string[];
export interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}
/** What the decorators of a field told OpenAPI. */
export interface ApiField {
  readonly type?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly required?: boolean;
  readonly isArray?: boolean;
  readonly example?: unknown;
}

export function leaves(value: unknown, path: Path = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}

/** A copy of a body with another value in one place. */
export function put(body: object, [name = '', ...rest]: Path, value: unknown): object {
  const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...body }) as Record<string, unknown>;
  copy[name] = rest.length === 0 ? value : put(copy[name] as object, rest, value);
  return copy;
}

/** Fields that class-validator checks. */
export function validated(dto: Dto): string[] {
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return [...new Set(all.map(({ propertyName }) => propertyName))].sort();
}

export function optional(dto: Dto, field: string): boolean {
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return all.some((m) => m.propertyName === field && m.type === 'conditionalValidation');
}

/** Fields that OpenAPI knows. */
export function described(dto: Dto): string[] {
  const names = (Reflect.getMetadata(FIELDS, dto.prototype as object) ?? []) as string[];
  return names.map((name) => name.slice(1)).sort();
}

export function apiField(dto: Dto, field: string): ApiField {
  return Reflect.getMetadata(FIELD, dto.prototype as object, field) as ApiField;
}

/** The DTO of an object inside a DTO; undefined for other fields. */
export function nested(dto: Dto, field: string): Dto | undefined {
  const { type } = apiField(dto, field);
  if (typeof type !== 'function' || type === String || type === Number || type === Boolean) return undefined;
  return (type as () => Dto)();
}

/** A DTO and those inside it, each with its part of the sample. */
export function withNested(dto: Dto, body: object): [Dto, Record<string, unknown>][] {
  const inner = described(dto).flatMap((field) => {
    const type = nested(dto, field);
    const inside = (body as Record<string, object>)[field] ?? {};
    // Of a list of objects, the first stands for all.
    return type ? withNested(type, Array.isArray(inside) ? (inside[0] as object) : inside) : [];
  });
  return [[dto, body as Record<string, unknown>], ...inner];
}

/** What a problem calls the field at a place: lists and maps are one field, objects with a DTO are not. */
export function fieldName(dto: Dto, path: Path): string {
  const [name = ''] = path;
  return nested(dto, name) ? path.join('.') : name;
}

/** What OpenAPI knows of the field at a place. */
export function fieldAt(dto: Dto, path: Path): ApiField {
  const [name = ''] = path;
  const type = nested(dto, name);
  return type ? apiField(type, path[path.length - 1] ?? '') : apiField(dto, name);
}
