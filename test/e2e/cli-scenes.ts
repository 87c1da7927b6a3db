/** What the command line does alike beside a server and without one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended } from './cli-installation.js';

/** Commands on one ledger, and a folder for files. */
export interface Desk {
  readonly run: (...args: string[]) => Promise<Ended>;
  readonly folder: string;
}

/** The one JSON document of an answer: all of stdout, and nothing beside it. */
export function document(end: Ended): ReturnType<typeof JSON.parse> {
  expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: end.stderr });
  return JSON.parse(end.stdout);
}

/** Processes that start at the same moment: two cores start no more in good time. One of them opens the ledger. */
const AT_ONCE = 13;

/** That many processes at a time. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}

/** All questions, started together in two rounds: each has one JSON document, or text for people. */
export async function everyReadCommand({ run }: Desk): Promise<void> {
  const asked = await inParallel(
    [
      ['case', 'list', '--portfolio', 'cards-cn', '--sort', '-net', '--limit', '3'],
      ['case', 'list', '--as-of', '2099-01-01', '--limit', '2'],
      ['case', 'show', 'CC-000001'],
      ['case', 'balance', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'history', 'CC-000001'],
      ['portfolio', 'list'],
      ['portfolio', 'totals', '--portfolio', 'fines-it'],
      ['promise', 'list', '--portfolio', 'cards-cn', '--reported', '--limit', '3'],
      ['plan', 'list', '--portfolio', 'cards-cn', '--limit', '3'],
      ['plan', 'show', 'CC-000001', '--as-of', '2099-01-01'],
      ['plan', 'survival'],
      ['plan', 'adherence', '--portfolio', 'cards-cn'],
      ['settlement', 'list', '--limit', '3'],
      ['report', 'collection', '--portfolio', 'cards-cn', '--from', '2020-01-01', '--to', '2098-12-31'],
      [
        'report',
        'accounts',
        'late-entry-rate',
        '--portfolio',
        'fines-it',
        '--from',
        '2020-01-01',
        '--to',
        '2098-12-31',
      ],
      ['projection', 'status'],
      ['projection', 'rebuild', 'balances', '--case', 'CC-000001'],
      ['projection', 'rebuild', '--all'],
      ['events', 'tail', '--type', 'PromiseMade', '--lines', '2'],
      ['key', 'list'],
      ['doctor'],
      ['case', 'holds', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'deadlines', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'retention', 'CC-000001'],
      ['case', 'reversals', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'interest', 'CC-000001', '--as-of', '2099-01-01'],
      ['case', 'delinquency', 'CC-000001', '--as-of', '2099-01-01', '--table', 'us@1'],
      ['report', 'ageing', '--portfolio', 'cards-cn', '--as-of', '2099-01-01', '--level', 'debt'],
      ['report', 'roll-rates', '--portfolio', 'cards-cn', '--from', '2020-01-01', '--to', '2098-12-31'],
      ['report', 'metrics'],
    ],
    (args) => run(...args, '--json'),
  );
  const [page, then, show, balance, history, list, totals, promises, plans, ...rest] = asked.map(document);
  const [schedule, survival, adherence, settlements, report, drilled, status, one, all, tail, keys, doctor, ...duties] =
    rest;
  const [holds, deadlines, retention, reversals, interest, delinquency, ageing, rolls, metrics] = duties;
  expect(delinquency).toMatchObject({ case: balance.case, table: { name: 'us@1' }, asOf: '2099-01-01' });
  expect(ageing).toMatchObject({
    name: 'cards-cn',
    level: 'debt',
    asOf: '2099-01-01',
    currencies: [{ currency: 'CNY' }],
  });
  expect(rolls).toMatchObject({ name: 'cards-cn', from: '2020-01-01', to: '2098-12-31', table: { name: 'china@1' } });
  expect(metrics.metrics.map(({ id }: { id: string }) => id)).toContain('kept-rate-amount');
  expect(holds).toMatchObject({ case: balance.case, asOf: '2099-01-01', holds: expect.any(Array) });
  expect(deadlines).toMatchObject({ case: balance.case, asOf: '2099-01-01', deadlines: expect.any(Array) });
  expect(retention).toMatchObject({ case: balance.case, records: expect.any(Array) });
  expect(reversals).toMatchObject({ case: balance.case, currency: 'CNY', reversals: expect.any(Array) });
  expect(interest).toMatchObject({ case: balance.case, currency: 'CNY', debts: expect.any(Array) });
  expect(page.cases).toHaveLength(3);
  expect(Object.keys(page.cases[0])).toEqual(expect.arrayContaining(['id', 'ref', 'net']));
  expect(typeof page.next).toBe('string');
  expect(then).toMatchObject({ asOf: '2099-01-01', cases: [{}, {}] });
  expect(show).toMatchObject({ ref: 'CC-000001', currency: 'CNY' });
  expect(balance).toMatchObject({
    ref: 'CC-000001',
    currency: 'CNY',
    asOf: '2099-01-01',
    lastEvent: expect.any(String),
  });
  expect(Object.values(balance.components as Record<string, number>).reduce((a, b) => a + b, -balance.held)).toBe(
    balance.net,
  );
  expect(history.entries[0].sentence).toEqual({ en: expect.any(String), zh: expect.any(String) });
  expect(list.portfolios).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'agency-us' })]));
  expect(totals.totals).toEqual([expect.objectContaining({ currency: 'EUR', cases: 80 })]);
  for (const answer of [promises, plans, settlements]) expect(answer.rows).toHaveLength(3);
  expect(promises.rows[0]).toHaveProperty('reported');
  expect(schedule).toMatchObject({ asOf: '2099-01-01', plans: expect.any(Array) });
  expect(survival).toMatchObject({ metric: 'plan-survival@1', months: expect.any(Array) });
  expect(adherence.currencies).toEqual([expect.objectContaining({ currency: 'CNY', count: expect.any(Object) })]);
  expect(report.sections.map(({ id }: { id: string }) => id)).toEqual(['overdue', 'success', 'recovery']);
  expect(report.figures[0]).toMatchObject({ id: 'overdue-rate-amount', lines: [{ currency: 'CNY' }] });
  expect(drilled.rows.length).toBeGreaterThan(50);
  expect(drilled.rows[0].events.length).toBeGreaterThan(0);
  for (const answer of [status, one, all]) {
    expect(answer.projections.length).toBeGreaterThan(5);
  }
  expect(tail.events.map(({ type }: { type: string }) => type)).toEqual(['PromiseMade', 'PromiseMade']);
  expect(keys.keys).toEqual(expect.any(Array));
  expect(doctor).toMatchObject({ healthy: true });
  await questionsOfTwoTimes(run, tail.events[1].id as string);
}

