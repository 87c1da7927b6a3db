/** What people call cases and portfolios, and what the ledger calls them. */
import type { CaseRow } from '../../../projections/cases/case-list.query.js';
import type { PortfolioList, PortfolioSummary } from '../../../projections/portfolio/portfolio.query.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor } from './ledger-door.js';
import { readSideCaughtUp } from './read-side.js';

const CASE_ID = /^case-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Cases that carry a reference, over the local socket: whatever a source used as a reference is found. */
export interface FoundCases {
  readonly cases: readonly CaseRow[];
}

export async function portfolios(door: LedgerDoor): Promise<readonly PortfolioSummary[]> {
  await readSideCaughtUp(door);
  return (await door.get<PortfolioList>('/v1/portfolios')).portfolios;
}

/** The portfolio with this name or id. */
export async function portfolioCalled(door: LedgerDoor, called: string): Promise<PortfolioSummary> {
  const all = await portfolios(door);
  const found = all.find(({ id, name }) => name === called || id === called);
  if (found) return found;
  const known = all.length === 0 ? 'There is none yet' : `There is ${all.map(({ name }) => name).join(', ')}`;
  throw new CliError(EXIT.notFound, `There is no portfolio '${called}'. ${known}.`, { portfolio: called });
}

/** The portfolio that is named, or the only one. */
export async function portfolioMeant(door: LedgerDoor, called?: string): Promise<PortfolioSummary> {
  return called === undefined ? theOnly(door) : portfolioCalled(door, called);
}

async function theOnly(door: LedgerDoor): Promise<PortfolioSummary> {
  const all = await portfolios(door);
  const [first] = all;
  if (!first) throw new CliError(EXIT.notFound, "There is no portfolio yet. 'quittance portfolio create' makes one.");
  if (all.length === 1) return first;
  const names = all.map(({ name }) => name).join(', ');
  throw new CliError(EXIT.usage, `Say which portfolio with --portfolio: ${names}.`);
}

/**
 * The id of the case that people call so: its id, or its source reference.
 * @throws CliError 4 when there is none, 5 when several portfolios have one.
 */
export async function caseCalled(door: LedgerDoor, called: string, portfolio?: string): Promise<string> {
  if (CASE_ID.test(called)) return called;
  const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
  if (!within) await readSideCaughtUp(door);
  const { cases } = await door.get<FoundCases>('/local/cases', { ref: called, portfolio: within?.id });
  const [found, other] = cases;
  if (!found) {
    const where = within ? ` in the portfolio ${within.name}` : '';
    throw new CliError(EXIT.notFound, `There is no case '${called}'${where}.`, { ref: called });
  }
  if (other) throw await ambiguous(door, called, cases);
  return found.id;
}

async function ambiguous(door: LedgerDoor, called: string, cases: readonly CaseRow[]): Promise<CliError> {
  const names = new Map((await portfolios(door)).map(({ id, name }) => [id, name]));
  const named = cases.map(({ id, ref, portfolio }) => ({ id, ref, portfolio: names.get(portfolio) ?? portfolio }));
  // By name: the days on which they were opened are of several zones.
  const candidates = named.sort((a, b) => (a.portfolio < b.portfolio ? -1 : 1));
  const list = candidates.map(({ id, portfolio }) => `--portfolio ${portfolio} (${id})`).join(', ');
  const message = `'${called}' is ${cases.length} cases. Say which, by id or by portfolio: ${list}.`;
  return new CliError(EXIT.ambiguous, message, { ref: called, candidates });
}
