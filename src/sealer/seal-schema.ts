/** The tables of `seal.db`, and whose they are. */
import type Database from '#sqlite';
import { SealStop } from './seal-stop.js';

const SCHEMA_VERSION = 2;

const SCHEMA = `
  CREATE TABLE log (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    origin TEXT NOT NULL,
    position INTEGER NOT NULL,
    size INTEGER NOT NULL,
    nodes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE leaves (
    idx INTEGER PRIMARY KEY,
    position INTEGER UNIQUE,
    event BLOB UNIQUE,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE specials (idx INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
  CREATE TABLE heads (
    sid TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    leaf TEXT NOT NULL,
    idx INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE published (
    size INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    note TEXT NOT NULL
  ) STRICT;
  CREATE TABLE findings (idx INTEGER NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
`;

/** Schema 2: what others said of checkpoints. An index of a stream, like everything here. */
const ATTESTATIONS = `
  CREATE TABLE attestations (
    revision INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    who TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attestations_by_size ON attestations (kind, size);
`;

/** Makes the tables of a new file. Throws SealStop when the file is of another log. */
export function begin(db: Database.Database, file: string, origin: string): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > SCHEMA_VERSION) throw new Error(`${file} was written by a newer Quittance (schema ${version}).`);
  if (version === 0) {
    db.transaction(() => {
      db.exec(SCHEMA);
      db.prepare('INSERT INTO log VALUES (1, ?, 0, 0, ?)').run(origin, Buffer.alloc(0));
      db.pragma('user_version = 1');
    })();
  }
  if (version < SCHEMA_VERSION) {
    db.transaction(() => {
      db.exec(ATTESTATIONS);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    })();
  }
  const found = db.prepare<[], string>('SELECT origin FROM log').pluck().get();
  if (found === origin) return;
  const message = `${file} belongs to the log ${String(found)}, and QUITTANCE_ORIGIN says ${origin}. Set it back, or move seal.db and the folder seal away to begin another log.`;
  throw new SealStop('other-origin', message);
}