/** A screen at a minute, what two answers disagree on, the feed up to a K: as JSON and for people. */
async function questionsOfTwoTimes(run: Desk['run'], k: string): Promise<void> {
  const at = new Date(Date.now() - 1_000).toISOString();
  const screen = ['case', 'as-told', 'CC-000001', '--at', at];
  const ofCase = ['case', 'difference', 'CC-000001', '--known-at', '2020-01-01'];
  const ofBook = ['portfolio', 'difference', '--portfolio', 'cards-cn', '--known-at', k, '--limit', '2'];
  const events = ['events', 'tail', '--known-at', k, '--portfolio', 'cards-cn', '--lines', '3'];
  const asked = await inParallel(
    [
      [...screen, '--json'],
      [...ofCase, '--json'],
      [...ofBook, '--json'],
      [...events, '--json'],
      screen,
      [...ofCase, '--lang', 'zh'],
      [...screen.slice(0, 4), 'noon'],
    ],
    (args) => run(...args),
  );
  const [told, differs, cases, feed] = asked.slice(0, 4).map((end) => document(end));
  expect(told).toMatchObject({ ref: 'CC-000001', flags: { closed: false }, lastEvent: expect.any(String) });
  expect(differs.figures[0]).toMatchObject({ figure: 'net', before: 0, after: told.balance.net });
  expect(cases).toMatchObject({ lastEvent: k, cases: expect.any(Array), totals: expect.any(Array) });
  expect(feed).toMatchObject({ asOf: null, lastEvent: k, final: true, events: [{}, {}, {}] });
  expect(asked[4]?.stdout).toMatch(/^Oldest unpaid due date /m);
  expect(asked[5]?.stdout).toMatch(/^净欠款 .*#\d+/m);
  expect(asked[6]).toMatchObject({ code: 2, stderr: expect.stringContaining('at must be an RFC 3339 instant') });
}

/** Commands that record something, and refusals of every kind, by exit code. */
export async function writesAndReads({ run }: Desk): Promise<void> {
  const name = `made-${Math.random().toString(36).slice(2)}`;
  const [made, key] = await Promise.all([
    run('portfolio', 'create', name, '--zone', 'Europe/Rome', '--currency', 'EUR', '--json'),
    run('key', 'create', 'test', '--role', 'auditor', '--expires', '90d', '--personal-data', '--json'),
  ]);
  expect(document(made)).toMatchObject({ name, revision: 0 });
  const { id, key: text } = document(key);
  expect(text).toMatch(/^qk_/);
  const [list, twice, zone, rotated, badly, unknown, totals, wrong, day, rebuild, chinese] = await Promise.all([
    run('portfolio', 'list'),
    run('portfolio', 'create', name, '--zone', 'Europe/Rome'),
    run('portfolio', 'create', `${name}2`, '--zone', 'Europe/Atlantis'),
    run('key', 'rotate', `qk_${String(id)}`, '--overlap', '36h', '--json'),
    run('key', 'rotate', id as string, '--overlap', 'long'),
    run('case', 'balance', 'no-such-case', '--json'),
    run('portfolio', 'totals', '--portfolio', 'nowhere'),
    run('case', 'list', '--limit', '0'),
    run('case', 'balance', 'CC-000001', '--as-of', 'yesterday'),
    run('projection', 'rebuild', 'nothing'),
    run('case', 'show', 'CC-000001', '--lang', 'zh'),
  ]);
  expect(list.stdout).toContain(name);
  expect(twice).toMatchObject({ code: 2, stderr: expect.stringMatching(/^quittance: There is a portfolio .*\n$/) });
  expect(zone.code).toBe(2);
  expect(unknown).toMatchObject({ code: 4, stderr: "quittance: There is no case 'no-such-case'.\n" });
  expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { exit: 4, ref: 'no-such-case' } });
  expect([totals.code, wrong.code, day.code, rebuild.code]).toEqual([4, 2, 2, 4]);
  expect(chinese.stdout).toContain('净欠款');
  expect(document(rotated)).toMatchObject({
    id,
    oldUntil: expect.any(String),
    key: expect.not.stringMatching(text as string),
  });
  expect(badly.code).toBe(2);
  expect((await run('key', 'revoke', id)).code).toBe(0);
  expect(document(await run('key', 'list', '--json')).keys).toContainEqual(
    expect.objectContaining({ id, revoked: expect.any(String) }),
  );
}

