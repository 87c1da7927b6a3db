/**
 * The tables of `ledger.db` (ADR 0001). Narrow keys keep the two unique indexes small: a stream is an integer, an id is
 * 16 bytes. `streams` and `types` are dictionaries. Nothing in any table is ever updated or deleted.
 *
 * `more` is 1 when the next revision was written by the same append, 0 on an append's last event: with it a resent
 * append is told from a shorter or longer one. SQLite keeps 0 and 1 in the row header, so it costs one byte.
 */

/** `QTNC`: says in the file's header whose file it is. */
export const APPLICATION_ID = 0x51544e43;

/** Raise by one with every change of the tables, and write the migration. */
export const SCHEMA_VERSION = 1;

const TABLES = ['streams', 'types', 'events'];

const CREATE_TABLES = `
  CREATE TABLE streams (
    key  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE types (
    key  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    more     INTEGER NOT NULL,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    type     INTEGER NOT NULL,
    data     TEXT NOT NULL,
    meta     TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
`;

const refuse = (table: string, verb: 'UPDATE' | 'DELETE'): string => `
  CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
  BEGIN SELECT RAISE(ABORT, '${table} is append-only: ${verb} refused'); END;
`;

export const CREATE_SCHEMA = [
  CREATE_TABLES,
  ...TABLES.flatMap((table) => [refuse(table, 'UPDATE'), refuse(table, 'DELETE')]),
  `PRAGMA application_id = ${APPLICATION_ID};`,
  `PRAGMA user_version = ${SCHEMA_VERSION};`,
].join('\n');
