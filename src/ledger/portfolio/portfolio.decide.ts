/** Decides portfolio commands. */
import type { Command, Rules } from '../command.js';
import { jurisdictionRefusal } from '../command-checks.js';
import { isZone } from '../dates.js';
import { amountProblem, isCurrency } from '../money.js';
import { BUCKET_TABLE_NAMES } from '../delinquency/table-for.calc.js';
import { INTEREST_POLICIES, interestPolicyName } from '../interest/interest-policies.js';
import { waterfallName, WATERFALLS } from '../policy.js';
import { exists, impossible, type Refusal } from '../refusal.js';
import type { PortfolioFact } from './portfolio.events.js';
import type { PortfolioState } from './portfolio.state.js';

export type CreatePortfolio = Command & { readonly type: 'CreatePortfolio' } & Omit<PortfolioFact['data'], 'extra'>;
export type PortfolioCommand = CreatePortfolio;

export const PORTFOLIO_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const GRACE_DAYS_MAX = 365;
export const BPS_MAX = 10_000;

function problem(command: CreatePortfolio): Refusal | undefined {
  const { name, zone, currency, waterfall, interest, buckets, promiseGraceDays, promiseToleranceBps } = command;
  if (!PORTFOLIO_NAME.test(name) || /^portfolio-[0-9a-f-]{36}$/.test(name)) {
    return impossible(
      'bad-name',
      `'${name}' is no portfolio name: letters, digits, '.', '_' and '-', at most 64.`,
      'name',
    );
  }
  if (!isZone(zone)) return impossible('bad-zone', `'${zone}' is no IANA time zone such as Europe/Rome.`, 'zone');
  if (currency !== undefined && !isCurrency(currency)) {
    return impossible('bad-currency', `'${currency}' is no ISO 4217 code such as EUR.`, 'currency');
  }
  for (const code of command.jurisdictions ?? []) {
    const refusal = jurisdictionRefusal(code, 'jurisdictions');
    if (refusal) return refusal;
  }
  return (
    unknown('waterfall', waterfall, WATERFALLS.map(waterfallName)) ??
    unknown('interest', interest, INTEREST_POLICIES.map(interestPolicyName)) ??
    unknown('buckets', buckets, BUCKET_TABLE_NAMES) ??
    limit('promiseGraceDays', promiseGraceDays, GRACE_DAYS_MAX) ??
    limit('promiseToleranceBps', promiseToleranceBps, BPS_MAX)
  );
}

const UNKNOWN = {
  waterfall: 'unknown-waterfall',
  interest: 'unknown-interest-policy',
  buckets: 'unknown-bucket-table',
} as const;

/** What is chosen by name is one of those that the program knows. */
function unknown(
  field: keyof typeof UNKNOWN,
  value: string | undefined,
  names: readonly string[],
): Refusal | undefined {
  if (value === undefined || names.includes(value)) return undefined;
  return impossible(UNKNOWN[field], `'${value}' is none of ${names.join(', ')}.`, field);
}

function limit(field: string, value: number | undefined, max: number): Refusal | undefined {
  if (value === undefined) return undefined;
  const why = amountProblem(value) ?? (value > max ? `must be at most ${max}` : undefined);
  return why === undefined ? undefined : impossible('bad-number', `${field} ${why}.`, field);
}

export const portfolioRules: Rules<PortfolioCommand, PortfolioState, PortfolioFact> = {
  CreatePortfolio: {
    decide(command, state) {
      if (state.created) {
        return exists('portfolio-exists', `There is a portfolio '${command.name}' already.`, state.id);
      }
      const { type: _type, occurredAt: _at, effectiveDate: _eff, extra: _extra, sealed: _sealed, ...data } = command;
      return problem(command) ?? [{ type: 'PortfolioCreated', data }];
    },
  },
};