const HEADS = 'case:concept:name,concept:name,time:timestamp,amount,expense,article,vehicleClass';
const ROWS = [
  'N1,Create Fine,2005-03-23 00:00:00+01:00,35.0,,157.0,A',
  'N1,Send Fine,2005-07-22 00:00:00+02:00,,11.0,,',
  'N2,Create Fine,2005-04-01 00:00:00+02:00,20.5,,157.0,A',
];

/** Imports a small book into a portfolio of its own: (dry,) strict, with a bad row, again. */
export async function bringsInABook({ run, folder }: Desk, dry: boolean): Promise<void> {
  const portfolio = `book-${Math.random().toString(36).slice(2)}`;
  const file = join(folder, `${portfolio}.csv`);
  const into = ['--mapping', 'traffic-fines-csv', '--portfolio', portfolio];
  const bring = (...more: string[]): Promise<Ended> => run('import', file, ...into, ...more, '--json');

  writeFileSync(file, [HEADS, ...ROWS, 'N3,Create Fine,no date at all,1.0,,,'].join('\n'));
  if (dry) expect(await bring('--dry-run')).toMatchObject({ code: 3 });
  expect(await bring('--strict')).toMatchObject({ code: 3 });
  if (dry) expect((await run('case', 'list', '--portfolio', portfolio)).code).toBe(4);
  const rejects = join(folder, `${portfolio}.rejects.jsonl`);
  const bad = await bring('--rejects', rejects);
  expect(bad.code).toBe(3);
  expect(JSON.parse(bad.stdout)).toMatchObject({ rows: 4, cases: 2, rejected: 1, rejectsFile: rejects, portfolio });
  expect(readFileSync(rejects, 'utf8')).toContain('"reason"');

  writeFileSync(file, [HEADS, ...ROWS].join('\n'));
  const again = document(await bring());
  expect(again).toMatchObject({ rows: 3, facts: 0, unchanged: 3, changed: 0, missing: 0, ignored: 0, rejected: 0 });
  const [balance, totals, words, file404, mapping404, format] = await Promise.all([
    run('case', 'balance', 'N1', '--portfolio', portfolio, '--json'),
    run('portfolio', 'totals', '--portfolio', portfolio, '--as-of', '2005-06-30', '--json'),
    run('import', file, ...into),
    run('import', join(folder, 'nowhere.csv'), ...into),
    run('import', file, '--mapping', 'no-such-mapping'),
    run('import', folder, ...into),
  ]);
  expect(document(balance)).toMatchObject({
    net: 4600,
    held: 0,
    components: { principal: 3500, cost: 1100 },
    currency: 'EUR',
  });
  const [euros] = document(totals).totals as object[];
  expect(euros).toMatchObject({ currency: 'EUR', cases: 2, owing: 5550, charged: { principal: 5550 } });
  expect(words).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Rows unchanged +3$/m) });
  expect([file404.code, mapping404.code, format.code]).toEqual([2, 2, 2]);
  expect(mapping404.stderr).toMatch(/^quittance: There is no mapping 'no-such-mapping'.*\n$/);
}

export async function namesBoth({ run }: Desk): Promise<void> {
  const [unclear, clear] = await Promise.all([
    run('case', 'balance', 'TWICE', '--json'),
    run('case', 'balance', 'TWICE', '--portfolio', 'fines-it', '--json'),
  ]);
  expect(unclear.code).toBe(5);
  expect(unclear.stderr).toMatch(
    /^quittance: 'TWICE' is 2 cases\. .*--portfolio cards-cn .*--portfolio fines-it .*\n$/,
  );
  const { candidates } = JSON.parse(unclear.stdout).error as { candidates: { id: string; portfolio: string }[] };
  expect(candidates.map(({ portfolio }) => portfolio).sort()).toEqual(['cards-cn', 'fines-it']);
  expect(candidates).toContainEqual({ id: document(clear).case, ref: 'TWICE', portfolio: 'fines-it' });
}
