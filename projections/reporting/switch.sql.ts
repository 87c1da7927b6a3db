/**
 * What keeps views on the tables that are served, in the database itself: whoever writes checkpoints switches the views in the
 * same transaction. A view is never dropped: while a table is built, its view refuses instead of showing part of a book.
 */

import { READER_ROLE } from './view.js';

/** The longest wait for reports that are under way: the projector goes on meanwhile, and tries again. */
const LOCK_WAIT = '3s';

/** Grants are no read table: they stand in a schema of their own, which no rebuild touches. */
export const TABLES_SQL: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS reporting.grants (
    login oid NOT NULL,
    portfolio text COLLATE "C" NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    granted_by text NOT NULL,
    PRIMARY KEY (login, portfolio)
  )`,
  `CREATE TABLE IF NOT EXISTS reporting.views (
    name text PRIMARY KEY,
    place integer NOT NULL,
    reads jsonb NOT NULL,
    body text NOT NULL,
    about text NOT NULL,
    columns jsonb NOT NULL,
    uses jsonb,
    shown text,
    failure text
  )`,
];

/** A projection as one, where it is folded in lanes, too: as far as the last of its lanes, and built when all of them are. */
const WHOLE_SQL = `CREATE OR REPLACE VIEW reporting.projections AS
  SELECT split_part(name, ' ', 1) AS name, version, fingerprint, min(position) AS position,
    (array_agg(event ORDER BY position))[1] AS event, max(failure) AS failure,
    CASE WHEN bool_and(built = 1) AND count(*) = max(COALESCE(substring(name FROM '/(\\d+)$'), '1')::integer)
      THEN 1 ELSE 0 END AS built
  FROM read.checkpoints GROUP BY split_part(name, ' ', 1), version, fingerprint`;

const UNREADY_SQL = `CREATE OR REPLACE FUNCTION reporting.unready(view text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'The view report.% is being built anew. Ask again.', view USING ERRCODE = 'object_not_in_prerequisite_state';
END $$`;

/** A view of the same columns that answers nothing but that refusal. */
const REFUSAL_SQL = `CREATE OR REPLACE FUNCTION reporting.refusal(view text) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
  SELECT 'SELECT ' || string_agg(format('NULL::%s%s AS %I', format_type(a.atttypid, a.atttypmod),
      CASE WHEN l.oid IS NULL THEN '' ELSE format(' COLLATE pg_catalog.%I', l.collname) END, a.attname), ', ' ORDER BY a.attnum)
    || format(' WHERE reporting.unready(%L)', view)
  FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation
  WHERE a.attrelid = to_regclass(format('report.%I', view)) AND a.attnum > 0
$$`;

/** Versions of the projections that a view reads: those that are built, and whose tables are as it expects them. */
const FOUND_SQL = `CREATE OR REPLACE FUNCTION reporting.found(reads jsonb) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
  SELECT jsonb_object_agg(r.key, (SELECT max(k.version) FROM reporting.projections k
    WHERE k.name = r.key AND k.fingerprint = r.value AND k.built = 1))
  FROM jsonb_each_text(reads) r
$$`;

/** Whether all that a view shows now is still there and whole: then it may stay as it is until the next is built. */
const STANDS_SQL = `CREATE OR REPLACE FUNCTION reporting.stands(uses jsonb) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
  SELECT uses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jsonb_each_text(uses) u WHERE NOT EXISTS (
    SELECT 1 FROM reporting.projections k WHERE k.name = u.key AND k.version = u.value::integer AND k.built = 1))
$$`;

/** Comments, for whoever looks at the views with a client of theirs. */
const DESCRIBE_SQL = `CREATE OR REPLACE FUNCTION reporting.describe(v reporting.views) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE part record;
BEGIN
  EXECUTE format('COMMENT ON VIEW report.%I IS %L', v.name, v.about);
  FOR part IN SELECT * FROM jsonb_each_text(v.columns) LOOP
    EXECUTE format('COMMENT ON COLUMN report.%I.%I IS %L', v.name, part.key, part.value);
  END LOOP;
END $$`;

const SWITCH_SQL = `CREATE OR REPLACE FUNCTION reporting.switch() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog SET lock_timeout = '${LOCK_WAIT}' AS $$
DECLARE
  v reporting.views; found jsonb; whole boolean; is_there boolean; wanted text; part record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('quittance report views'));
  FOR v IN SELECT * FROM reporting.views ORDER BY place LOOP
    found := reporting.found(v.reads);
    whole := NOT EXISTS (SELECT 1 FROM jsonb_each(found) f WHERE f.value = 'null');
    is_there := to_regclass(format('report.%I', v.name)) IS NOT NULL;
    IF whole THEN
      wanted := v.body;
      FOR part IN SELECT * FROM jsonb_each_text(found) LOOP
        wanted := regexp_replace(wanted, format('\\{%s/(\\w+)\\}', part.key), format('read.\\1_v%s', part.value), 'g');
      END LOOP;
    ELSIF NOT is_there OR reporting.stands(v.uses) THEN
      CONTINUE;
    ELSE
      wanted := reporting.refusal(v.name);
    END IF;
    CONTINUE WHEN is_there AND wanted IS NOT DISTINCT FROM v.shown;
    BEGIN
      EXECUTE format('CREATE OR REPLACE VIEW report.%I WITH (security_barrier) AS %s', v.name, wanted);
      EXECUTE format('GRANT SELECT ON report.%I TO ${READER_ROLE}', v.name);
      IF whole THEN PERFORM reporting.describe(v); END IF;
      UPDATE reporting.views SET shown = wanted, uses = CASE WHEN whole THEN found END, failure = NULL WHERE name = v.name;
    EXCEPTION
      WHEN lock_not_available OR deadlock_detected THEN RAISE;
      -- A view that somebody has changed: the ledger goes on, and report.freshness says why the view does not.
      WHEN OTHERS THEN UPDATE reporting.views SET failure = SQLERRM WHERE name = v.name;
    END;
  END LOOP;
END $$`;

const TURNED_SQL = `CREATE OR REPLACE FUNCTION reporting.checkpoint_turned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM reporting.switch(); RETURN NULL; END $$`;

const TRIGGER = 'FOR EACH ROW';
const RUN = 'EXECUTE FUNCTION reporting.checkpoint_turned()';

export const FUNCTIONS_SQL: readonly string[] = [
  WHOLE_SQL,
  UNREADY_SQL,
  REFUSAL_SQL,
  FOUND_SQL,
  STANDS_SQL,
  DESCRIBE_SQL,
  SWITCH_SQL,
  TURNED_SQL,
  `GRANT EXECUTE ON FUNCTION reporting.unready(text) TO ${READER_ROLE}`,
  `GRANT USAGE ON SCHEMA report TO ${READER_ROLE}`,
];

/** A page that moves checkpoints on costs a comparison each; only a table that becomes whole, or goes, costs more. */
export const TRIGGERS_SQL: readonly string[] = [
  `CREATE OR REPLACE TRIGGER report_gone AFTER DELETE ON read.checkpoints ${TRIGGER} WHEN (OLD.built = 1) ${RUN}`,
  `CREATE OR REPLACE TRIGGER report_new AFTER INSERT ON read.checkpoints ${TRIGGER} WHEN (NEW.built = 1) ${RUN}`,
  `CREATE OR REPLACE TRIGGER report_turned AFTER UPDATE ON read.checkpoints ${TRIGGER}
    WHEN (OLD.built IS DISTINCT FROM NEW.built OR OLD.fingerprint IS DISTINCT FROM NEW.fingerprint) ${RUN}`,
];
