/** The verifier over good packs: what it proves, lists and leaves open. */
import { sourceOf } from '../bytes.js';
import { packFiles } from '../pack/pack-files.js';
import { bytesOf, SealedScene, type PackOptions } from '../pack/pack.fixture.js';
import { parsePolicy } from '../policy.js';
import { notProven } from './report.js';
import { verifyPack, type Terms } from './verify-pack.js';
import type { Verdict } from './verdict.js';

const CASE = 'case-1';
const PARTY = 'party-2';
const KEY = 'key-of-party-2';

function scene(): SealedScene {
  return new SealedScene()
    .put('case-0')
    .put(CASE, { personal: { name: 'A', note: 'N' } })
    .put(PARTY, { personal: { phone: '1' } })
    .put(PARTY)
    .put(CASE)
    .put(PARTY, { type: 'SubjectKeyDestroyed', data: { keyIds: [KEY] } })
    .seal();
}

async function verdictOn(it: SealedScene, options: PackOptions = {}, terms: Partial<Terms> = {}): Promise<Verdict> {
  const plan = await packFiles(it.parts([CASE, PARTY], options));
  return verifyPack(sourceOf(await bytesOf(plan.chunks())), { policy: parsePolicy(it.policy), ...terms });
}

const failing = ({ steps }: Verdict): string[] =>
  steps.flatMap(({ id, findings }) => findings.map(({ code }) => `${id}: ${code}`));

describe('a good pack', () => {
  it('holds in every step that has something to check', async () => {
    const verdict = await verdictOn(scene());
    expect(failing(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, exit: 0, withheld: [], values: { shown: 3, withheld: 0, shredded: 0 } });
    expect(verdict.steps.filter(({ status }) => status === 'not-asked').map(({ id }) => id)).toEqual([
      'consistency',
      'anchors',
      'log',
      'remake',
    ]);
    expect(verdict.witnesses).toEqual({ regulator: '2026-03-31T12:00:00Z' });
    expect(verdict.pack).toMatchObject({ kind: 'case', case: CASE, events: 5, size: 7, asOf: '2026-03-31' });
  });

  it('may leave out bodies, which are listed', async () => {
    const verdict = await verdictOn(scene(), { withhold: (sid, rev) => sid === PARTY && rev < 2 });
    expect(verdict.ok).toBe(true);
    expect(verdict.withheld).toEqual([{ sid: PARTY, from: 0, to: 1 }]);
  });

  it('may leave out personal values for its reader, and has none where the key is destroyed', async () => {
    const leaveOut: PackOptions['leaveOut'] = (field, sid) =>
      sid === PARTY ? { state: 'shredded', key: KEY } : field === 'note' ? { state: 'withheld' } : undefined;
    const verdict = await verdictOn(scene(), { leaveOut });
    expect(verdict).toMatchObject({ ok: true, values: { shown: 1, withheld: 1, shredded: 1 } });
  });

  it('has the streams of all whom a case links', async () => {
    const linked = (): SealedScene =>
      new SealedScene()
        .put(CASE)
        .put(PARTY)
        .put(CASE, { type: 'PartyLinked', data: { party: PARTY } })
        .seal();
    const [whole, short] = [linked(), linked()];
    expect(await verdictOn(whole)).toMatchObject({ exit: 0 });
    const plan = await packFiles(short.parts([CASE]));
    const verdict = await verifyPack(sourceOf(await bytesOf(plan.chunks())), { policy: parsePolicy(short.policy) });
    expect(failing(verdict)).toEqual(['chain: linked-not-here']);
    expect(verdict.exit).toBe(25);
  });

  it('says whom its case names without a link, where their stream is not there', async () => {
    const named = (): SealedScene =>
      new SealedScene()
        .put(CASE)
        .put(PARTY)
        .put(CASE, { type: 'ContactAttempted', data: { party: PARTY } })
        .seal();
    const [whole, short] = [named(), named()];
    expect(await verdictOn(whole)).toMatchObject({ exit: 0, unseen: [] });
    const plan = await packFiles(short.parts([CASE]));
    const verdict = await verifyPack(sourceOf(await bytesOf(plan.chunks())), { policy: parsePolicy(short.policy) });
    expect(verdict).toMatchObject({ exit: 0, unseen: [{ party: PARTY, sid: CASE, rev: 1 }] });
    for (const lang of ['en', 'zh'] as const) expect(notProven(verdict, lang).join('\n')).toContain(PARTY);
    // Nobody is told of twice: who is linked must be there.
    const linked = new SealedScene()
      .put(CASE)
      .put(PARTY)
      .put(CASE, { type: 'PartyLinked', data: { party: PARTY } });
    const gone = await packFiles(linked.seal().parts([CASE]));
    expect(
      await verifyPack(sourceOf(await bytesOf(gone.chunks())), { policy: parsePolicy(linked.policy) }),
    ).toMatchObject({ exit: 25, unseen: [] });
  });

  it('tells its case whole: a link that is left out would hide that a person is', async () => {
    const it = new SealedScene()
      .put(CASE)
      .put(PARTY)
      .put(CASE, { type: 'PartyLinked', data: { party: PARTY } })
      .seal();
    for (const kind of ['case', 'portfolio'] as const) {
      const parts = it.parts([CASE], { kind, withhold: (_, rev) => rev === 1 });
      const plan = await packFiles(parts);
      const verdict = await verifyPack(sourceOf(await bytesOf(plan.chunks())), { policy: parsePolicy(it.policy) });
      expect(failing(verdict)).toEqual(['bodies: case-withheld']);
      expect(verdict.exit).toBe(27);
    }
  });

  it('of a portfolio holds too', async () => {
    expect(await verdictOn(scene(), { kind: 'portfolio' })).toMatchObject({ ok: true });
  });

  it('extends the checkpoint that the auditor kept, by its own proof or by one given', async () => {
    const it = scene();
    const kept = { checkpoint: it.checkpoint(3) };
    expect(await verdictOn(it, { more: { consistency: it.consistency(3) } }, { kept })).toMatchObject({ exit: 0 });
    expect(await verdictOn(it, {}, { kept: { checkpoint: it.checkpoint() } })).toMatchObject({ exit: 0 });
  });

  it('has tokens that hold, or says that nobody looked', async () => {
    const it = scene();
    const more = { anchors: { tokens: [{ name: 'first', bytes: Buffer.from('token') }], certificates: 'PEM' } };
    const seen: unknown[] = [];
    const checkToken: Terms['checkToken'] = async (token, over, certificates) => {
      seen.push(Buffer.from(token).toString(), Buffer.from(over).toString() === it.checkpoint(), certificates);
      return { at: '2026-03-31T12:00:00Z', authority: 'TSA' };
    };
    const verdict = await verdictOn(it, { more }, { checkToken });
    expect(seen).toEqual(['token', true, 'PEM']);
    expect(verdict.tokens).toEqual([{ file: 'anchors/first.tsr', at: '2026-03-31T12:00:00Z', authority: 'TSA' }]);
    expect((await verdictOn(it, { more })).steps[9]).toMatchObject({ id: 'anchors', status: 'not-asked' });
    const refused = await verdictOn(it, { more }, { checkToken: async () => 'another message' });
    expect(refused).toMatchObject({ ok: false, exit: 30 });
  });

  it('is refused without a token where the auditor names an authority: whoever sends it could have taken it out', async () => {
    const checkToken: Terms['checkToken'] = async () => ({ at: '2026-03-31T12:00:00Z', authority: 'TSA' });
    const refused = await verdictOn(scene(), {}, { checkToken });
    expect(refused).toMatchObject({ ok: false, exit: 30 });
    expect(refused.steps[9]?.findings).toEqual([{ code: 'no-token', details: {} }]);
  });
});

