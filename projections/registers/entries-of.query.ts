/** Which entries stand on one stream, as of (V, K), with their words? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { DISCLOSE, type DisclosePort } from '../../src/ledger/ports.js';
import { entriesAt, type Entry, type Register } from '../../src/ledger/register/index.js';
import { caseHistory, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { NOT_FOR_YOU, type Opened, type Words } from '../read/words.js';
import { streamHistory } from '../read/stream-history.js';

export class EntriesOfQuery {
  constructor(
    readonly stream: string,
    readonly when: AsOf,
    /** Whether this reader sees personal values. */
    readonly discloses: boolean,
    readonly register?: Register,
  ) {}
}

/** An entry with the personal values of its facts, by field. */
export type EntryWithWords = Omit<Entry, 'lastAt' | 'lastBy'> & Words;

export interface EntriesOf extends AnswerHead {
  readonly stream: string;
  readonly entries: readonly EntryWithWords[];
}

@QueryHandler(EntriesOfQuery)
export class EntriesOfHandler implements IQueryHandler<EntriesOfQuery, EntriesOf> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(DISCLOSE) private readonly vault: DisclosePort,
  ) {}

  async execute({ stream, when, discloses, register }: EntriesOfQuery): Promise<EntriesOf> {
    const { head, facts } = stream.startsWith('case-')
      ? await this.ofCase(stream, when)
      : await streamHistory(this.read, stream, when);
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const found = entriesAt(facts, head.asOf).filter((e) => register === undefined || e.register === register.entry);
    const entries = await Promise.all(
      found.map(async ({ lastAt: _lastAt, lastBy: _lastBy, ...entry }) => {
        const own = entry.events.flatMap((id) => byId.get(id) ?? []);
        if (!discloses) return own.some(({ _sd }) => _sd) ? { ...entry, ...NOT_FOR_YOU } : entry;
        const closed = await Promise.all(own.map((fact) => this.vault.isRestricted(fact)));
        if (closed.includes(true)) return { ...entry, restricted: true as const };
        const opened = await Promise.all(own.map((fact) => this.vault.open(fact)));
        return { ...entry, words: Object.assign({}, ...opened) as Opened };
      }),
    );
    return { stream, ...head, entries };
  }

  private async ofCase(id: string, when: AsOf): Promise<{ head: AnswerHead; facts: readonly LedgerFact[] }> {
    const { head, merged } = await caseHistory(this.read, id, when);
    return { head, facts: merged };
  }
}
