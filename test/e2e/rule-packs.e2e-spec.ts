/** Rule packs over real HTTP: listing, reading, activating one's own, and what is refused. */
import { readFileSync } from 'node:fs';
import { HttpLedger, type Reply } from '../support/http-ledger.js';

const ledger = new HttpLedger();
beforeAll(() => ledger.start());
afterAll(() => ledger.close());

const US = readFileSync('src/rules/packs/us.yaml', 'utf8');

/** A small pack of one's own: no calls before nine. */
const own = (change: (text: string) => string = (text) => text): string =>
  change(`pack: our-house
version: 1
title: { en: Our house rules, zh: 本公司规则 }
jurisdiction: '*'
rules:
  - rule_id: HOUSE-1
    version: 1
    title: { en: Nobody before nine, zh: 九点前不联系 }
    text: { en: No contact before nine., zh: 九点前不得联系。 }
    authority_rank: company
    in_force_from: 2020-01-01
    citation: House manual 4.2
    source_url: https://example.org/manual
    verification: verified
    applies_when: { channel: [phone] }
    evaluator: contact-hours@1.0.0
    outcome_kind: PROHIBITED
    parameters: { start: '09:00', end: '20:00', end_inclusive: false, stated_times: false }
    test_vectors:
      - name: half past eight is prohibited
        zones: [Europe/Rome]
        given: []
        when: { at: 2026-03-10T08:30:00+01:00 }
        then: { outcome: PROHIBITED }
`);

