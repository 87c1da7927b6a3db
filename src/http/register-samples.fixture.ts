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

/**
 * The fields of a deed that name something which must be there, each filled in from the answer that made it. Nobody
 * represents himself, and these stories have one person: a representative stays unnamed.
 */
export function partsNamedBy({ fields }: Deed): Readonly<Record<string, string | undefined>> {
  const named = Object.entries(fields).flatMap(([name, { kind, other, part = kind }]) =>
    ['part', 'party', 'case'].includes(kind) ? [[name, other ? undefined : `{${part}}`]] : [],
  );
  return Object.fromEntries(named) as Record<string, string | undefined>;
}
