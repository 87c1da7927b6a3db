/** Who reads the views: logins of the database, the portfolios that each may see, and their membership of the readers' role. */
import type pg from 'pg';
import { inTransaction, openPool } from '../../src/postgres/pool.js';
import { Problem } from '../../src/http/problem.js';
import { installReport, isInstalled, type ViewSource } from './install.js';
import { READER_ROLE } from './view.js';

export const ALL = '*';

export interface Reader {
  /** Its name now; null where the login is gone. */
  readonly login: string | null;
  /** Stream ids; null: all, also those to come. */
  readonly portfolios: readonly string[] | null;
  readonly since: string;
  readonly grantedBy: string;
  /** Whether it is in the role that may read the views. */
  readonly member: boolean;
}

interface Role {
  readonly oid: number;
  readonly rolcanlogin: number;
  /** May read the tables themselves: no scope would hold. */
  readonly beyond: number;
}

/** One connection a call: these are commands of an operator. @throws Problem, PostgresError */
export class Readers {
  constructor(
    private readonly url: string,
    private readonly projections: () => readonly ViewSource[],
  ) {}

  /** Makes role and views, or makes them anew as this version has them. Answers the names of the views that are there. */
  setUp(): Promise<readonly string[]> {
    return this.run(async (client) => {
      await makeRole(client);
      await installReport(client, this.projections());
      // What a login that is gone was granted is nobody's.
      await client.query(
        'DELETE FROM reporting.grants g WHERE NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.oid = g.login)',
      );
      const { rows } = await client.query<{ viewname: string }>(
        "SELECT viewname FROM pg_views WHERE schemaname = 'report' ORDER BY viewname",
      );
      return rows.map(({ viewname }) => viewname);
    });
  }

  /** Adds portfolios to what a login sees. @param portfolios stream ids, or ALL */
  grant(login: string, portfolios: readonly string[] | typeof ALL, by: string): Promise<Reader> {
    return this.run(async (client) => {
      await requireSetUp(client);
      const role = await roleCalled(client, login);
      if (role.beyond === 1) {
        const detail = `The login '${login}' may read the tables themselves, or act for who may: no scope would hold. Name one that may not.`;
        throw Problem.of(409, 'login-beyond-scope', detail, { field: 'login' });
      }
      for (const portfolio of portfolios === ALL ? [ALL] : portfolios) {
        await client.query(
          'INSERT INTO reporting.grants (login, portfolio, granted_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [role.oid, portfolio, by],
        );
      }
      await client.query(`GRANT ${READER_ROLE} TO ${client.escapeIdentifier(login)}`);
      return (await readersNow(client)).find((reader) => reader.login === login) as Reader;
    });
  }

  /** Takes away some portfolios, or all that a login sees together with its membership. */
  revoke(login: string, portfolios?: readonly string[]): Promise<void> {
    return this.run(async (client) => {
      await requireSetUp(client);
      const { oid } = await roleCalled(client, login);
      const { rowCount } = await client.query(
        'DELETE FROM reporting.grants WHERE login = $1 AND ($2::text[] IS NULL OR portfolio = ANY ($2))',
        [oid, portfolios ?? null],
      );
      if (rowCount === 0) {
        const what = portfolios ? 'none of these portfolios' : 'nothing';
        throw Problem.of(404, 'unknown-grant', `The login '${login}' has been granted ${what}.`, { field: 'login' });
      }
      const left = await client.query('SELECT 1 FROM reporting.grants WHERE login = $1', [oid]);
      if (left.rowCount === 0) await client.query(`REVOKE ${READER_ROLE} FROM ${client.escapeIdentifier(login)}`);
    });
  }

  list(): Promise<readonly Reader[]> {
    return this.run(async (client) => ((await isInstalled(client)) ? readersNow(client) : []));
  }

  private async run<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const pool = openPool({ url: this.url, purpose: 'quittance reporting', connectionsMax: 1 });
    try {
      return await inTransaction(pool, this.url, work);
    } finally {
      await pool.end();
    }
  }
}

async function makeRole(client: pg.PoolClient): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [READER_ROLE]);
  if (rowCount !== 0) return;
  await client.query('SAVEPOINT reader_role');
  try {
    await client.query(`CREATE ROLE ${READER_ROLE} NOLOGIN`);
  } catch (error) {
    const { code } = error as { code?: unknown };
    await client.query('ROLLBACK TO SAVEPOINT reader_role');
    // Another ledger on this server has just made it.
    if (code === '42710' || code === '23505') return;
    if (code !== '42501') throw error;
    const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_user) AS name');
    const detail = `The ledger's user may not make roles. Let an administrator of the database run: CREATE ROLE ${READER_ROLE} NOLOGIN; GRANT ${READER_ROLE} TO ${rows[0]?.name} WITH ADMIN OPTION; then run this again.`;
    throw Problem.of(409, 'no-right-to-make-roles', detail);
  }
}

async function requireSetUp(client: pg.PoolClient): Promise<void> {
  if (await isInstalled(client)) return;
  throw Problem.of(409, 'reporting-not-set-up', "There are no views yet: 'quittance reporting setup' makes them.");
}

async function roleCalled(client: pg.PoolClient, login: string): Promise<Role> {
  const { rows } = await client.query<Role>(
    `SELECT r.oid::bigint AS oid, r.rolcanlogin, (r.rolsuper OR EXISTS (
        SELECT 1 FROM pg_class c, pg_roles m
        WHERE c.relnamespace IN (to_regnamespace('read'), to_regnamespace('reporting')) AND c.relkind IN ('r', 'v')
          AND pg_has_role(r.oid, m.oid, 'MEMBER')
          AND (m.oid = c.relowner OR has_table_privilege(m.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
            OR has_any_column_privilege(m.oid, c.oid, 'SELECT')))) AS beyond
      FROM pg_roles r WHERE r.rolname = $1`,
    [login],
  );
  const [role] = rows;
  if (!role) {
    const detail = `The database has no login '${login.slice(0, 63)}'. Make it first (CREATE ROLE … LOGIN): Quittance sets no passwords.`;
    throw Problem.of(404, 'unknown-login', detail, { field: 'login' });
  }
  if (role.rolcanlogin === 1) return role;
  throw Problem.of(400, 'no-login', `'${login}' is a role that cannot log in. Name a login.`, { field: 'login' });
}

async function readersNow(client: pg.PoolClient): Promise<readonly Reader[]> {
  const { rows } = await client.query<Reader & { portfolios: readonly string[] }>(
    `SELECT r.rolname AS login, array_agg(g.portfolio ORDER BY g.portfolio) AS portfolios,
        to_char(min(g.since) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since,
        (array_agg(g.granted_by ORDER BY g.since))[1] AS "grantedBy",
        COALESCE(bool_or(pg_has_role(r.oid, to_regrole('${READER_ROLE}')::oid, 'MEMBER')), FALSE) AS member
      FROM reporting.grants g LEFT JOIN pg_roles r ON r.oid = g.login GROUP BY g.login, r.rolname ORDER BY r.rolname`,
  );
  return rows.map((row) => ({
    ...row,
    portfolios: row.portfolios.includes(ALL) ? null : row.portfolios,
    member: Boolean(row.member),
  }));
}
