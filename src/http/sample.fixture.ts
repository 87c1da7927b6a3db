/** For tests: what a sample of a DTO is. Its type checks that the DTO has the fields of its command, no more and no less. */
import type { Command } from '../ledger/command.js';

export interface Sample {
  readonly dto: new () => object;
  readonly body: object;
}

/** Fields that a body has: the command's, without its type and the ids that its path names. */
type Fields<C extends Command, InPath extends string> = Exclude<keyof C, 'type' | InPath>;

/** A DTO with exactly these fields; `verbatim` is for the door alone. */
type With<F extends PropertyKey, D> = [Exclude<keyof D, 'verbatim'>, F] extends [F, keyof D] ? new () => D : never;

/** A sample of the DTO of command C, whose path names the ids `InPath`. */
export function of<C extends Command, InPath extends string = never>() {
  return <D extends object>(dto: (new () => D) & With<Fields<C, InPath>, D>, body: Required<D>): Sample => {
    return { dto, body };
  };
}

export const COMMON = {
  occurredAt: '2026-03-10T14:05:00+01:00',
  effectiveDate: '2026-03-10',
  extra: { branch: 'Firenze 2' },
  sealed: { nickname: 'Bibi' },
};
export const WORDS = { ...COMMON, verbatim: false };
export const PARTY = 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11';
export const REQUEST = '2b7e4d18-9c3a-8f60-b1d5-7e2c4a6f8b90';
export const DEBT = '8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12';
