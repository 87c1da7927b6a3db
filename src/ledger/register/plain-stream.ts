/** A kind of stream that holds registers and nothing else: staff, incidents, agencies. */
import type { Command, StreamKind } from '../command.js';
import type { AnyFact, Zone } from '../fact.js';
import { exists, unknown } from '../refusal.js';
import { evolveEntries, factRoles, type Entries } from './entries.state.js';
import { rulesOf, type RegisterHost } from './register.decide.js';
import type { Register, RegisterStream } from './register.js';

export interface PlainState {
  readonly id: string;
  readonly portfolio?: string;
  readonly zone?: Zone;
  readonly entries: Entries;
}

function hostOf(category: RegisterStream): RegisterHost<PlainState> {
  return {
    entries: ({ entries }) => entries,
    missing({ id, portfolio }, founds) {
      if (portfolio === undefined) {
        return founds ? undefined : unknown(`unknown-${category}`, `There is no ${category} '${id}'.`, category);
      }
      return founds ? exists(`${category}-exists`, `There is such a ${category} already.`, id) : undefined;
    },
    flags: () => ({}),
    subject: ({ id }) => id,
  };
}

export function plainStream<C extends Command, F extends AnyFact>(
  category: RegisterStream,
  registers: readonly Register[],
): StreamKind<C, PlainState, F> {
  const roles = factRoles(registers);
  return {
    category,
    initial: (id) => ({ id, entries: new Map() }),
    evolve(state, fact) {
      const role = roles.get(fact.type);
      if (role === undefined) return undefined as unknown as PlainState;
      evolveEntries(state.entries, fact, role);
      if (role.does !== 'founds') return state;
      return { ...state, portfolio: (fact.data as { portfolio?: string }).portfolio, zone: fact.zone };
    },
    rules: rulesOf(registers, hostOf(category)) as unknown as StreamKind<C, PlainState, F>['rules'],
    zoneOf: ({ zone }) => zone,
    portfolioOf: ({ portfolio }, command) => portfolio ?? (command as { portfolio?: string }).portfolio,
    subjectOf: ({ id }) => id,
  };
}
