/**
 * The sample book in both read databases: the same rows, and the same answer of every GET, byte for byte. And the views for
 * reporting services in PostgreSQL: they say what the API says, to whom they may.
 */
import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { projections } from '../../projections/index.js';
import { ALL, Readers } from '../../projections/reporting/readers.js';
import { READER_ROLE } from '../../projections/reporting/view.js';
import { REPORT_VIEWS } from '../../projections/reporting/views.js';
import type { Problem } from '../../src/http/problem.js';
import type { LanedProjector } from '../../projections/projector/laned-projector.js';
import { openReadSide } from '../../projections/projector/open-read-side.js';
import type { Guard, ReadDb } from '../../projections/tables/read-db.js';
import { storedName, type Value } from '../../projections/tables/table.js';
import { laneLease } from '../../src/operations/lane-desk.js';
import { fenceGuard, makeFences } from '../../src/operations/page-fence.js';
import { POSTGRES_HERE, WITHOUT_POSTGRES } from '../support/postgres.js';
import { ask, newDatabase } from '../support/read-place.js';
import { TwoBooks } from '../support/two-books.js';
import { OPENING } from './access-table.js';

type Row = Readonly<Record<string, unknown>>;

(POSTGRES_HERE ? describe : describe.skip)(`read tables in PostgreSQL${WITHOUT_POSTGRES}`, () => {
  const books = new TwoBooks();
  const logins: string[] = [];
  let readers: Readers;
  let portfolios: Readonly<Record<string, string>>;

  beforeAll(async () => {
    await books.open();
    readers = new Readers(books.url, projections);
    await readers.setUp();
    const { body } = await books.embedded.get('/v1/portfolios');
    portfolios = Object.fromEntries((body['portfolios'] as Row[]).map(({ name, id }) => [name, id as string]));
  }, 300_000);
  afterAll(async () => {
    for (const login of logins) await ask(books.url, `DROP OWNED BY ${login}; DROP ROLE ${login}`);
    await books.close();
  });

  /** A new login of the database, with what is granted to it. */
  async function newLogin(granted?: readonly string[] | typeof ALL, may = 'LOGIN'): Promise<string> {
    const login = `reader_${randomUUID().slice(0, 8)}`;
    await ask(books.url, `CREATE ROLE ${login} ${may} PASSWORD 'test'`);
    logins.push(login);
    if (granted) await readers.grant(login, granted, 'test');
    return login;
  }

  /** Statements of one session; the rows of the last. */
  async function as(login: string, ...statements: readonly string[]): Promise<Row[]> {
    const url = new URL(books.url);
    url.username = login;
    url.password = 'test';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      let rows: Row[] = [];
      for (const text of statements.flatMap((each) => each.split(';\n'))) rows = (await client.query<Row>(text)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }

  const refused = (login: string, ...statements: readonly string[]): Promise<string> =>
    as(login, ...statements).then(() => 'allowed', String);

  /** All rows of all tables, in the order of each key: that order is the database's own. */
  function bytesOf(db: ReadDb): Promise<string[]> {
    return db.snapshot(async (queries) => {
      const texts: string[] = [];
      for (const { tables, version } of projections()) {
        for (const { name, columns, key } of tables) {
          const list = (names: readonly string[]) => sql.join(names.map((column) => sql.ref(column)));
          const { rows } = await sql<Record<string, Value>>`SELECT ${list(Object.keys(columns))}
            FROM ${sql.table(storedName(name, version))} ORDER BY ${list(key)}`.execute(queries);
          texts.push(JSON.stringify([name, rows]));
        }
      }
      return texts;
    });
  }

  it('every row is what it is in SQLite, and the same again after the schema was dropped, with views on it', async () => {
    const { embedded, grown } = books;
    const bytes = await bytesOf(embedded.runtime.readDb);
    expect(bytes.join('').length).toBeGreaterThan(100_000);
    expect(await bytesOf(grown.runtime.readDb)).toEqual(bytes);
    await grown.stop();
    await ask(books.url, 'DROP SCHEMA read CASCADE');
    await grown.start();
    await grown.runtime.projector.catchUp();
    expect(grown.runtime.projector.tracks.filter(({ state }) => state !== 'live')).toEqual([]);
    expect(await bytesOf(grown.runtime.readDb)).toEqual(bytes);
  }, 120_000);

  /** The book folded in lanes side by side, in a database of its own that has the views. */
  async function inLanes(count: number, look: (readDb: ReadDb, url: string) => Promise<void>): Promise<void> {
    const url = await newDatabase(books.url);
    await makeFences(url);
    const { store, clock } = books.embedded.runtime;
    const guard = (lane: number): Guard => fenceGuard(laneLease(lane), () => 1);
    const lanes = Array.from({ length: count }, (_, lane) => guard(lane));
    const parts = { store, clock, projections, warn: () => undefined, guard: guard(0), lanes };
    const { readDb, projector } = await openReadSide({ url }, parts);
    const end = new AbortController();
    const leading = (projector as LanedProjector).lanes.map((lane) => lane.lead(end.signal));
    try {
      await projector.catchUp();
      await new Readers(url, projections).setUp();
      await look(readDb, url);
      await projector.rebuild('balances');
      await projector.catchUp();
      await look(readDb, url);
    } finally {
      end.abort();
      await Promise.all(leading);
      await projector.close();
      await readDb.close();
    }
  }

  it.each([2, 4])(
    'every row is the same where it is folded in %i lanes, and each projection is as far as the last of them',
    async (count) => {
      const bytes = await bytesOf(books.embedded.runtime.readDb);
      const head = await books.embedded.runtime.store.head();
      await inLanes(count, async (readDb, url) => {
        expect(await bytesOf(readDb)).toEqual(bytes);
        const views = await ask(
          url,
          'SELECT DISTINCT view, position::integer, problem FROM report.freshness ORDER BY view',
        );
        const all = REPORT_VIEWS.map(({ name }) => ({ view: name, position: head, problem: null }));
        expect(views).toEqual(all.sort((a, b) => (a.view < b.view ? -1 : 1)));
      });
    },
    120_000,
  );

  describe('every GET', () => {
    /** What no read table answers, and what says when it was asked. */
    const OTHERS = /^\/v1\/(?:seal|keys|exports|events\/stream)|audit-pack$/;

    it('answers the same bytes from both databases', async () => {
      const { paths } = (await books.embedded.get('/docs/openapi.json')).body as {
        paths: Record<string, { get?: { parameters?: { name: string; in: string; required?: boolean }[] } }>;
      };
      const routes = Object.entries(paths).flatMap(([path, { get }]) => {
        if (!get || !path.startsWith('/v1/') || OTHERS.test(path)) return [];
        const required = (get.parameters ?? []).filter((each) => each.in === 'query' && each.required);
        return [{ path, required: required.map(({ name }) => name) }];
      });
      // Who opens personal values leaves a fact behind: those last.
      const opens = ({ path }: { path: string }): boolean => `GET ${path}` in OPENING;
      const different: string[] = [];
      let compared = 0;
      for (const route of [...routes.filter((one) => !opens(one)), ...routes.filter(opens)]) {
        for (const { url, reply } of await books.book.ask(route)) {
          const other = await books.grown.get(url);
          compared += 1;
          if (reply.status === 200 && reply.text === other.text) continue;
          // Midnight may have passed between the two: what differs for another reason differs again.
          const again = [await books.embedded.get(url), await books.grown.get(url)].map(({ text }) => text);
          if (reply.status !== 200 || again[0] !== again[1]) different.push(url);
        }
      }
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(100);
    }, 120_000);
  });

  describe('views', () => {
    it('have the columns that are documented, in their types and order', async () => {
      const rows = await ask(
        books.url,
        `SELECT c.relname AS view, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
            col_description(c.oid, a.attnum) AS about
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
          WHERE c.relnamespace = 'report'::regnamespace ORDER BY c.relname, a.attnum`,
      );
      const documented = REPORT_VIEWS.flatMap(({ name, columns }) =>
        Object.entries(columns).map(([column, [, type, about]]) => ({ view: name, column, type, about })),
      );
      const byName = (a: Row, b: Row): number =>
        a['view'] === b['view'] ? 0 : String(a['view']) < String(b['view']) ? -1 : 1;
      expect(rows).toEqual(documented.sort(byName));
      const failed = await ask(books.url, 'SELECT name, failure FROM reporting.views WHERE failure IS NOT NULL');
      expect(failed).toEqual([]);
    });

    it('answer the example of each, and know nothing beyond what is granted', async () => {
      const [all, nothing] = [await newLogin(ALL), await newLogin([])];
      await ask(books.url, `GRANT ${READER_ROLE} TO ${nothing}`);
      const empty: string[] = [];
      const open = ['freshness', 'positions'];
      for (const { name, example } of REPORT_VIEWS) {
        if ((await as(all, example.sql)).length === 0) empty.push(name);
        const [count] = await as(nothing, `SELECT count(*)::integer AS rows FROM report.${name}`);
        expect([name, (count?.['rows'] as number) > 0]).toEqual([name, open.includes(name)]);
      }
      expect(empty).toEqual([]);
    }, 120_000);

    it('say what the API says', async () => {
      const login = await newLogin(ALL);
      const day = String((await books.embedded.get('/v1/portfolios/cards-cn/totals')).body['asOf']);
      const at = `SET quittance.as_of = '${day}'`;
      const get = async (path: string): Promise<Row> => (await books.embedded.get(path)).body;
      const few = async (what: string): Promise<Row[]> =>
        (await get(`/v1/${what}?portfolio=agency-us&limit=200&asOf=${day}`))[what === 'cases' ? what : 'rows'] as Row[];
      const shown = (columns: string, view: string): Promise<Row[]> =>
        as(
          login,
          at,
          `SELECT ${columns} FROM report.${view} WHERE portfolio = 'agency-us' ORDER BY position LIMIT 200`,
        );

      const cases = `SELECT case_id AS id, stage, net::float8, held::float8 FROM report.cases
        JOIN report.balances USING (portfolio, case_id) WHERE portfolio = 'agency-us' ORDER BY opened_on, position LIMIT 200`;
      expect(await as(login, at, cases)).toEqual(
        (await few('cases')).map(({ id, stage, net, held }) => ({ id, stage, net, held })),
      );
      expect(await shown('promise_id AS promise, outcome, paid::float8, counts_as AS "countsAs"', 'promises')).toEqual(
        (await few('promises')).map(({ promise, outcome, paid, countsAs }) => ({ promise, outcome, paid, countsAs })),
      );
      expect(await shown('plan_id AS plan, state, paid::float8', 'plans')).toEqual(
        (await few('plans')).map(({ plan, state, paid }) => ({ plan, state, paid })),
      );
      expect(
        await shown('dispute_id AS dispute, stage, held, ended_on::text AS ended, correction', 'disputes'),
      ).toEqual(
        (await few('disputes')).map(({ dispute, stage, held, ended, correction }) => ({
          dispute,
          stage,
          held,
          ended,
          correction,
        })),
      );
      expect(await shown('contact_id AS contact, outcome, delivery, correction', 'contacts')).toEqual(
        (await few('contacts')).map(({ contact, outcome, delivery, correction }) => ({
          contact,
          outcome,
          delivery,
          correction,
        })),
      );

      const { totals } = (await get(`/v1/portfolios/cards-cn/totals?asOf=${day}`)) as { totals: Row[] };
      const sums =
        'currency, cases::float8, cases_owing::float8 AS "casesOwing", owing::float8, credit::float8, held::float8';
      expect(await as(login, at, `SELECT ${sums} FROM report.portfolio_totals WHERE portfolio = 'cards-cn'`)).toEqual(
        totals.map(({ currency, cases, casesOwing, owing, credit, held }) => ({
          currency,
          cases,
          casesOwing,
          owing,
          credit,
          held,
        })),
      );
      const { currencies } = (await get(`/v1/ageing?portfolio=cards-cn&asOf=${day}`)) as {
        currencies: { buckets: Row[] }[];
      };
      const aged = `SELECT bucket, accounts::float8 AS count, owing::float8, principal::float8, past_due::float8 AS "pastDue"
        FROM report.ageing WHERE portfolio = 'cards-cn' AND bucket_table = 'china@1' ORDER BY bucket_no`;
      expect(await as(login, at, aged)).toEqual(
        (currencies[0]?.buckets ?? [])
          .filter(({ count }) => (count as number) > 0)
          .map(({ bucket, count, owing, principal, pastDue }) => ({ bucket, count, owing, principal, pastDue })),
      );
      const [some] = await few('cases');
      const balance = await get(`/v1/cases/${String(some?.['id'])}/balance?asOf=${day}`);
      const parts = `SELECT component, sum(amount)::float8 AS amount FROM report.balance_components WHERE case_id = '${String(some?.['id'])}' GROUP BY 1`;
      const components = await as(login, at, parts);
      expect(Object.fromEntries(components.map(({ component, amount }) => [component, amount]))).toEqual(
        balance['components'],
      );
    }, 120_000);

    it('are of an earlier day, and as known at an earlier position, where the session says so', async () => {
      const login = await newLogin(ALL);
      const [, middle] = await as(login, 'SELECT position FROM report.cases ORDER BY position LIMIT 2');
      const position = String(middle?.['position']);
      const known = await as(login, `SET quittance.known_at = '${position}'`, 'SELECT case_id FROM report.cases');
      expect(known).toHaveLength(2);
      expect(await as(login, "SET quittance.as_of = '1990-01-01'", 'SELECT * FROM report.cases')).toEqual([]);
      const [fresh] = await as(
        login,
        'SELECT min(position)::float8 AS position, max(known_at) IS NOT NULL AS known FROM report.freshness',
      );
      expect(fresh).toEqual({ position: books.grown.runtime.projector.position(), known: true });
    });
  });

  describe('row scope', () => {
    const seen = 'SELECT DISTINCT portfolio FROM report.cases ORDER BY 1';

    it('is the portfolios that were granted, from then on and until they are revoked', async () => {
      const login = await newLogin([portfolios['agency-us'] as string]);
      expect(await as(login, seen)).toEqual([{ portfolio: 'agency-us' }]);
      await readers.grant(login, [portfolios['cards-cn'] as string], 'test');
      expect(await as(login, seen)).toEqual([{ portfolio: 'agency-us' }, { portfolio: 'cards-cn' }]);
      await readers.revoke(login, [portfolios['agency-us'] as string]);
      expect(await as(login, seen)).toEqual([{ portfolio: 'cards-cn' }]);
      expect((await readers.list()).find((each) => each.login === login)).toMatchObject({
        portfolios: [portfolios['cards-cn']],
        member: true,
        grantedBy: 'test',
      });
      await readers.revoke(login);
      expect(await refused(login, seen)).toMatch(/permission denied/);
    });

    it('is not inherited by another login of the same name', async () => {
      const login = await newLogin(ALL);
      await ask(books.url, `DROP OWNED BY ${login}; DROP ROLE ${login}`);
      await ask(books.url, `CREATE ROLE ${login} LOGIN PASSWORD 'test'; GRANT ${READER_ROLE} TO ${login}`);
      expect(await as(login, seen)).toEqual([]);
    });

    it('is narrowed by SET ROLE, and never widened', async () => {
      const [wide, narrow] = [await newLogin(ALL), await newLogin([portfolios['agency-us'] as string])];
      await ask(books.url, `GRANT ${wide} TO ${narrow}`);
      expect(await as(narrow, `SET ROLE ${wide}`, seen)).toEqual([{ portfolio: 'agency-us' }]);
      expect(await as(narrow, `SET ROLE ${READER_ROLE}`, seen)).toEqual([{ portfolio: 'agency-us' }]);
      await ask(books.url, `REVOKE ${wide} FROM ${narrow}; GRANT ${narrow} TO ${wide}`);
      expect(await as(wide, `SET ROLE ${narrow}`, seen)).toEqual([{ portfolio: 'agency-us' }]);
      expect(await refused(narrow, `SET SESSION AUTHORIZATION ${wide}`)).toMatch(/permission denied/);
      expect(await refused(narrow, `SET ROLE ${wide}`)).toMatch(/permission denied/);
    });

    it('holds against a cheap function that tells what it is shown', async () => {
      const login = await newLogin([portfolios['agency-us'] as string]);
      const told: string[] = [];
      const url = new URL(books.url);
      url.username = login;
      url.password = 'test';
      const client = new pg.Client({ connectionString: url.href });
      client.on('notice', ({ message }) => told.push(String(message)));
      await client.connect();
      await client.query(`CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
        $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$`);
      await client.query('SELECT count(*) FROM report.cases WHERE pg_temp.tell(portfolio)');
      await client.query('SELECT count(*) FROM report.portfolios WHERE pg_temp.tell(portfolio)');
      await client.end();
      expect(new Set(told)).toEqual(new Set(['agency-us']));
    });

    it('holds against names of its own, views of its own, and views that it makes for others', async () => {
      const login = await newLogin([portfolios['agency-us'] as string]);
      const [version] = await ask(books.url, "SELECT max(version) AS v FROM read.checkpoints WHERE name = 'cases'");
      const own = [
        `CREATE TEMP TABLE cases_v${String(version?.['v'])} (case_key bigint, portfolio text)`,
        'CREATE TEMP TABLE grants (login oid, portfolio text)',
        `CREATE TEMP VIEW pg_roles AS SELECT oid, '${login}'::name AS rolname FROM pg_catalog.pg_roles`,
        "CREATE FUNCTION pg_temp.current_setting(text, boolean) RETURNS text LANGUAGE sql AS $$ SELECT '*' $$",
        'SET search_path = pg_temp, report, pg_catalog',
        'CREATE TEMP VIEW mine AS SELECT * FROM report.cases',
      ];
      expect(await as(login, ...own, 'SELECT DISTINCT portfolio FROM mine')).toEqual([{ portfolio: 'agency-us' }]);
    });

    it('leaves no way to the tables, to the grants, to samples of columns, or to write', async () => {
      const login = await newLogin([portfolios['agency-us'] as string]);
      const [version] = await ask(books.url, "SELECT max(version) AS v FROM read.checkpoints WHERE name = 'cases'");
      await ask(books.url, `ANALYZE read.cases_v${String(version?.['v'])}`);
      const tries = [
        `SELECT * FROM read.cases_v${String(version?.['v'])}`,
        'SELECT * FROM read.checkpoints',
        'SELECT * FROM reporting.grants',
        'SELECT * FROM reporting.views',
        "INSERT INTO reporting.grants (login, portfolio, granted_by) VALUES ((SELECT oid FROM pg_roles WHERE rolname = session_user), '*', 'me')",
        'SELECT reporting.switch()',
        'CREATE TABLE report.mine (n integer)',
        "UPDATE report.portfolios SET zone = 'UTC'",
        'DELETE FROM report.positions',
        `COPY read.cases_v${String(version?.['v'])} TO STDOUT`,
        'CREATE OR REPLACE VIEW report.cases AS SELECT 1',
        `GRANT ${READER_ROLE} TO ${login}`,
      ];
      for (const text of tries) {
        expect(await refused(login, text)).toMatch(
          /permission denied|must be owner|must have admin|cannot (?:update|delete)|syntax/,
        );
      }
      expect(await as(login, "SELECT * FROM pg_stats WHERE schemaname IN ('read', 'reporting', 'keys')")).toEqual([]);
    });

    it('is not promised where it would not hold, nor to who cannot log in', async () => {
      const grant = (login: string): Promise<string> =>
        readers.grant(login, ALL, 'test').then(
          () => 'granted',
          (error: Problem) => error.details.detail,
        );
      const [plain, group] = [await newLogin(), await newLogin(undefined, 'NOLOGIN')];
      await ask(books.url, `GRANT pg_read_all_data TO ${plain}`);
      expect(await grant(plain)).toMatch(/no scope would hold/);
      expect(await grant(new URL(books.url).username)).toMatch(/no scope would hold/);
      expect(await grant(group)).toMatch(/cannot log in/);
      expect(await grant('nobody_of_this_name')).toMatch(/has no login/);
    });
  });

  describe('a new version of a table', () => {
    const count = 'SELECT count(*)::integer AS rows FROM report.promises';

    it('is shown in the transaction in which it becomes the active one; while one is built, its views refuse', async () => {
      const login = await newLogin(ALL);
      const { projector } = books.grown.runtime;
      const before = await as(login, count);
      // A view of a reader's own on one of ours outlives it all.
      await ask(books.url, 'CREATE SCHEMA theirs; CREATE VIEW theirs.promises AS SELECT * FROM report.promises');
      await projector.close();
      await projector.rebuild('promises');
      expect(await refused(login, count)).toMatch(/report\.promises is being built anew/);
      expect(await as(login, 'SELECT count(*) > 0 AS some FROM report.cases')).toEqual([{ some: true }]);
      expect(await as(login, "SELECT * FROM report.freshness WHERE view = 'promises'")).toEqual([]);
      await grownAgain();
      expect(await as(login, count)).toEqual(before);
      expect(await ask(books.url, 'SELECT count(*)::integer AS rows FROM theirs.promises')).toEqual([{ rows: 0 }]);
    }, 120_000);

    it('leaves the views on the old one until it is whole', async () => {
      const login = await newLogin(ALL);
      const before = await as(login, count);
      const names = 'SELECT version FROM report.freshness WHERE view = $$promises$$ AND projection = $$promises$$';
      const [old] = await as(login, names);
      const next = Number(old?.['version']) + 1;
      const [{ fingerprint } = { fingerprint: '' }] = await ask(
        books.url,
        "SELECT fingerprint FROM read.checkpoints WHERE name = 'promises'",
      );
      const client = new pg.Client({ connectionString: books.url });
      await client.connect();
      try {
        for (const table of ['promises', 'promise_outcomes']) {
          await client.query(`CREATE TABLE read.${table}_v${next} (LIKE read.${table}_v${next - 1} INCLUDING ALL)`);
        }
        const put = (built: number): Promise<unknown> =>
          client.query(
            `INSERT INTO read.checkpoints (name, version, position, event, built, fingerprint) VALUES ('promises', $1, 0, '', $2, $3)
              ON CONFLICT (name, version) DO UPDATE SET built = excluded.built`,
            [next, built, fingerprint],
          );
        await put(0);
        expect(await as(login, count)).toEqual(before);
        await put(1);
        expect(await as(login, names)).toEqual([{ version: next }]);
        expect(await as(login, count)).toEqual([{ rows: 0 }]);
        await client.query("DELETE FROM read.checkpoints WHERE name = 'promises' AND version = $1", [next]);
        await client.query(`DROP TABLE read.promises_v${next}, read.promise_outcomes_v${next}`);
        expect(await as(login, count)).toEqual(before);
      } finally {
        await client.end();
      }
    });

    it('waits for reports under way, and is tried again', async () => {
      const login = await newLogin(ALL);
      const client = new pg.Client({ connectionString: books.url });
      await client.connect();
      await client.query(`SET ROLE ${login}`);
      await client.query('BEGIN');
      await client.query(count);
      const blocked = await books.grown.runtime.projector.rebuild('promises').then(() => 'rebuilt', String);
      expect(blocked).toMatch(/lock timeout/);
      await client.query('COMMIT');
      await client.end();
      await books.grown.runtime.projector.catchUp();
      expect((await as(login, count))[0]?.['rows']).toBeGreaterThan(0);
    }, 120_000);
  });

  /** Ends the grown ledger and starts it again: as an upgrade does. */
  async function grownAgain(): Promise<void> {
    await books.grown.stop();
    await books.grown.start();
    await books.grown.runtime.projector.catchUp();
  }

  describe('people', () => {
    const PLANTED = [
      'Zenobia Plantedname',
      '+390551230987',
      'planted words of a complaint',
      'planted feedback',
      'Via Planted 77',
    ];
    let home: string;
    let elsewhere: string;
    let party: string;

    beforeAll(async () => {
      const { grown } = books;
      const [us, cn] = ['agency-us', 'cards-cn'];
      const opened = async (portfolio: string | undefined): Promise<string> =>
        (await grown.record('/v1/cases', { portfolio, ref: `planted-${portfolio ?? ''}` }))['stream'] as string;
      [home, elsewhere] = [await opened(us), await opened(cn)];
      const who = { portfolio: us, ref: 'planted', kind: 'PERSON', name: PLANTED[0], address: PLANTED[4] };
      party = (await grown.record('/v1/parties', who))['stream'] as string;
      for (const each of [home, elsewhere]) await grown.record(`/v1/cases/${each}/parties`, { party, role: 'DEBTOR' });
      const point = { medium: 'phone', value: PLANTED[1] };
      await grown.record(`/v1/parties/${party}/contact-points`, point);
      const contact = { channel: 'phone', direction: 'OUTBOUND', party, role: 'DEBTOR' };
      const { id } = await grown.record(`/v1/cases/${home}/contacts`, contact);
      const said = { outcome: 'REFUSED', feedback: PLANTED[3] };
      await grown.record(`/v1/cases/${home}/contacts/${id as string}/outcomes`, said);
      await grown.record(`/v1/cases/${home}/complaints`, { topic: 'calls', text: PLANTED[2] });
      for (const each of [home, elsewhere]) {
        const plannedAt = new Date(Date.now() + 60_000).toISOString();
        const asks = { party, role: 'DEBTOR', channel: 'phone', purpose: 'COLLECTION', case: each, plannedAt };
        await grown.record('/v1/contacts/clearances', asks);
      }
    });

    it('are in no view by a value of theirs, restricted or not', async () => {
      const login = await newLogin(ALL);
      const told = async (): Promise<string> =>
        JSON.stringify(await Promise.all(REPORT_VIEWS.map(({ name }) => as(login, `SELECT * FROM report.${name}`))));
      const open = (text: string): string[] => PLANTED.filter((value) => text.includes(value));
      const before = await told();
      expect([open(before), before.includes(home), before.includes(party)]).toEqual([[], true, true]);
      await books.grown.record(`/v1/parties/${party}/restrictions`, { ground: 'OBJECTION' });
      expect(open(await told())).toEqual([]);
    });

    it('bring no case of another portfolio into a view: a clearance about one has none', async () => {
      const login = await newLogin([portfolios['agency-us'] as string]);
      const rows = await as(
        login,
        `SELECT case_id FROM report.clearances WHERE party_id = '${party}' ORDER BY position`,
      );
      expect(rows).toEqual([{ case_id: home }, { case_id: null }]);
      const whole = await newLogin(ALL);
      const all = await as(
        whole,
        `SELECT case_id FROM report.clearances WHERE party_id = '${party}' ORDER BY position`,
      );
      expect(all).toEqual([{ case_id: home }, { case_id: elsewhere }]);
    });
  });
});
