/** What registers there are, for people and programs: read off the registers themselves. */
import { routeOf, type FieldKind } from '../../src/ledger/register/index.js';
import { REGISTERS } from '../../src/ledger/registers.js';

export interface FieldCard {
  readonly name: string;
  readonly kind: FieldKind;
  readonly optional: boolean;
  /** Leaves the body and is sealed. */
  readonly sealed: boolean;
  readonly values?: readonly string[];
  readonly example: unknown;
}

export interface DeedCard {
  readonly command: string;
  readonly fact: string;
  readonly does: string;
  readonly says: string;
  /** Where it is recorded. */
  readonly post: string;
  readonly fields: readonly FieldCard[];
}

export interface RegisterCard {
  readonly register: string;
  readonly stream: string;
  readonly asks: string;
  /** Where it is asked. */
  readonly get: string;
  readonly deeds: readonly DeedCard[];
}

export function catalogue(): RegisterCard[] {
  return REGISTERS.map((register) => ({
    register: register.path,
    stream: register.stream,
    asks: register.asks,
    get: `/v1/registers/${register.path}`,
    deeds: Object.entries(register.deeds).map(([command, deed]) => ({
      command,
      fact: deed.fact,
      does: deed.does,
      says: deed.says,
      post: `/v1/${routeOf(register, deed).replace(/:(\w+)/g, '{$1}')}`,
      fields: Object.entries(deed.fields).map(([name, { kind, optional, sealed, values, example }]) => {
        return { name, kind, optional, sealed, ...(values ? { values } : {}), example };
      }),
    })),
  }));
}
