/** For tests: the bodies and routes of all registers, made from their fields. */
import { COMMON, WORDS, type Sample } from './sample.fixture.js';
import { makesEntry, routeOf, sealedFields, type Deed, type Register } from '../ledger/register/index.js';
import { bodyClass } from '../ledger/register/register.dto.js';
import { bodyOf } from '../ledger/register/sample.js';
import { REGISTERS } from '../ledger/registers.js';

export const REGISTER_SAMPLES: readonly Sample[] = REGISTERS.flatMap(({ deeds }) =>
  Object.entries(deeds).map(([command, deed]) => ({
    dto: bodyClass(command, deed),
    body: { ...(sealedFields(deed).length > 0 ? WORDS : COMMON), ...bodyOf(deed) },
  })),
);

export interface RegisterStep {
  readonly register: Register;
  readonly command: string;
  readonly deed: Deed;
  /** Route below `/v1`, with the ids as OpenAPI writes them: `cases/{case}/tasks`. */
  readonly path: string;
  /** Name of the id that its answer gives, as it stands in later paths. */
  readonly creates?: string;
}

export const REGISTER_STEPS: readonly RegisterStep[] = REGISTERS.flatMap((register) =>
  Object.entries(register.deeds).map(([command, deed]) => ({
    register,
    command,
    deed,
    path: routeOf(register, deed).replace(/:(\w+)/g, '{$1}'),
    ...(makesEntry(deed) ? { creates: register.entry } : {}),
  })),
);

/** The fields of a deed that name a part of its stream, each filled in from the answer that made such a part. */
export function partsNamedBy({ fields }: Deed): Readonly<Record<string, string>> {
  const named = Object.entries(fields).filter(([, { kind }]) => kind === 'part');
  return Object.fromEntries(named.map(([name, { part = '' }]) => [name, `{${part}}`]));
}
