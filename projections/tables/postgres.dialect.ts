/**
 * Queries on PostgreSQL as they are written for both databases. A value of a query is typed where it stands: whole numbers
 * as bigint, texts as text. Without that `CASE … THEN $1` would be a text there and a number in the embedded database.
 */
import { PostgresDialect, PostgresQueryCompiler, type QueryCompiler } from 'kysely';

export class TypedPostgresDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new TypedCompiler();
  }
}

class TypedCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value === null || value === undefined) {
      this.append('NULL');
    } else if (typeof value === 'number' && Number.isSafeInteger(value)) {
      // Written out, so that the planner knows it.
      this.append(`(${value})::bigint`);
    } else {
      super.appendValue(value);
      if (typeof value === 'string') this.append('::text');
      if (typeof value === 'number') this.append('::float8');
    }
  }
}
