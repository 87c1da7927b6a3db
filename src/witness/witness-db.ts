/** `witness.db`: the logs that a witness knows, the last tree of each that it signed, and what contradicted it. */
import Database from '#sqlite';
import { chmodSync } from 'node:fs';
import { EMPTY_ROOT } from '../seal/merkle.js';
import { formatVkey, parseVkey, type Vkey } from '../seal/vkey.js';

const SCHEMA_VERSION = 1;
/** Contradictions kept of one log: the first ones are the evidence, and nobody can fill the disk with more. */
export const EVIDENCE_MAX = 20;

const SCHEMA = `
  CREATE TABLE logs (vkey TEXT PRIMARY KEY, origin TEXT NOT NULL) STRICT;
  CREATE TABLE states (
    origin TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    time INTEGER NOT NULL,
    note TEXT NOT NULL
  ) STRICT;
  CREATE TABLE evidence (
    origin TEXT NOT NULL,
    time INTEGER NOT NULL,
    request TEXT NOT NULL,
    UNIQUE (origin, request)
  ) STRICT;
  CREATE TABLE signatures (one INTEGER PRIMARY KEY CHECK (one = 1), given INTEGER NOT NULL) STRICT;
  INSERT INTO signatures VALUES (1, 0);
`;

/** The last tree of a log that the witness signed. */
export interface LogState {
  readonly size: number;
  readonly root: Buffer;
  /** Seconds since 1970 at which it signed. */
  readonly time: number;
  /** The checkpoint with the signatures of the log and of the witness. */
  readonly note: string;
}

export interface KnownLog {
  readonly origin: string;
  readonly keys: readonly string[];
  /** Undefined while nothing was signed. */
  readonly state: LogState | undefined;
  /** Requests of the log that contradict what was signed. */
  readonly contradictions: number;
}

const NOTHING: LogState = { size: 0, root: EMPTY_ROOT, time: 0, note: '' };

export class WitnessDb {
  private constructor(private readonly db: Database.Database) {
    this.sql = prepare(db);
  }

  private readonly sql: ReturnType<typeof prepare>;

  static make(file: string): void {
    const db = new Database(file);
    try {
      chmodSync(file, 0o600);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.transaction(() => {
        db.exec(SCHEMA);
        db.pragma(`user_version = ${SCHEMA_VERSION}`);
      })();
    } finally {
      db.close();
    }
  }

  static open(file: string): WitnessDb {
    const db = new Database(file, { fileMustExist: true });
    try {
      db.pragma('journal_mode = WAL');
      // What is signed must be remembered, whatever happens to the power.
      db.pragma('synchronous = FULL');
      db.pragma('busy_timeout = 5000');
      const version = db.pragma('user_version', { simple: true }) as number;
      if (version !== SCHEMA_VERSION) throw new Error(`${file} is no database of this witness (schema ${version}).`);
      return new WitnessDb(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Nobody else, in this process or another, looks or writes in between; all of it is on the disk afterwards, or nothing. */
  inTurn<T>(work: () => T): T {
    return this.db.transaction(work).immediate();
  }

  /** False: the key was known. */
  addLog(key: Vkey): boolean {
    return this.sql.addLog.run(formatVkey(key), key.name).changes > 0;
  }

  keysOf(origin: string): Vkey[] {
    return this.sql.keysOf.all(origin).map(parseVkey);
  }

  state(origin: string): LogState {
    return this.sql.state.get(origin) ?? NOTHING;
  }

  /** @returns how many signatures there are now */
  sign(origin: string, { size, root, time, note }: LogState): number {
    this.sql.setState.run(origin, size, root, time, note);
    return this.sql.count.get() ?? 0;
  }

  /** False: it is known already, or there are enough. */
  keep(origin: string, time: number, request: string): boolean {
    if (this.contradictions(origin) >= EVIDENCE_MAX) return false;
    return this.sql.keep.run(origin, time, request).changes > 0;
  }

  contradictions(origin: string): number {
    return this.sql.contradictions.get(origin) ?? 0;
  }

  /** The requests that contradict what was signed, oldest first. */
  evidence(origin: string): { readonly time: number; readonly request: string }[] {
    return this.sql.evidence.all(origin);
  }

  given(): number {
    return this.sql.given.get() ?? 0;
  }

  logs(): KnownLog[] {
    return this.sql.origins.all().map((origin) => ({
      origin,
      keys: this.sql.keysOf.all(origin),
      state: this.sql.state.get(origin),
      contradictions: this.contradictions(origin),
    }));
  }

  close(): void {
    this.db.close();
  }
}

function prepare(db: Database.Database) {
  return {
    addLog: db.prepare<[string, string]>('INSERT OR IGNORE INTO logs VALUES (?, ?)'),
    keysOf: db.prepare<[string], string>('SELECT vkey FROM logs WHERE origin = ? ORDER BY rowid').pluck(),
    origins: db.prepare<[], string>('SELECT DISTINCT origin FROM logs ORDER BY origin').pluck(),
    state: db.prepare<[string], LogState>('SELECT size, root, time, note FROM states WHERE origin = ?'),
    setState: db.prepare<[string, number, Buffer, number, string]>(
      'INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)',
    ),
    count: db.prepare<[], number>('UPDATE signatures SET given = given + 1 RETURNING given').pluck(),
    given: db.prepare<[], number>('SELECT given FROM signatures').pluck(),
    keep: db.prepare<[string, number, string]>('INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)'),
    contradictions: db.prepare<[string], number>('SELECT count(*) FROM evidence WHERE origin = ?').pluck(),
    evidence: db.prepare<[string], { time: number; request: string }>(
      'SELECT time, request FROM evidence WHERE origin = ? ORDER BY rowid',
    ),
  };
}
