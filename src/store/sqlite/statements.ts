/** Every statement of the store, prepared once per connection. */
import type Database from '#sqlite';

/** stream key, last revision */
export type HeadRow = [key: number, revision: number];
/** position, stream key, revision, id as hex, type key, data, meta */
export type EventRow = [number, number, number, string, number, string, string];
/** position, revision, more, id as hex */
export type PlaceRow = [position: number, revision: number, more: number, id: string];
/** position, stream key, revision, more, id as text, type key, data, meta */
export type EventBinding = [number, number, number, number, string, number, string, string];
/** Values of one row. */
export const ROW_VALUES = 8;

/** Rows that one statement inserts where there are as many: a row takes 2.5 µs in a statement of its own, 1.7 among 16 or 32. */
export const ROWS_A_STATEMENT = 32;
// SQLite makes the id's 16 bytes: a byte array of our own for each row costs more than its text.
const ROW = "(?, ?, ?, ?, unhex(?, '-'), ?, ?, ?)";
const ADD_EVENTS = 'INSERT INTO events (position, stream, revision, more, id, type, data, meta) VALUES';

// The id is turned into text by SQLite: making a Buffer for each row costs more than the rest of the row.
const EVENT = 'position, stream, revision, lower(hex(id)), type, data, meta';

export type Statements = ReturnType<typeof prepareAll>;

export function prepareAll(db: Database.Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    /** Changes whenever another connection has committed. */
    dataVersion: db.prepare<[], number>('PRAGMA data_version').pluck(),
    lastPosition: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck(),
    streamKey: db.prepare<[string], number>('SELECT key FROM streams WHERE name = ?').pluck(),
    streamName: db.prepare<[number], string>('SELECT name FROM streams WHERE key = ?').pluck(),
    types: db.prepare<[], [number, string]>('SELECT key, name FROM types').raw(),
    headOf: db
      .prepare<[string], HeadRow>(
        'SELECT key, (SELECT max(revision) FROM events WHERE stream = key) FROM streams WHERE name = ?',
      )
      .raw(),
    places: db
      .prepare<[number, number, number], PlaceRow>(
        'SELECT position, revision, more, lower(hex(id)) FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
      )
      .raw(),
    pageOfStream: db
      .prepare<[number, number, number], EventRow>(
        `SELECT ${EVENT} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
      )
      .raw(),
    /** Of streams given as a JSON array of names; the second column is the place in that array. */
    pagesOfStreams: db
      .prepare<[string, number], EventRow>(
        `SELECT position, j.key, revision, lower(hex(e.id)), e.type, data, meta FROM json_each(?) j
         CROSS JOIN streams s ON s.name = j.value CROSS JOIN events e ON e.stream = s.key AND revision < ?`,
      )
      .raw(),
    pageOfAll: db
      .prepare<[number, number], EventRow>(`SELECT ${EVENT} FROM events WHERE position > ? ORDER BY position LIMIT ?`)
      .raw(),
    /** Of the same events: 1 where the next one came in the same append. */
    goesOnOfAll: db
      .prepare<[number, number], number>('SELECT more FROM events WHERE position > ? ORDER BY position LIMIT ?')
      .pluck(),
    addStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
    addType: db.prepare<[string]>('INSERT INTO types (name) VALUES (?)'),
    addEvent: db.prepare<EventBinding>(`${ADD_EVENTS} ${ROW}`),
    /** `ROWS_A_STATEMENT` rows, one behind the other. */
    addEvents: db.prepare<EventBinding[number][]>(`${ADD_EVENTS} ${Array(ROWS_A_STATEMENT).fill(ROW).join(', ')}`),
  };
}
