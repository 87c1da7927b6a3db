/** Who is a party, how may it be reached, in which cases does it take part, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Problem } from '../../src/http/problem.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { DISCLOSE, type DisclosePort } from '../../src/ledger/ports.js';
import { entriesAt, type Entry } from '../../src/ledger/register/index.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { streamHistory } from '../read/stream-history.js';
import { NOT_FOR_YOU, type Words } from '../read/words.js';
import { partyAt, type PartyFacts, type PointView } from './party-view.calc.js';

export class PartyViewQuery {
  constructor(
    readonly party: string,
    readonly when: AsOf,
    /** Whether this reader sees personal values. */
    readonly discloses: boolean,
  ) {}
}

/** With name, birth date and the like. */
export interface PartyView extends AnswerHead, Words, Omit<PartyFacts, 'points'> {
  readonly party: string;
  readonly points: readonly (PointView & Words)[];
  /** Entries of its registers that are open. */
  readonly open: readonly Pick<Entry, 'id' | 'register' | 'since' | 'fields' | 'event'>[];
}

@QueryHandler(PartyViewQuery)
export class PartyViewHandler implements IQueryHandler<PartyViewQuery, PartyView> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(DISCLOSE) private readonly vault: DisclosePort,
  ) {}

  async execute({ party, when, discloses }: PartyViewQuery): Promise<PartyView> {
    const { head, facts } = await streamHistory(this.read, party, when);
    const known = facts.filter(({ eff }) => eff <= head.asOf);
    const [registered] = known;
    if (!registered) throw Problem.of(404, 'unknown-party', `The party '${party}' was not there on ${head.asOf}.`);
    const { points, ...about } = partyAt(known);
    const byId = new Map(known.map((fact) => [fact.id, fact]));
    const isClosed = discloses && (await this.vault.isRestricted(registered));
    const words = async (fact: LedgerFact | undefined): Promise<Words> => {
      if (!fact?._sd || isClosed) return {};
      return discloses ? { words: await this.vault.open(fact) } : NOT_FOR_YOU;
    };
    const open = entriesAt(known, head.asOf).filter(({ stage }) => stage === 'OPEN');
    return {
      party,
      ...head,
      ...about,
      ...(await words(registered)),
      ...(isClosed ? { restricted: true as const } : {}),
      points: await Promise.all(points.map(async (point) => ({ ...point, ...(await words(byId.get(point.event))) }))),
      open: open.map(({ id, register, since, fields, event }) => ({ id, register, since, fields, event })),
    };
  }
}
