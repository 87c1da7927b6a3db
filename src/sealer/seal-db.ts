/**
 * `seal.db`: which store position has which leaf index, the heads of all streams, and how far the tree is. Rebuilt from
 * the facts and the published checkpoints when it is lost.
 *
 * Pages are committed without a flush; what a checkpoint will cover is flushed before it is published, in `flush`.
 */
import Database from '#sqlite';
import { chmodSync } from 'node:fs';
import { CompactRange } from '../seal/compact-range.js';
import { AttestationTable } from './attestations/attestation-table.js';
import { flushLog } from './flush-log.js';
import { LeafCut } from './leaf-cut.js';
import type { Finding, Head, LeafRow, PublishedRow } from './seal-rows.js';
import { begin } from './seal-schema.js';

export type { Finding, Head, LeafRow, PublishedRow } from './seal-rows.js';

type LeafBinding = [number, number | null, Buffer | null, Buffer];
/** Rows that one statement inserts where there are as many: the call into SQLite costs a good part of a row. */
const ROWS_A_STATEMENT = 16;
const ROW = '(?, ?, ?, ?)';

interface LogRow {
  readonly origin: string;
  readonly position: number;
  readonly size: number;
  readonly nodes: Buffer;
}

export class SealDb {
  private constructor(private readonly db: Database.Database) {
    this.sql = prepare(db);
  }

  private readonly sql: ReturnType<typeof prepare>;
  /** On their way into `leaves`. */
  private rows: LeafBinding[] = [];

