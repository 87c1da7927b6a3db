/** Which entries stand on one stream, as of (V, K), with their words? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { localDate } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { DISCLOSE, type DisclosePort } from '../../src/ledger/ports.js';
import { entriesAt, type Entry, type Register } from '../../src/ledger/register/index.js';
import { Problem } from '../../src/http/problem.js';
import { caseHistory, readStream, type AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';

export class EntriesOfQuery {
  constructor(
    readonly stream: string,
    readonly when: AsOf,
    /** Whether this reader sees personal values. */
    readonly discloses: boolean,
    readonly register?: Register,
  ) {}
}

/** An entry with the personal values of its facts, by field: null once erased, absent where the reader may not see them. */
export type EntryWithWords = Omit<Entry, 'lastAt'> & { readonly words?: Readonly<Record<string, string | null>> };

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
    const { head, facts } = stream.startsWith('case-') ? await this.ofCase(stream, when) : await this.of(stream, when);
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const found = entriesAt(facts, head.asOf).filter((e) => register === undefined || e.register === register.entry);
    const entries = await Promise.all(
      found.map(async ({ lastAt: _lastAt, ...entry }) => {
        if (!discloses) return entry;
        const opened = await Promise.all(
          entry.events.flatMap((id) => {
            const fact = byId.get(id);
            return fact ? [this.vault.open(fact)] : [];
          }),
        );
        return { ...entry, words: Object.assign({}, ...opened) as Record<string, string | null> };
      }),
    );
    return { stream, ...head, entries };
  }

  private async ofCase(id: string, when: AsOf): Promise<{ head: AnswerHead; facts: readonly LedgerFact[] }> {
    const { head, merged } = await caseHistory(this.read, id, when);
    return { head, facts: merged };
  }

  private async of(stream: string, { asOf, knownAt }: AsOf): Promise<{ head: AnswerHead; facts: LedgerFact[] }> {
    const all = await readStream(this.read.store, stream);
    const zone = all[0]?.zone.name ?? 'UTC';
    const cut = await this.read.cut(knownAt, zone);
    const facts = all.filter(({ position }) => position <= (cut.position ?? Number.MAX_SAFE_INTEGER));
    const last = facts.at(-1);
    if (!last) throw Problem.of(404, 'unknown-stream', `There was no '${stream}' then.`);
    const day = asOf ?? localDate(this.read.clock.now(), zone);
    return { head: { asOf: day, knownAt: last.rec, lastEvent: last.id, final: cut.final }, facts };
  }
}
