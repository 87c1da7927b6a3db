/** What do (V, K1) and (V, K2) disagree on about a case, fact by fact? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Problem } from '../../src/http/problem.js';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { dateOf, daysBetween, isDayOnly, toMillis, type CivilDate } from '../../src/ledger/dates.js';
import { DISCLOSE, type DisclosePort } from '../../src/ledger/ports.js';
import { currencyOf } from '../audit-history/history.calc.js';
import { tell, type Telling } from '../audit-history/teller.js';
import { caseHistory, type CaseHistory } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { figureChanges, turnedRound, type FigureChange } from './difference.calc.js';
import { mattersAt } from './figures.calc.js';

export interface DifferenceWhen {
  /** V; today in the case's zone where left out. */
  readonly asOf?: CivilDate;
  /** K1. */
  readonly knownAt: string;
  /** K2; now where left out. */
  readonly against?: string;
}

export class CaseDifferenceQuery {
  constructor(
    readonly caseId: string,
    readonly when: DifferenceWhen,
    /** Whether this reader sees personal values. */
    readonly discloses: boolean,
  ) {}
}

/** A fact that one answer knew and the other did not. */
export interface UnsharedFact extends Telling {
  readonly id: string;
  readonly type: string;
  /** When it happened. */
  readonly at: string;
  readonly eff: string;
  /** When it was recorded. */
  readonly rec: string;
  readonly by: string;
  /** Event id of the fact that caused it. */
  readonly cause?: string;
  /** How much later than it happened it was recorded: seconds, where the time of day is known. */
  readonly lateSeconds: number | null;
  /** The same in days of the case's zone. */
  readonly lateDays: number;
}

type Known = Omit<AnswerHead, 'asOf'>;

export interface CaseDifference extends AnswerHead {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  /** K2. The head itself is of K1. */
  readonly against: Known;
  /** Which of the two knew the facts below: `against`, unless K2 lies before K1. */
  readonly knewMore: 'against' | 'knownAt';
  readonly facts: readonly UnsharedFact[];
  readonly figures: readonly FigureChange[];
}

/** A case as one of the two answers knew it; before it was known, it had no fact. */
interface Side {
  readonly facts: readonly CaseStreamFact[];
  readonly head: Known;
}

const UNKNOWN: Side = { facts: [], head: { knownAt: null, lastEvent: null, final: true } };

@QueryHandler(CaseDifferenceQuery)
export class CaseDifferenceHandler implements IQueryHandler<CaseDifferenceQuery, CaseDifference> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(DISCLOSE) private readonly vault: DisclosePort,
  ) {}

  async execute({ caseId, when, discloses }: CaseDifferenceQuery): Promise<CaseDifference> {
    // Today, and the case itself, are the same for both.
    const now = await caseHistory(this.read, caseId, { asOf: when.asOf });
    const { asOf } = now.head;
    const first = await this.side(caseId, when.knownAt);
    const second = when.against === undefined ? sideOf(now) : await this.side(caseId, when.against);
    const isEarlier = first.facts.length <= second.facts.length;
    const [less, most] = isEarlier ? [first, second] : [second, first];
    const more = most.facts.slice(less.facts.length);
    const changes = figureChanges(caseId, { both: less.facts, more }, asOf);
    const currency = currencyOf(most.facts, caseId);
    const facts: UnsharedFact[] = [];
    for (const fact of more.filter((each) => mattersAt(each, asOf))) {
      facts.push({ ...unshared(fact), ...(await tell(this.vault, fact, currency, discloses)) });
    }
    return {
      case: caseId,
      ref: now.opened.data.ref ?? null,
      currency: currency ?? null,
      asOf,
      ...first.head,
      against: second.head,
      knewMore: isEarlier ? 'against' : 'knownAt',
      facts,
      figures: isEarlier ? changes : changes.map(turnedRound),
    };
  }

  private async side(caseId: string, knownAt: string): Promise<Side> {
    try {
      return sideOf(await caseHistory(this.read, caseId, { knownAt }));
    } catch (error) {
      if (error instanceof Problem && error.details.type.endsWith(':unknown-case')) return UNKNOWN;
      throw error;
    }
  }
}

function sideOf({ facts, head: { knownAt, lastEvent, final } }: CaseHistory): Side {
  return { facts, head: { knownAt, lastEvent, final } };
}

function unshared({ id, type, at, eff, rec, by, cause, zone }: CaseStreamFact): Omit<UnsharedFact, 'sentence'> {
  const lateSeconds = isDayOnly(at) ? null : Math.max(0, Math.round((toMillis(rec) - toMillis(at)) / 1000));
  const lateDays = Math.max(0, daysBetween(dateOf(at, zone.name), dateOf(rec, zone.name)));
  return { id, type, at, eff, rec, by, cause, lateSeconds, lateDays };
}
