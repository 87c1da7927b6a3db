/** Decorator of a list whose entries are checked one by one by whoever works them off: a wrong one harms no other. */
import { field, type Options } from './fields.js';

/** @param dto what each entry is to be; OpenAPI says so. */
export function Lines(dto: () => new () => object, options: Options = {}): PropertyDecorator {
  const api = { type: () => dto(), ...options, each: true } as Options;
  return field('lines', () => undefined, api);
}
