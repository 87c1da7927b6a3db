/**
 * Records changes of an account's ageing bucket, once each (duty D22): rolled, cured, or changed; and that a notice holds no
 * longer, where a payment recorded late or a reversal says so (law 4). Every account is compared with its last notice once a
 * day, page by page; between, only the cases that facts are recorded on. What is recorded follows from the facts.
 */
import { bucketTables, turnedAccounts } from '../../projections/delinquency/turned-accounts.query.js';
import { readStream } from '../../projections/read/case-history.js';
import { zonesOfCases } from '../../projections/read/zones.js';
import {
  evolveBuckets,
  importedOn,
  isBucketNotice,
  noticeableTurns,
  stillHeld,
  type NoticeBuckets,
  type NoticedBuckets,
  type NoticedChange,
} from '../ledger/bucket/index.js';
import type { CaseStreamFact } from '../ledger/case-state.js';
import { localDate, type CivilDate, type Millis } from '../ledger/dates.js';
import {
  BUCKETS_DEFAULT,
  bucketTableName,
  DelinquencyBook,
  noticeOf,
  touchesDelinquency,
  type BucketTable,
  type BucketTurn,
} from '../ledger/delinquency/index.js';
import { isRetrospective, NOTICES_BATCH_MAX, seesAll, sendNotice, type Noticing } from './notices.js';
import type { Reactor } from './reactor.js';

/** Accounts compared by one query. */
const PAGE_ACCOUNTS = 1_000;
/** Events read at once to see which cases they are about. */
const PAGE_EVENTS = 1_000;
/** Cases whose facts are folded in one round: the other reactors have their turn, too. */
const FOLDED_MAX = 2_000;
/** Changes noticed by one command: all its facts go in one append. */
const CHANGES_NOTICED_MAX = 200;

type Tables = ReadonlyMap<string, BucketTable>;

interface Round {
  readonly tables: Tables;
  did: number;
  folded: number;
}

export class BucketNotices implements Reactor {
  readonly name = 'bucket-notices';
  /** Up to which position facts were looked at. */
  private seen: number | undefined;
  /** By zone: the day on which all its accounts were compared, and how far that is while it goes on. */
  private readonly compared = new Map<string, CivilDate>();
  private readonly going = new Map<string, { readonly today: CivilDate; readonly after: number }>();

  constructor(private readonly ledger: Noticing) {}

  async react(): Promise<number> {
    if (!(await seesAll(this.ledger))) return 0;
    this.seen ??= await this.ledger.read.store.head();
    const [zones, tables] = [await zonesOfCases(this.ledger.read), await bucketTables(this.ledger.read)];
    const round: Round = { tables, did: 0, folded: 0 };
    await this.follow(round);
    for (const zone of zones) await this.compare(zone, round);
    // More is left to look at, though nothing was found so far: the next round does not wait.
    return round.did || (hasRoom(round) ? 0 : round.folded);
  }

  /** The cases of the facts recorded since the round before. */
  private async follow(round: Round): Promise<void> {
    while (hasRoom(round)) {
      const page = await this.ledger.read.store.readAll(this.seen ?? 0, PAGE_EVENTS);
      const touched = page.filter(({ type }) => touchesDelinquency(type as CaseStreamFact['type']));
      const cases = new Set(touched.flatMap(({ stream }) => (stream.startsWith('case-') ? [stream] : [])));
      await this.noticeAll([...cases], round);
      const last = page[page.length - 1];
      if (last) this.seen = last.position;
      if (page.length < PAGE_EVENTS) return;
    }
  }

  /** Goes on with the accounts of a zone where it is another day than when they were compared. */
  private async compare(zone: string, round: Round): Promise<void> {
    const { read, clock } = this.ledger;
    const now = localDate(clock.now(), zone);
    while (this.compared.get(zone) !== now && hasRoom(round)) {
      // A day that ends meanwhile begins anew.
      const place = this.going.get(zone);
      const after = place?.today === now ? place.after : -1;
      const page = { zone, today: now, compared: this.compared.get(zone), after, limit: PAGE_ACCOUNTS };
      const { cases, next } = await turnedAccounts(read, page, round.tables, BUCKETS_DEFAULT);
      await this.noticeAll(cases, round);
      if (next === undefined) {
        this.compared.set(zone, now);
        this.going.delete(zone);
      } else {
        this.going.set(zone, { today: now, after: next });
      }
    }
  }

  private async noticeAll(cases: readonly string[], round: Round): Promise<void> {
    for (let n = 0; n < cases.length; n += NOTICES_BATCH_MAX) {
      const some = cases.slice(n, n + NOTICES_BATCH_MAX);
      round.folded += some.length;
      const did = await Promise.all(some.map((stream) => this.notice(stream, round.tables)));
      round.did += did.filter(Boolean).length;
    }
  }
  /** False when there was nothing to notice, or somebody else did it. */
  private async notice(stream: string, tables: Tables): Promise<boolean> {
    for (let did = false; ; did = true) {
      const found = commandFor(await this.factsOf(stream), tables, this.ledger.clock.now());
      if (!found) return did;
      const cmd = `notice:bucket:${found.command.ordinal}`;
      if (!(await sendNotice(this.ledger, this.name, stream, { command: found.command, cmd }))) return did;
      if (!found.more) return true;
    }
  }

  private async factsOf(stream: string): Promise<readonly CaseStreamFact[]> {
    return (await readStream(this.ledger.read.store, stream)) as CaseStreamFact[];
  }
}

function hasRoom({ did, folded }: Round): boolean {
  return did < NOTICES_BATCH_MAX && folded < FOLDED_MAX;
}

/** What the facts of a case say now, beside what was noticed; undefined where both agree. */
function commandFor(
  facts: readonly CaseStreamFact[],
  tables: Tables,
  now: Millis,
): { readonly command: NoticeBuckets; readonly more: boolean } | undefined {
  const [opened] = facts;
  if (opened?.type !== 'CaseOpened') return undefined;
  const zone = opened.zone.name;
  const today = localDate(now, zone);
  const table = tables.get(opened.data.portfolio) ?? BUCKETS_DEFAULT;
  const turns = noticeableTurns(new DelinquencyBook(facts), { asOf: today, imported: importedOn(opened), table });
  const noticed: NoticedBuckets = { ordinal: 0, held: [] };
  for (const fact of facts) if (isBucketNotice(fact)) evolveBuckets(noticed, fact);
  const keep = stillHeld(noticed.held, turns, table);
  const missing = turns.slice(keep);
  if (keep === noticed.held.length && missing.length === 0) return undefined;
  const changes = missing.slice(0, CHANGES_NOTICED_MAX).map((turn) => changeOf(turn, table, today));
  const ordinal = noticed.ordinal + 1;
  const command = { type: 'NoticeBuckets', ordinal, table: bucketTableName(table), keep, changes } as const;
  return { command, more: changes.length < missing.length };
}

function changeOf({ on, before, now }: BucketTurn, table: BucketTable, today: CivilDate): NoticedChange {
  const { bucket, daysPastDue, overdue } = now;
  return {
    ...{ notice: noticeOf(before, now, table), on, from: before.bucket ?? undefined, to: bucket ?? undefined },
    ...{ daysPastDue: daysPastDue ?? undefined, overdue, retrospective: isRetrospective(on, today) },
  };
}
