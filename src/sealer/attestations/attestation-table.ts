/** The index, in `seal.db`, of what others said of checkpoints. */
import type Database from '#sqlite';

export type AttestationKind = 'cosignature' | 'time-stamp' | 'rotation-asked' | 'rotation-approved';

export interface AttestationRow {
  /** Revision in the stream of attestations. */
  readonly revision: number;
  readonly kind: AttestationKind;
  /** Size of the checkpoint. */
  readonly size: number;
  /** The witness's name and key id, the authority's address, or the person. */
  readonly who: string;
  /** The event's data. */
  readonly data: string;
}

export class AttestationTable {
  private readonly sql;

  constructor(db: Database.Database) {
    this.sql = {
      add: db.prepare<[number, string, number, string, string]>(
        'INSERT OR REPLACE INTO attestations VALUES (?, ?, ?, ?, ?)',
      ),
      last: db.prepare<[], number>('SELECT max(revision) FROM attestations').pluck(),
      at: db.prepare<[number], AttestationRow>('SELECT * FROM attestations WHERE revision = ?'),
      of: db.prepare<[string, number], AttestationRow>(
        'SELECT * FROM attestations WHERE kind = ? AND size = ? ORDER BY revision',
      ),
      latest: db.prepare<[string, number], AttestationRow>(
        'SELECT * FROM attestations WHERE kind = ? ORDER BY revision DESC LIMIT ?',
      ),
      latestBy: db.prepare<[string, string], AttestationRow>(
        'SELECT * FROM attestations WHERE kind = ? AND who = ? ORDER BY size DESC LIMIT 1',
      ),
    };
  }

  add({ revision, kind, size, who, data }: AttestationRow): void {
    this.sql.add.run(revision, kind, size, who, data);
  }

  /** -1: there is none. */
  lastRevision(): number {
    return this.sql.last.get() ?? -1;
  }

  at(revision: number): AttestationRow | undefined {
    return this.sql.at.get(revision);
  }

  /** Those of one checkpoint, oldest first. */
  of(kind: AttestationKind, size: number): AttestationRow[] {
    return this.sql.of.all(kind, size);
  }

  /** The newest, newest first. */
  latest(kind: AttestationKind, count: number): AttestationRow[] {
    return this.sql.latest.all(kind, count);
  }

  /** The one of the largest checkpoint, by somebody. */
  latestBy(kind: AttestationKind, who: string): AttestationRow | undefined {
    return this.sql.latestBy.get(kind, who);
  }
}
