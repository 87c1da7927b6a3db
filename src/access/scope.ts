/** Which portfolios a caller reaches: a foreign case, party or portfolio answers as one that is not there. */
import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Problem } from '../http/problem.js';
import { LedgerSecrets } from '../privacy/secrets.js';
import { RIGHTS, type RouteGroup } from './rights.js';
import { StreamPortfolios } from './stream-portfolios.js';

/** Stream ids of the portfolios that a caller is bound to; null: all. */
export type Bound = readonly string[] | null;

/** Kinds of streams that routes and commands name. */
const KINDS = ['case', 'party', 'portfolio', 'staff', 'incident', 'agency'] as const;
const STREAM = /^(case|party|portfolio|staff|incident|agency)-[0-9a-f]{8}-/;
/** A stream's id and nothing behind it: no sentence that begins with one. */
const WHOLE_STREAM = /^[a-z]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Asked {
  readonly params: unknown;
  readonly query: unknown;
}

type Texts = Record<string, unknown>;

@Injectable()
export class Scope {
  constructor(
    @Inject(StreamPortfolios) private readonly portfolios: StreamPortfolios,
    @Inject(LedgerSecrets) private readonly ids: LedgerSecrets,
  ) {}

  /** Whether a stream lies in the portfolios; one that is not there lies in none. */
  async holds(bound: Bound, stream: string): Promise<boolean> {
    return bound === null || bound.includes(await this.portfolios.of(stream));
  }

  /** What of a list lies in the portfolios with all that it names: a person may have cases in others, too. */
  async own<T>(bound: Bound, list: readonly T[], streamsOf: (item: T) => readonly string[]): Promise<T[]> {
    const held = await Promise.all(list.map((item) => Promise.all(streamsOf(item).map((id) => this.holds(bound, id)))));
    return list.filter((_item, i) => held[i]?.every(Boolean));
  }

  /**
   * Holds what a request names in its path and query against the portfolios; a list that names none is narrowed to them.
   * @throws Problem 404 for a foreign id and for a portfolio that is not there, 403 for a route of the whole ledger.
   */
  async checkRequest(
    bound: Bound,
    group: RouteGroup,
    { params, query }: Asked,
    context: ExecutionContext,
  ): Promise<void> {
    if (RIGHTS[group].scope === 'any') return;
    const takes = portfolioParameter(context);
    const asked = query as Texts;
    const { portfolio } = asked;
    if (bound === null) {
      if (takes !== undefined && typeof portfolio === 'string') await this.requirePortfolios(null, portfolio);
      return;
    }
    if (RIGHTS[group].scope === 'whole') {
      throw Problem.of(403, 'scope-too-narrow', 'This concerns the whole ledger; your key is bound to portfolios.');
    }
    for (const kind of KINDS) {
      const named = (params as Texts)[kind];
      if (named !== undefined) await this.requireNamed(bound, kind, named);
    }
    if (takes === undefined) return;
    if (portfolio !== undefined) await this.requirePortfolios(bound, portfolio);
    // A question about one portfolio is asked of the only one there is; of several it must name one.
    else if (takes === 'several' || bound.length === 1) asked['portfolio'] = bound.join(',');
  }

  /**
   * Holds a command against the portfolios: its stream, and every stream that it names.
   * @throws Problem 404 for a foreign one, and for one that it names and that is not there.
   */
  async checkCommand(bound: Bound, stream: string, command: object): Promise<void> {
    if (bound === null) return this.requireStreams(command);
    const home = await this.portfolios.of(stream);
    const { portfolio, name, type } = command as Texts;
    // A stream that begins with this command says itself where it belongs.
    const says = type === 'CreatePortfolio' ? name : portfolio;
    if (home === '' && typeof says === 'string') {
      if (!(await this.holds(bound, this.portfolios.idOf(says, this.ids)))) throw noPortfolio();
    } else if (!bound.includes(home)) throw notThere(kindOf(stream), stream);
    for (const named of streamsIn(command)) {
      if (await this.holds(bound, named)) continue;
      throw kindOf(named) === 'portfolio' ? noPortfolio() : notThere(kindOf(named), named);
    }
  }

  /** A freeze of a case that is not there would freeze nothing. What a source's own fields hold is not looked at. */
  private async requireStreams(command: object): Promise<void> {
    const { extra: _extra, sealed: _sealed, ...given } = command as Texts;
    for (const named of streamsIn(given)) {
      if (WHOLE_STREAM.test(named) && (await this.portfolios.of(named)) === '') throw notThere(kindOf(named), named);
    }
  }

  /** Those that a question names, with commas between: of one that is not there an empty list would look like an answer. */
  private async requirePortfolios(bound: Bound, given: unknown): Promise<void> {
    const names = typeof given === 'string' ? given.split(',') : [''];
    for (const name of names) await this.requireNamed(bound, 'portfolio', name);
  }

  /** Given twice it is a list, which is no name. */
  private async requireNamed(bound: Bound, kind: string, given: unknown): Promise<void> {
    const name = typeof given === 'string' ? given : '';
    const stream = kind === 'portfolio' ? this.portfolios.idOf(name, this.ids) : name;
    const home = await this.portfolios.of(stream);
    if (home === '' || bound?.includes(home) === false) throw notThere(kind, name);
  }
}

/** The words of a question that meets an unknown id. */
function notThere(kind: string, name: string): Problem {
  const field = kind === 'portfolio' ? { field: kind } : {};
  return Problem.of(404, `unknown-${kind}`, `There is no ${kind} '${name.slice(0, 80)}'.`, field);
}

/** Of a command: its body may have called the portfolio by name, and the id of a name is not told. */
function noPortfolio(): Problem {
  return Problem.of(404, 'unknown-portfolio', 'There is no such portfolio.', { field: 'portfolio' });
}

function kindOf(stream: string): string {
  return STREAM.exec(stream)?.[1] ?? 'case';
}

/** Every stream id that stands anywhere in a command. */
function* streamsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' && STREAM.test(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const each of Object.values(value)) yield* streamsIn(each);
}

/** Whether the route's query knows `portfolio`: one that it needs, or any number of them. */
function portfolioParameter(context: ExecutionContext): 'one' | 'several' | undefined {
  const handler = context.getHandler().name;
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler) ?? {}) as Record<
    string,
    { index: number }
  >;
  const query = Object.entries(args).find(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`));
  if (!query) return undefined;
  const prototype = context.getClass().prototype as object;
  const types = Reflect.getMetadata('design:paramtypes', prototype, handler) as readonly {
    prototype: object;
  }[];
  const dto = types[query[1].index]?.prototype;
  const field =
    dto && (Reflect.getMetadata('swagger/apiModelProperties', dto, 'portfolio') as { required?: boolean } | undefined);
  if (!field) return undefined;
  return field.required ? 'one' : 'several';
}