  /** Throws SealStop when the file is of another log. */
  static open(file: string, origin: string): SealDb {
    const db = new Database(file);
    try {
      if (file !== ':memory:') chmodSync(file, 0o600);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      begin(db, file, origin);
      return new SealDb(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Opens beside the sealer, for reading. */
  static read(file: string): SealDb {
    return new SealDb(new Database(file, { readonly: true, fileMustExist: true }));
  }

  /** Over a connection that somebody else opened and closes. */
  static over(db: Database.Database): SealDb {
    return new SealDb(db);
  }

  log(): { readonly origin: string; readonly position: number; readonly tree: CompactRange } {
    const { origin, position, size, nodes } = this.sql.log.get() as LogRow;
    const hashes = Array.from({ length: nodes.length / 32 }, (_, i) => nodes.subarray(i * 32, (i + 1) * 32));
    return { origin, position, tree: CompactRange.from(size, hashes) };
  }

  /** Everything or nothing. What was added is in the tables when it is over. */
  transaction<T>(work: () => T): T {
    try {
      return this.db.transaction(() => {
        const result = work();
        for (const row of this.rows.splice(0)) this.sql.addLeaf.run(...row);
        return result;
      })();
    } finally {
      this.rows = [];
    }
  }

  /**
   * All transactions before are on the disk when this returns. The log is flushed by name: a transaction with
   * `synchronous=FULL` that changes no byte writes nothing, and so flushes nothing.
   */
  flush(): void {
    flushLog(this.db.name);
  }

  reach(position: number, tree: CompactRange): void {
    this.sql.reach.run(position, tree.size, Buffer.concat(tree.nodes()));
  }

  /** @param event the event's id, a UUID */
  addFact(idx: number, position: number, event: string, hash: Buffer): void {
    this.rows.push([idx, position, uuidBytes(event), hash]);
    this.flushFull();
  }

  addSpecial(idx: number, entry: string, hash: Buffer): void {
    this.rows.push([idx, null, null, hash]);
    this.flushFull();
    this.sql.addSpecial.run(idx, entry);
  }

  private flushFull(): void {
    if (this.rows.length === ROWS_A_STATEMENT) this.sql.addLeaves.run(this.rows.splice(0).flat());
  }

  special(idx: number): string | undefined {
    return this.sql.special.get(idx);
  }

  /** Entries of leaves that are no facts, from an index on. */
  specialsFrom(idx: number): { readonly index: number; readonly entry: string }[] {
    return this.sql.specialsFrom.all(idx);
  }

  head(sid: string): Head | undefined {
    return this.sql.head.get(sid);
  }

  setHead(sid: string, { rev, leaf, idx }: Head): void {
    this.sql.setHead.run(sid, rev, leaf, idx);
  }

  /** Heads in the order of their stream ids, after one. */
  headsAfter(sid: string, count: number): (Head & { readonly sid: string })[] {
    return this.sql.headsAfter.all(sid, count);
  }

  leaves(from: number, to: number): LeafRow[] {
    // As text: a blob of its own for each of millions of rows keeps the garbage collector busy.
    return this.sql.leaves.all(from, to).map(([idx, position, hash]) => {
      return { idx, position, hash: Buffer.from(hash, 'hex') };
    });
  }

  /** Index of an event's leaf. */
  indexOf(event: string): number | undefined {
    return this.sql.indexOf.get(uuidBytes(event));
  }

  leaf(idx: number): LeafRow | undefined {
    return this.leaves(idx, idx + 1)[0];
  }

  publish({ size, revision, position, note }: PublishedRow): void {
    this.sql.publish.run(size, revision, position, note);
  }

  lastPublished(): PublishedRow | undefined {
    return this.sql.lastPublished.get();
  }

  /** Checkpoints whose last leaf is a map of heads, the newest first. */
  latestWithHeads(count: number): PublishedRow[] {
    return this.sql.latestWithHeads.all(count);
  }

  /** A published checkpoint by its size. */
  publishedAt(size: number): PublishedRow | undefined {
    return this.sql.publishedAt.get(size);
  }

  /** What others said of checkpoints. */
  attestations(): AttestationTable {
    return new AttestationTable(this.db);
  }

  /** Takes leaves back that no checkpoint covers. */
  cut(): LeafCut {
    return new LeafCut(this.db);
  }

  /** A published checkpoint by its revision in the stream of checkpoints. */
  publishedAs(revision: number): PublishedRow | undefined {
    return this.sql.publishedAs.get(revision);
  }

  /** Ids of the events of some leaves, as hex digits; null of a leaf that is no fact. */
  eventIds(from: number, to: number): (string | null)[] {
    return this.sql.eventIds.all(from, to);
  }

  find({ idx, kind, detail }: Finding): void {
    this.sql.find.run(idx, kind, detail);
  }

  findingCount(): number {
    return this.sql.findingCount.get() ?? 0;
  }

  findings(): Finding[] {
    return this.sql.findings.all();
  }

  close(): void {
    this.db.close();
  }
}

function prepare(db: Database.Database) {
  return {
    log: db.prepare<[], LogRow>('SELECT origin, position, size, nodes FROM log'),
    reach: db.prepare<[number, number, Buffer]>('UPDATE log SET position = ?, size = ?, nodes = ?'),
    addLeaf: db.prepare<LeafBinding>(`INSERT INTO leaves VALUES ${ROW}`),
    addLeaves: db.prepare<[LeafBinding[number][]]>(
      `INSERT INTO leaves VALUES ${Array(ROWS_A_STATEMENT).fill(ROW).join(', ')}`,
    ),
    addSpecial: db.prepare<[number, string]>('INSERT INTO specials VALUES (?, ?)'),
    special: db.prepare<[number], string>('SELECT entry FROM specials WHERE idx = ?').pluck(),
    specialsFrom: db.prepare<[number], { index: number; entry: string }>(
      'SELECT idx AS "index", entry FROM specials WHERE idx >= ? ORDER BY idx',
    ),
    head: db.prepare<[string], Head>('SELECT rev, leaf, idx FROM heads WHERE sid = ?'),
    setHead: db.prepare<[string, number, string, number]>('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)'),
    headsAfter: db.prepare<[string, number], Head & { sid: string }>(
      'SELECT sid, rev, leaf, idx FROM heads WHERE sid > ? ORDER BY sid LIMIT ?',
    ),
    leaves: db
      .prepare<[number, number], [number, number | null, string]>(
        'SELECT idx, position, hex(hash) FROM leaves WHERE idx >= ? AND idx < ? ORDER BY idx',
      )
      .raw(),
    indexOf: db.prepare<[Buffer], number>('SELECT idx FROM leaves WHERE event = ?').pluck(),
    publish: db.prepare<[number, number, number, string]>('INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?)'),
    lastPublished: db.prepare<[], PublishedRow>('SELECT * FROM published ORDER BY size DESC LIMIT 1'),
    latestWithHeads: db.prepare<[number], PublishedRow>(
      `SELECT p.* FROM published p JOIN specials s ON s.idx = p.size - 1
       WHERE instr(s.entry, '"typ":"dcl.heads"') > 0 ORDER BY p.size DESC LIMIT ?`,
    ),
    publishedAt: db.prepare<[number], PublishedRow>('SELECT * FROM published WHERE size = ?'),
    publishedAs: db.prepare<[number], PublishedRow>('SELECT * FROM published WHERE revision = ?'),
    eventIds: db
      .prepare<[number, number], string | null>(
        'SELECT lower(hex(event)) FROM leaves WHERE idx >= ? AND idx < ? ORDER BY idx',
      )
      .pluck(),
    find: db.prepare<[number, string, string]>('INSERT INTO findings VALUES (?, ?, ?)'),
    findingCount: db.prepare<[], number>('SELECT count(*) FROM findings').pluck(),
    findings: db.prepare<[], Finding>('SELECT idx, kind, detail FROM findings ORDER BY idx'),
  };
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
