/** What did a collector's screen of this case show at that minute, as it was known then? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Problem } from '../../src/http/problem.js';
import { localDate, toMillis } from '../../src/ledger/dates.js';
import { decode } from '../../src/ledger/envelope.js';
import type { PortfolioFact } from '../../src/ledger/portfolio/index.js';
import { caseHistory } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { screenOf, type Screen } from './as-told.calc.js';

export class AsToldQuery {
  constructor(
    readonly caseId: string,
    /** An RFC 3339 instant. */
    readonly at: string,
  ) {}
}

export interface AsTold extends AnswerHead, Screen {
  readonly case: string;
  readonly ref: string | null;
  /** The instant that was asked for. */
  readonly at: string;
  /** Zone in which V is its civil date. */
  readonly zone: string;
  readonly revision: number;
  readonly portfolio: { readonly id: string; readonly name: string | null };
}

@QueryHandler(AsToldQuery)
export class AsToldHandler implements IQueryHandler<AsToldQuery, AsTold> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  /** K is the instant; V is its civil date in the case's zone, which is the portfolio's unless its opening said otherwise. */
  async execute({ caseId, at }: AsToldQuery): Promise<AsTold> {
    const millis = toMillis(at);
    if (millis > this.read.clock.now()) {
      throw Problem.of(400, 'not-yet', `at '${at}' has not come yet: no screen has shown anything then.`, {
        field: 'at',
      });
    }
    const { head, opened, facts, others, revision } = await caseHistory(
      this.read,
      caseId,
      { knownAt: at },
      { incidents: true },
    );
    const zone = opened.zone.name;
    const asOf = localDate(millis, zone);
    const { portfolio, ref = null } = opened.data;
    const home = { id: portfolio, name: await this.nameOf(portfolio) };
    const screen = screenOf(caseId, facts, asOf, others);
    return { case: caseId, ref, at, zone, revision, ...head, asOf, portfolio: home, ...screen };
  }

  private async nameOf(portfolio: string): Promise<string | null> {
    const [first] = await this.read.store.readStream(portfolio, 0, 1);
    return first ? (decode(first) as PortfolioFact).data.name : null;
  }
}
