/**
 * Whether other people are reached at the contact point that was asked about. A limit by contact point counts the dials of
 * one person: dials to another person at the same number are counted there. So it is reported, not guaranteed. The answer
 * alone says so, as known when it is given: a decision names no other person, and rests on none.
 */
import type { Bound } from '../access/scope.js';
import { ruleName, type ActivePack } from '../rules/index.js';
import type { Decision } from './replay.js';

export interface SharedPoint {
  /**
   * How many other parties that the caller reaches have the point's number or address, or had it. A caller who is bound to
   * portfolios learns of those beyond them no more than that the point is shared: with 0, by nobody of its own.
   */
  readonly others: number;
  /** Those of the person's own portfolio. People of other creditors are never named. */
  readonly parties: readonly string[];
  /** Rules of the decision that limit by contact point: what they count at this one may not be all. `CN-CBA-2@1`. */
  readonly limits: readonly string[];
}

/** Which other parties have a contact point of a party. */
export interface PointsShared {
  pointsShared(party: string, point: string): Promise<readonly string[]>;
}

/** Which portfolio a stream belongs to. */
export interface PortfoliosOf {
  of(stream: string): Promise<string>;
}

function countsByPoint(packs: ReadonlyMap<string, ActivePack>, pack: string, rule: string): boolean {
  const entry = packs.get(pack)?.pack.rules.find((one) => ruleName(one) === rule);
  return entry?.parameters['by'] === 'POINT';
}

export class SharedPointReport {
  constructor(
    private readonly points: PointsShared,
    private readonly portfolios: PortfoliosOf,
  ) {}

  /** Undefined where no point was asked about, or nobody else has it. */
  async of(
    { stream, data }: Decision,
    packsNow: () => Promise<ReadonlyMap<string, ActivePack>>,
    bound: Bound,
  ): Promise<SharedPoint | undefined> {
    const { point, judgement } = data;
    const others = point === undefined ? [] : await this.points.pointsShared(stream, point);
    if (others.length === 0) return undefined;
    const home = await this.portfolios.of(stream);
    const homes = await Promise.all(others.map((party) => this.portfolios.of(party)));
    const reached = homes.filter((portfolio) => bound === null || bound.includes(portfolio)).length;
    const parties = others.filter((_party, i) => homes[i] === home);
    const packs = await packsNow();
    const limits = judgement.verdicts.flatMap(({ pack, rule }) => (countsByPoint(packs, pack, rule) ? [rule] : []));
    return { others: reached, parties, limits };
  }
}