describe('what is wrong with a pack', () => {
  const other = new SealedScene().put('case-1').put('case-1').seal();

  it.each<[string, PackOptions, Partial<Terms>, string[], number]>([
    ['no log of the policy signed', {}, { policy: parsePolicy('quorum none\n') }, ['policy: no-log-signature'], 22],
    [
      'another log than the one that the auditor watches',
      {},
      { kept: { checkpoint: scene().checkpoint(3, 'other.example/log') } },
      ['consistency: other-log'],
      29,
    ],
    [
      'no proof for the checkpoint that the auditor kept',
      {},
      { kept: { checkpoint: scene().checkpoint(3) } },
      ['consistency: no-consistency-proof'],
      29,
    ],
    [
      'another history than the auditor saw',
      { more: { consistency: scene().consistency(3) } },
      { kept: { checkpoint: other.checkpoint(3) } },
      ['consistency: not-consistent'],
      29,
    ],
    [
      'a value said to be erased whose key nobody destroyed',
      { leaveOut: () => ({ state: 'shredded', key: 'key-of-nobody' }) },
      {},
      ['disclosures: not-destroyed'],
      28,
    ],
    [
      'a value that is neither shown nor accounted for',
      {
        more: {
          events: () =>
            [...(scene().parts([CASE, PARTY]).events() as never[])].map((e: object) => ({
              ...e,
              disclosures: [],
            })) as never,
        },
      },
      {},
      ['disclosures: digest-left', 'disclosures: digest-left'],
      28,
    ],
  ])('%s', async (_, options, terms, codes, exit) => {
    const verdict = await verdictOn(scene(), options, terms);
    expect(failing(verdict)).toEqual(codes);
    expect(verdict).toMatchObject({ ok: false, exit });
  });

  it('too few witnesses', async () => {
    const it = scene();
    const unsigned = it
      .checkpoint()
      .split('\n')
      .filter((line) => !line.includes('witness'))
      .join('\n');
    expect(failing(await verdictOn(it, { more: { checkpoint: unsigned } }))).toContain('policy: no-quorum');
  });

  it('heads that are not the last leaf', async () => {
    const it = scene();
    const heads = it.parts([CASE, PARTY]).heads;
    it.put('case-0');
    const verdict = await verdictOn(it, { more: { heads } });
    expect(failing(verdict)[0]).toMatch(/^heads: /);
    expect(verdict.exit).toBe(23);
  });

  it('no pack at all', async () => {
    const verdict = await verifyPack(sourceOf(Buffer.from('PK')), { policy: parsePolicy('quorum none\n') });
    expect(verdict).toMatchObject({ ok: false, exit: 21, withheld: [] });
    expect(verdict.steps.slice(1).every(({ status }) => status !== 'holds')).toBe(true);
  });
});
