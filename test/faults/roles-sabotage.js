// Takes the fence away in the process that loads it: the database never says that another process has taken over, neither
// within a transaction that writes nor when a lease is renewed. In tests only; the product has no such switch.
import pg from 'pg';

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function fenceless(text, ...rest) {
  const sql = typeof text === 'string' ? text : (text?.text ?? '');
  if (/INTO ops\.fences/.test(sql)) return Promise.resolve({ rows: [{ fence: 1 }], rowCount: 1 });
  if (!/^UPDATE ops\.leases SET expires = clock_timestamp/.test(sql)) return query.call(this, text, ...rest);
  // As a pool asks it: with a callback at the end.
  const done = rest.at(-1);
  if (typeof done !== 'function') return query.call(this, text, ...rest).then((result) => ({ ...result, rowCount: 1 }));
  const renewed = (error, result) => done(error, result && { ...result, rowCount: 1 });
  return query.call(this, text, ...rest.slice(0, -1), renewed);
};
