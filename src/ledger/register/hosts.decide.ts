/** The registers' rules on cases, parties and portfolios: what each kind of stream tells its registers. */
import { debtsFor, firstRefusal, flagsOf, frameOf, subjectOf } from '../checks.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import type { Rules } from '../command.js';
import type { PartyState } from '../party/party.state.js';
import type { PortfolioState } from '../portfolio/portfolio.state.js';
import { isRefusal, unknown } from '../refusal.js';
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
import { rulesOf } from './register.decide.js';

export const caseRegisterRules = rulesOf<CaseState>(CASE_REGISTERS, {
  entries: ({ entries }) => entries,
  missing: (state) => firstRefusal(frameOf(state)),
  flags: (state) => flagsOf(state),
  subject: subjectOf,
  debts(state, ids) {
    const found = ids === undefined ? undefined : debtsFor(state, ids);
    return isRefusal(found) ? found : undefined;
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
