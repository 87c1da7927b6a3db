/** The registers' rules on cases, parties and portfolios: what each kind of stream tells its registers. */
import { debtsFor, firstRefusal, flagsOf, frameOf, subjectOf } from '../checks.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { Rules } from '../command.js';
import type { PartyState } from '../party/party.state.js';
import type { PortfolioState } from '../portfolio/portfolio.state.js';
import { impossible, isRefusal, unknown } from '../refusal.js';
import {
  CASE_REGISTERS,
  PARTY_REGISTERS,
  PORTFOLIO_REGISTERS,
  type CaseRegisterCommand,
  type PartyRegisterCommand,
  type PartyRegisterFact,
  type PortfolioRegisterCommand,
  type PortfolioRegisterFact,
} from '../registers.js';
import { notAmong } from './among.calc.js';
import { noEntry, rulesOf } from './register.decide.js';

/** Whether a case has a part: of a room of its own, or an entry of a register. */
function hasPart(
  { account, contacts, debts, disputes, complaints, legal, placements, plans, entries }: CaseState,
  part: string,
  id: string,
): boolean {
  const rooms: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    contact: contacts,
    debt: debts,
    dispute: disputes,
    complaint: complaints,
    action: legal,
    placement: placements,
    plan: plans,
  };
  if (part === 'payment') return account.credits.get(id)?.kind === 'payment';
  return rooms[part]?.has(id) ?? entries.get(id)?.register === part;
}

export const caseRegisterRules = rulesOf<CaseState>(CASE_REGISTERS, {
  entries: ({ entries }) => entries,
  missing: (state) => firstRefusal(frameOf(state)),
  flags: (state) => flagsOf(state),
  subject: subjectOf,
  named(state, name, { kind, part = '' }, { command }) {
    if (kind === 'debts') {
      const found = debtsFor(state, command[name] as readonly string[]);
      return isRefusal(found) ? found : undefined;
    }
    if (kind !== 'part') return undefined;
    const id = command[name] as string;
    return hasPart(state, part, id) ? undefined : noEntry(part, id, name);
  },
}) as unknown as Rules<CaseRegisterCommand, CaseState, CaseStreamFact>;

export const partyRegisterRules = rulesOf<PartyState>(PARTY_REGISTERS, {
  entries: ({ entries }) => entries,
  missing: ({ id, portfolio }) =>
    portfolio === undefined
      ? unknown('unknown-party', `There is no party ${id}. Register it first.`, 'party')
      : undefined,
  flags: () => ({}),
  subject: ({ id }) => id,
  named({ id, points }, name, { kind, other, among }, { command, context }) {
    if (other && command[name] === id) {
      return impossible('own-party', 'A person does not represent itself: name another party.', name);
    }
    if (among === 'debts') {
      const debt = notAmong(among, command[name] as readonly string[], context.others);
      if (debt === undefined) return undefined;
      return unknown('unknown-debt', `No case of this party has a debt '${debt}'. Name debts of its cases.`, name);
    }
    // Where another person is named as well, the point is that person's.
    if (kind !== 'part' || command.person !== undefined) return undefined;
    const point = command[name] as string;
    return points.has(point) ? undefined : noEntry('point', point, name);
  },
}) as unknown as Rules<PartyRegisterCommand, PartyState, PartyRegisterFact>;

export const portfolioRegisterRules = rulesOf<PortfolioState>(PORTFOLIO_REGISTERS, {
  entries: ({ entries }) => entries,
  missing: ({ id, created }) =>
    created === undefined
      ? unknown('unknown-portfolio', `There is no portfolio '${id}'. Create it first.`, 'portfolio')
      : undefined,
  flags: () => ({}),
  subject: ({ id }) => id,
}) as unknown as Rules<PortfolioRegisterCommand, PortfolioState, PortfolioRegisterFact>;
