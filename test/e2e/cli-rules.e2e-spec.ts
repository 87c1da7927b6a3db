/** Rules and clearances on the command line, in real processes, on the sample ledger: beside a server, and without one. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Installation, type Ended, type Running } from './cli-installation.js';
import { document, inParallel } from './cli-scenes.js';
import { sampleLedger } from './sample-ledger.js';

let home: Installation;
let data: string;

const run = (...args: string[]): Promise<Ended> => home.run([...args, '--data', data], { TZ: 'America/New_York' });
const US = readFileSync('src/rules/packs/us.yaml', 'utf8');
const HOUSE = `pack: our-house
version: 1
title: { en: Our house rules, zh: 本公司规则 }
jurisdiction: '*'
rules:
  - rule_id: HOUSE-1
    version: 1
    title: { en: Nobody before noon, zh: 正午前不联系 }
    text: { en: No call before noon., zh: 正午前不得致电。 }
    authority_rank: company
    in_force_from: 2020-01-01
    citation: House manual 4.2
    source_url: https://example.org/manual
    verification: verified
    applies_when: { channel: [phone] }
    evaluator: contact-hours@1.0.0
    outcome_kind: PROHIBITED
    parameters: { start: '12:00', end: '20:00', end_inclusive: false, stated_times: false }
    test_vectors:
      - name: eleven is prohibited
        zones: [Europe/Rome]
        given: []
        when: { at: 2026-03-10T11:00:00+01:00 }
        then: { outcome: PROHIBITED }
`;

function file(name: string, text: string): string {
  const path = join(home.folder, name);
  writeFileSync(path, text);
  return path;
}

beforeAll(async () => {
  home = await Installation.make();
  data = join(home.folder, 'desk');
});
afterAll(() => home.remove());

describe('without any ledger', () => {
  it('tests packs that come with the program, and files; prints the schema', async () => {
    const [all, us, own, schema] = (await inParallel(
      [['test'], ['test', 'us'], ['test', file('house.yaml', HOUSE)], ['schema']],
      (args) => run('rules', ...args),
    )) as [Ended, Ended, Ended, Ended];
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toMatch(/^us@1: \d+ examples of \d+ rules, 0 failed$/m);
    expect(us.stdout).toMatch(/^us@1: /);
    expect(own).toMatchObject({ code: 0, stdout: 'our-house@1: 1 examples of 1 rules, 0 failed\n' });
    expect(JSON.parse(schema.stdout)).toMatchObject({ title: 'Quittance rule pack', type: 'object' });
  });

  it('exits with 3 where examples fail, one line each, and with 2 where the file is no pack', async () => {
    const failing = file('failing.yaml', HOUSE.replace('T11:00', 'T13:00'));
    const bad = file('bad.yaml', HOUSE.replace("'12:00'", "'27:00'").replace('citation', 'cites'));
    const [fails, broken, missing, nobody] = (await inParallel([failing, bad, './nowhere.yaml', 'atlantis'], (what) =>
      run('rules', 'test', what),
    )) as [Ended, Ended, Ended, Ended];
    expect(fails.code).toBe(3);
    expect(fails.stdout.split('\n')).toEqual([
      'our-house@1: 1 examples of 1 rules, 1 failed',
      expect.stringMatching(/^ {2}FAILS HOUSE-1: eleven is prohibited: wanted /),
      '',
    ]);
    expect([broken.code, broken.stdout]).toEqual([2, '']);
    expect(broken.stderr).toMatch(/is no rule pack:[\s\S]*line \d+: rules\.0 /);
    expect([missing.code, missing.stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect([nobody.code, nobody.stdout]).toEqual([4, '']);
  });
});

describe('on the sample ledger', () => {
  let us: { party: string; case: string };
  let server: Running;

  beforeAll(async () => {
    await sampleLedger(home, data);
    server = home.start(['serve', '--port', '0', '--data', data], { TZ: 'America/New_York' });
    await server.said(/^ready (\S+)$/m);
    const listed = document(await run('case', 'list', '--portfolio', 'agency-us', '--limit', '100', '--json'));
    const open = listed.cases.find(({ stage, flags = [] }: { stage: string; flags?: string[] }) => {
      return stage === 'OPEN' && flags.length === 0;
    });
    const shown = document(await run('case', 'show', open.id, '--json'));
    us = { party: shown.parties[0].party, case: open.ref };
  });

  const tomorrow = (time: string): string => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${time}Z`;
  const ask = (...args: string[]): Promise<Ended> =>
    run('clearance', 'ask', us.party, '--channel', 'phone', '--case', us.case, ...args);

  it('has clearances of its own: permitted and used, given back, and blocked', async () => {
    const told = 'ContactPermitted,ContactBlocked,ClearanceReleased';
    const { events } = document(await run('events', 'tail', '--type', told, '--lines', '60', '--json'));
    const types = new Set(events.map(({ type }: { type: string }) => type));
    expect([...types].sort()).toEqual(['ClearanceReleased', 'ContactBlocked', 'ContactPermitted']);
    const calls = document(await run('events', 'tail', '--type', 'ContactAttempted', '--lines', '3', '--json'));
    const [call] = calls.events.slice(-1);
    const permits = events.filter(({ type }: { type: string }) => type === 'ContactPermitted');
    expect(permits.map(({ data }: { data: { clearance: string } }) => data.clearance)).toContain(call.data.clearance);
  });

  it('records as exports the files with rows about people, and no others', async () => {
    const exported = async (): Promise<Record<string, string>[]> =>
      document(await run('access', 'list', '--kind', 'EXPORT', '--json')).rows;
    const { events } = document(await run('events', 'tail', '--type', 'PartyRegistered', '--lines', '1', '--json'));
    const party = events[0].stream as string;
    const path = (name: string): string => join(home.folder, name);
    const sha256 = (name: string): string =>
      createHash('sha256')
        .update(readFileSync(path(name)))
        .digest('hex');
    const period = ['--portfolio', 'agency-us', '--from', '2020-01-01', '--to', '2098-12-31'];
    const findings = ['findings', 'case', us.case, '--portfolio', 'agency-us', '--csv', '-o', path('findings.csv')];
    expect(await exported()).toEqual([]);
    for (const args of [
      findings,
      ['report', 'accounts', 'late-entry-rate', ...period, '--parquet', '-o', path('late.parquet')],
      ['report', 'figures', ...period, '--csv', '-o', path('figures.csv')],
      ['privacy', 'export', party, '-o', path('person.json')],
    ]) {
      expect(await run(...args)).toMatchObject({ code: 0 });
    }
    expect((await run(...findings)).code).toBe(2);
    expect((await run('privacy', 'export', party, '-o', path('person.json'))).code).toBe(2);
    const rows = await exported();
    const told = new Map(rows.map(({ what, format, digest }) => [what, `${format} ${digest}`]));
    expect(told).toEqual(
      new Map([
        ['case-findings', `csv ${sha256('findings.csv')}`],
        ['figure-accounts', `parquet ${sha256('late.parquet')}`],
        ['personal-data', `json ${sha256('person.json')}`],
      ]),
    );
    expect(rows.filter(({ what }) => what === 'personal-data')).toEqual([
      expect.objectContaining({ stream: party, role: 'admin', by: expect.stringMatching(/^local:/) }),
    ]);
    expect(rows.filter(({ what }) => what === 'case-findings')).toHaveLength(1);
    expect(statSync(path('person.json')).mode & 0o777).toBe(0o600);
  });

  it('says what the rules say of what was done: of a case, and of a portfolio, in words, JSON and CSV', async () => {
    const period = ['--from', '2026-01-01', '--to', '2026-12-31'];
    const [words, zh, json, book, csv, unknown, reversed] = (await inParallel(
      [
        ['case', us.case, '--portfolio', 'agency-us', '--outcome', 'BREACH'],
        ['case', us.case, '--portfolio', 'agency-us', '--rule', 'clearance', '--lang', 'zh'],
        ['case', us.case, '--portfolio', 'agency-us', '--rule', 'clearance', '--json'],
        ['portfolio', 'agency-us', ...period, '--json'],
        ['portfolio', 'agency-us', ...period, '--csv'],
        ['case', us.case, '--portfolio', 'agency-us', '--rule', 'US-X-0'],
        ['portfolio', 'agency-us', '--from', '2026-12-31', '--to', '2026-01-01'],
      ],
      (args) => run('findings', ...args),
    )) as [Ended, Ended, Ended, Ended, Ended, Ended, Ended];
    expect(words.code).toBe(0);
    const { rows } = document(json);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ kind }: { kind: string }) => kind === 'CLEARANCE')).toBe(true);
    expect(zh.code).toBe(0);
    const report = document(book);
    expect(report).toMatchObject({ name: 'agency-us', from: '2026-01-01', to: '2026-12-31' });
    expect(report.rules.map(({ rule }: { rule: string }) => rule)).toContain('US-F-3@1');
    expect(csv.stdout.split('\n')[0]).toMatch(/rule/);
    expect([unknown.code, unknown.stderr.trim().split('\n').length]).toEqual([4, 1]);
    expect([reversed.code, reversed.stderr.trim().split('\n').length]).toEqual([2, 1]);
  });

  it('prints what holds a case, what is due on it and what came back, as of a day', async () => {
    const ofType = async (type: string): Promise<string> => {
      const { events } = document(await run('events', 'tail', '--type', type, '--lines', '1', '--json'));
      return events[0].stream;
    };
    const [disputed, complained, reversed, bearing] = (await inParallel(
      ['DisputeRaised', 'ComplaintReceived', 'PaymentReversed', 'InterestTermsSet'],
      ofType,
    )) as [string, string, string, string];
    const [holds, deadlines, zh, back, early, bad, none, terms] = (await inParallel(
      [
        ['holds', disputed, '--known-at', '2019-01-01'],
        ['deadlines', complained, '--until', '2098-12-31', '--json'],
        ['deadlines', complained, '--lang', 'zh'],
        ['reversals', reversed],
        ['reversals', reversed, '--as-of', '2001-01-01'],
        ['holds', disputed, '--as-of', 'soon'],
        ['deadlines', 'no-such-case'],
        ['interest', bearing],
      ],
      (args) => run('case', ...args),
    )) as [Ended, Ended, Ended, Ended, Ended, Ended, Ended, Ended];
    expect(document(deadlines).deadlines.length).toBeGreaterThan(0);
    expect(zh.stdout).toMatch(/^期限/);
    expect(back.stdout).toMatch(/^Date +Paid/m);
    expect(terms.stdout).toMatch(/^Component +(Rate +)?Posted +Posted through/m);
    expect(terms.stdout).toMatch(/^terms: interest +[\d.]+ % a (day|month|year)/m);
    expect(early.stdout).toMatch(/^None\.\n/);
    expect([bad.code, bad.stderr.trim().split('\n').length, none.code]).toEqual([2, 1, 4]);
    // Nobody knew of the case then.
    expect([holds.code, holds.stdout]).toEqual([4, '']);
    expect((await run('case', 'holds', disputed)).stdout).toMatch(/As of /);
  });

  it('asks, and shows the decision again, in the language and zone of the reader', async () => {
    const blocked = await ask('--at', tomorrow('07:30:00'));
    expect(blocked.code).toBe(0);
    expect(blocked.stdout).toMatch(/^BLOCKED\n/);
    expect(blocked.stdout).toMatch(/US-F-3@1 {2}Inconvenient time\n {4}prohibited; outside the hours/);
    expect(blocked.stdout).toMatch(/12 CFR 1006\.6\(b\)\(1\).* \(verified at the source\)/);
    expect(blocked.stdout).toMatch(/Next allowed +\d+ \w+ \d{4}, \d\d:\d\d:\d\d America\/New_York/);
    const strict = document({ ...(await ask('--at', tomorrow('07:30:00'), '--strict', '--json')), code: 0 });
    expect(strict).toMatchObject({ permitted: false });
    const chinese = await run('--lang', 'zh', 'clearance', 'show', us.party, strict.clearance);
    expect(chinese.stdout).toMatch(/^阻止\n/);
    expect(chinese.stdout).toContain('不在允许时段内');
    const replayed = await run('clearance', 'replay', us.party, strict.clearance);
    expect(replayed).toMatchObject({ code: 0, stdout: 'The decision comes out the same, byte for byte.\n' });
    const list = await run('clearance', 'list', us.party, '--permitted', 'false');
    expect(list.stdout).toContain(strict.clearance);
    expect((await ask('--at', tomorrow('07:30:00'), '--strict')).code).toBe(3);
  });

  it.each([
    [['clearance', 'ask', 'nobody', '--channel', 'phone'], 4],
    [['clearance', 'show', 'party-00000000-0000-4000-8000-000000000000', 'x'], 4],
    [['rules', 'show', 'US-X-0'], 4],
    [['rules', 'show', 'atlantis'], 4],
    [['rules', 'activate', 'us'], 2],
    [['rules', 'activate', 'us@99'], 4],
    [['rules', 'activate', './nowhere.yaml'], 2],
  ])('%j exits with %i and one line', async (args, code) => {
    const end = await run(...args);
    expect([end.code, end.stdout, end.stderr.trim().split('\n').length]).toEqual([code, '', 1]);
  });

  it('lists and shows packs and rules, and has a pack of our own decide', async () => {
    const [list, pack, rule, chinese] = (await inParallel(
      [
        ['rules', 'list'],
        ['rules', 'show', 'us'],
        ['rules', 'show', 'US-F-1'],
        ['rules', 'show', 'US-F-1', '--lang', 'zh'],
      ],
      (args) => run(...args),
    )) as [Ended, Ended, Ended, Ended];
    expect(list.stdout).toMatch(/us@1 +active +US +\d+ /);
    expect(pack.stdout).toMatch(/US-F-1@1 +presumed violation +verified at the source/);
    expect(rule.stdout).toMatch(/max: 7/);
    expect(rule.stdout).toMatch(/holds {2}seven calls on days 1 to 7 are permitted/);
    expect(chinese.stdout).toMatch(/呼叫频率：七日七次/);
    expect(await run('rules', 'activate', file('house.yaml', HOUSE))).toMatchObject({ code: 0 });
    expect((await run('rules', 'list')).stdout).toMatch(/our-house@1 +active +everywhere/);
    const blocked = document(await ask('--at', tomorrow('15:30:00'), '--json'));
    expect(blocked.decisions.map(({ rule: id }: { rule: string }) => id)).toContain('HOUSE-1@1');
    expect((await run('rules', 'activate', file('us.yaml', US.replace('max: 7', 'max: 8')))).code).toBe(2);
    expect(await run('rules', 'deactivate', 'our-house', '--reason', 'A test.')).toMatchObject({ code: 0 });
    expect((await run('rules', 'list')).stdout).toMatch(/our-house@1 +earlier/);
  });

  /** Each command about rules once, and what it answers; three times some that may run at the same moment. */
  async function everyRulesCommand(way: string): Promise<void> {
    const pack = `house-${way}`;
    const person = join(home.folder, `${way}.json`);
    const ofCase = ['--portfolio', 'agency-us', '--rule', 'clearance', '--json'];
    const [packs, rule, asked, earlier, findings, book, reads, exported, invalid] = (await inParallel(
      [
        ['rules', 'list'],
        ['rules', 'show', 'US-F-1'],
        ['clearance', 'ask', us.party, '--channel', 'phone', '--case', us.case, '--at', tomorrow('07:30:00'), '--json'],
        ['clearance', 'list', us.party, '--permitted', 'false', '--json'],
        ['findings', 'case', us.case, ...ofCase],
        ['findings', 'portfolio', 'agency-us', '--from', '2026-01-01', '--to', '2026-12-31', '--json'],
        ['access', 'list', '--kind', 'EXPORT', '--json'],
        ['privacy', 'export', us.party, '-o', person],
        ['rules', 'activate', file(`${way}-bad.yaml`, US.replace('max: 7', 'max: 8'))],
      ],
      (args) => run(...args),
    )) as [Ended, Ended, Ended, Ended, Ended, Ended, Ended, Ended, Ended];
    expect(packs.stdout).toMatch(/us@1 +active +US +\d+ /);
    expect(rule.stdout).toMatch(/max: 7/);
    expect(document(asked)).toMatchObject({ permitted: false, clearance: expect.any(String) });
    expect(document(earlier).rows.length).toBeGreaterThan(0);
    expect(document(findings).rows.length).toBeGreaterThan(0);
    expect(document(book)).toMatchObject({ name: 'agency-us', rules: expect.any(Array) });
    expect(document(reads).rows).toEqual(expect.any(Array));
    expect([exported.code, existsSync(person), invalid.code]).toEqual([0, true, 2]);
    const { clearance } = document(asked);
    const [shown, again, active] = (await inParallel(
      [
        ['clearance', 'show', us.party, clearance],
        ['clearance', 'replay', us.party, clearance],
        ['rules', 'activate', file(`${pack}.yaml`, HOUSE.replace('our-house', pack))],
      ],
      (args) => run(...args),
    )) as [Ended, Ended, Ended];
    expect(shown.stdout).toMatch(/^BLOCKED\n/);
    expect(again).toMatchObject({ code: 0, stdout: 'The decision comes out the same, byte for byte.\n' });
    expect(active.code).toBe(0);
    const ended = await run('rules', 'deactivate', pack, '--reason', 'A test.');
    expect([ended.code, (await run('rules', 'list')).stdout.includes(`${pack}@1`)]).toEqual([0, true]);
  }

  it('does all that beside a server', () => everyRulesCommand('beside'));

  it('does all that without a server, where each command opens the ledger that the last one left', async () => {
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    await everyRulesCommand('alone');
    expect(existsSync(join(data, 'ledger.lock.json'))).toBe(false);
  });
});