const activate = (body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  ledger.post('/v1/rule-packs/activations', body, headers);
const packs = async (): Promise<Record<string, unknown>[]> => (await ledger.get('/v1/rule-packs')).body['packs'];
const stateOf = async (name: string): Promise<unknown> =>
  (await packs()).find(({ pack, version }) => `${String(pack)}@${String(version)}` === name)?.['state'];

it('the shipped packs decide in a new ledger, before anything was recorded', async () => {
  const us = (await packs()).find(({ pack }) => pack === 'us');
  expect(us).toMatchObject({ state: 'ACTIVE', shipped: true, activeSince: null, jurisdiction: 'US' });
  expect(us).not.toHaveProperty('content');
  expect((await ledger.runtime.clearance.ruleBook.history()).length).toBe(0);
});

it('a pack is read with its rules, a rule with what its examples come to', async () => {
  const pack = await ledger.get('/v1/rule-packs/us?version=1');
  expect(pack.body['content']['rules'].map((rule: { rule_id: string }) => rule.rule_id)).toContain('US-F-1');
  const { body } = await ledger.get('/v1/rules/US-F-1');
  expect(body).toMatchObject({ rule: 'US-F-1', versions: [{ pack: 'us@1', verification: 'verified' }] });
  expect(body['versions'][0].test_vectors.length).toBeGreaterThan(2);
  expect(body['versions'][0].test_vectors.every(({ holds }: { holds: boolean }) => holds)).toBe(true);
});

it('a pack of our own decides from its activation on, and says since when', async () => {
  const reply = await activate({ yaml: own() }, { 'idempotency-key': 'own-1' });
  expect(reply.status).toBe(201);
  const again = await activate({ yaml: own() }, { 'idempotency-key': 'own-1' });
  expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([reply.body, 'true']);
  const card = (await packs()).find(({ pack }) => pack === 'our-house');
  expect(card).toMatchObject({
    state: 'ACTIVE',
    shipped: false,
    rules: 1,
    activeSince: { event: reply.body['events'][0] },
  });
  // The shipped ones are recorded first, and go on deciding.
  expect(await stateOf('us@1')).toBe('ACTIVE');
  expect((await ledger.get('/v1/rules/HOUSE-1')).body['versions'][0]).toMatchObject({ pack: 'our-house@1' });
});

it('an activated version never changes; a higher one takes its place, and the one before can come back', async () => {
  const changed = own((text) => text.replace("'09:00'", "'08:45'"));
  const refused = await activate({ yaml: changed });
  expect([refused.status, refused.body['type']]).toEqual([409, 'urn:quittance:problem:pack-version-changed']);
  expect((await activate({ yaml: changed.replace('version: 1', 'version: 2') })).status).toBe(201);
  expect([await stateOf('our-house@1'), await stateOf('our-house@2')]).toEqual(['EARLIER', 'ACTIVE']);
  const earlier = await ledger.get('/v1/rule-packs/our-house?version=1');
  expect(earlier.body['activeUntil']).toMatchObject({ event: expect.any(String) });
  expect((await activate({ pack: 'our-house', version: 1 })).status).toBe(201);
  expect([await stateOf('our-house@1'), await stateOf('our-house@2')]).toEqual(['ACTIVE', 'EARLIER']);
  const twice = await activate({ pack: 'our-house', version: 1 });
  expect([twice.status, twice.body['type']]).toEqual([409, 'urn:quittance:problem:pack-active']);
});

it('a deactivated pack decides nothing, and says why', async () => {
  const path = '/v1/rule-packs/our-house/deactivations';
  expect((await ledger.post(path, { reason: 'We left this market.' })).status).toBe(201);
  const { body } = await ledger.get('/v1/rule-packs/our-house?version=1');
  expect(body).toMatchObject({ state: 'EARLIER', activeUntil: { reason: 'We left this market.' } });
  expect((await ledger.get('/v1/rules/HOUSE-1')).status).toBe(404);
  expect((await ledger.post(path, { reason: 'again' })).body['type']).toBe('urn:quittance:problem:unknown-pack');
});

describe('a pack that cannot be', () => {
  const refused = async (yaml: string): Promise<Reply['body']> => {
    const before = (await ledger.runtime.clearance.ruleBook.history()).length;
    const { status, body } = await activate({ yaml });
    expect(status).toBe(422);
    expect((await ledger.runtime.clearance.ruleBook.history()).length).toBe(before);
    return body;
  };

  it('is refused with everything that is wrong, each with its place', async () => {
    const yaml = own((text) =>
      text
        .replace('version: 1', 'version: 9')
        .replace("'09:00'", '9')
        .replace('contact-hours@1.0.0', 'moon-phase@1.0.0')
        .replace('in_force_from: 2020-01-01', 'in_force_from: 2020-01-01\n    in_force_to: 2019-01-01'),
    );
    const { type, errors } = await refused(yaml);
    expect(type).toBe('urn:quittance:problem:bad-pack');
    expect(errors.map(({ field }: { field: string }) => field)).toEqual([
      'line 12: rules.0.in_force_to',
      'line 17: rules.0.evaluator',
    ]);
  });

  it.each([
    ['is no YAML', 'pack: [us', /^line 1: the pack$/],
    [
      'has an unknown member',
      own((text) => text.replace('citation:', 'cites: x\n    citation:')),
      /^line \d+: rules\.0$/,
    ],
    ['names a zone that is none', own((text) => text.replace('rules:', 'zones: [Mars/Base]\nrules:')), /zones\.0$/],
    ['has a parameter that is none', own((text) => text.replace("'20:00'", "'25:00'")), /rules\.0\.parameters/],
    ['is a list', '- 1', /^the pack$/],
  ])('%s', async (_what, yaml, place) => {
    const { type, errors } = await refused(yaml);
    expect(type).toBe('urn:quittance:problem:bad-pack');
    expect(errors[0].field).toMatch(place);
  });

  it('whose own examples do not hold is not activated', async () => {
    const { type, errors } = await refused(
      own((text) => text.replace('T08:30', 'T10:30').replace('version: 1', 'version: 9')),
    );
    expect(type).toBe('urn:quittance:problem:vectors-fail');
    expect(errors).toMatchObject([{ field: 'HOUSE-1: half past eight is prohibited' }]);
    const impossible = await refused(
      own((text) => text.replace('2026-03-10T08:30:00+01:00', 'soon').replace('version: 1', 'version: 9')),
    );
    expect(impossible['errors'][0].message).toMatch(/cannot be played/);
  });

  it('that pretends to be a shipped version with another content is refused', async () => {
    const { status, body } = await activate({ yaml: US.replace('max: 7', 'max: 700') });
    expect([status, body['type']]).toEqual([422, 'urn:quittance:problem:vectors-fail']);
    const quiet = await activate({ yaml: US.replace('United States: FDCPA', 'USA: FDCPA') });
    expect([quiet.status, quiet.body['type']]).toEqual([409, 'urn:quittance:problem:pack-version-changed']);
  });
});

it.each([
  ['nothing', {}, 400],
  ['both', { pack: 'us', version: 1, yaml: 'x' }, 400],
  ['no version', { pack: 'us' }, 400],
  ['a pack that nobody has', { pack: 'atlantis', version: 1 }, 404],
  ['a version that nobody has', { pack: 'us', version: 99 }, 404],
])('activating %s is refused', async (_what, body, status) => {
  expect((await activate(body)).status).toBe(status);
});

it('is for admins, and reading is for all', async () => {
  const authorization = `Bearer ${ledger.keyOf('collector')}`;
  const { status, body } = await activate({ yaml: own() }, { authorization });
  expect([status, body['type']]).toEqual([403, 'urn:quittance:problem:role-not-admin']);
  expect((await ledger.get('/v1/rule-packs', { authorization })).status).toBe(200);
});

it.each(['/v1/rule-packs/atlantis', '/v1/rule-packs/us?version=99', '/v1/rules/US-X-0'])('%s is 404', async (path) => {
  expect((await ledger.get(path)).status).toBe(404);
});
