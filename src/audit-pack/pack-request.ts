/** From what somebody asks for to a request that can be met: who may ask, whose cases, what is shown. */
import { Inject, Injectable } from '@nestjs/common';
import { caseIdsOf } from '../../projections/cases/case-ids.query.js';
import { ReadSide } from '../../projections/read/read-side.js';
import { StreamPortfolios } from '../access/stream-portfolios.js';
import { seesPersonalData, type Role } from '../access/roles.js';
import type { Caller } from '../http/caller.js';
import { checked, CommandSender } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import { LedgerSecrets } from '../privacy/secrets.js';
import type { Leavable, PackRequest } from './request.js';

/** Cases of one export. */
export const EXPORT_CASES_MAX = 20_000;

export interface PackAsk {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly redact?: string;
  readonly fresh?: boolean;
  readonly without?: readonly string[];
  readonly knownSize?: number;
}

@Injectable()
export class PackRequests {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(LedgerSecrets) private readonly ids: LedgerSecrets,
    @Inject(StreamPortfolios) private readonly portfolios: StreamPortfolios,
    @Inject(CommandSender) private readonly sender: CommandSender,
  ) {}

  async ofCase(caller: Caller, id: string, ask: PackAsk): Promise<PackRequest> {
    const portfolio = await this.portfolioOf(checked(id, 'case'));
    if (portfolio === undefined) throw Problem.of(404, 'unknown-case', `There is no case '${id}'.`);
    return { kind: 'case', portfolio, cases: [id], ...terms(caller, ask) };
  }

  /** @param named ids or source references; all cases of the portfolio where left out. */
  async ofPortfolio(caller: Caller, nameOrId: string, named: readonly string[] | undefined, ask: PackAsk) {
    const portfolio = this.sender.portfolioId(nameOrId);
    if (!(await this.portfolios.exists(portfolio)))
      throw Problem.of(404, 'unknown-portfolio', `There is no portfolio '${nameOrId.slice(0, 80)}'.`);
    const cases = await (named ? this.named(portfolio, named) : this.all(portfolio));
    if (cases.length === 0) throw Problem.of(404, 'no-cases', 'The portfolio has no case.');
    return { kind: 'portfolio', portfolio, cases, ...terms(caller, ask) } satisfies PackRequest;
  }

  private async all(portfolio: string): Promise<string[]> {
    const cases: string[] = [];
    for await (const id of caseIdsOf(this.read, portfolio)) {
      if (cases.push(id) > EXPORT_CASES_MAX) throw tooMany();
    }
    return cases;
  }

  private async named(portfolio: string, named: readonly string[]): Promise<string[]> {
    if (named.length > EXPORT_CASES_MAX) throw tooMany();
    const cases = new Set<string>();
    const unknown: string[] = [];
    for (const name of named) {
      const id =
        name.startsWith('case-') && (await this.portfolioOf(name)) === portfolio ? name : this.idOf(portfolio, name);
      if ((await this.portfolioOf(id)) === portfolio) cases.add(id);
      else unknown.push(name);
    }
    if (unknown.length === 0) return [...cases];
    const list = unknown
      .slice(0, 5)
      .map((name) => `'${name.slice(0, 80)}'`)
      .join(', ');
    const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
    throw Problem.of(404, 'unknown-case', `The portfolio has no case ${list}${more}.`, { field: 'cases' });
  }

  /** The stream that a case with this source reference has. */
  private idOf(portfolio: string, ref: string): string {
    return this.ids.stream('case', [portfolio, ref]);
  }

  /** Of a case; undefined where there is none with this id. */
  private async portfolioOf(id: string): Promise<string | undefined> {
    return (id.startsWith('case-') && (await this.portfolios.of(id))) || undefined;
  }
}

/** Nobody gets more than the own role shows, whatever is asked for. */
function terms({ role, personalData }: Caller, ask: PackAsk): Omit<PackRequest, 'kind' | 'portfolio' | 'cases'> {
  const { asOf, knownAt, redact, fresh = false, without = [], knownSize } = ask;
  const forRole = (redact as Role | undefined) ?? (personalData ? undefined : role);
  return {
    asOf,
    knownAt,
    redact: forRole,
    discloses: personalData && (forRole === undefined || seesPersonalData(forRole, false)),
    fresh,
    without: [...new Set(without)].sort() as Leavable[],
    knownSize,
  };
}

function tooMany(): Problem {
  const detail = `An export has at most ${EXPORT_CASES_MAX} cases. Name some of them, and export the others after that.`;
  return Problem.of(422, 'too-many-cases', detail, { field: 'cases' });
}
