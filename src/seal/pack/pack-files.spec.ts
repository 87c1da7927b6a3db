/** Packs from their parts: what is in them, in which order, and what makes none. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sourceOf } from '../bytes.js';
import { readZip } from '../zip/read-zip.js';
import { newSha256 } from '../hash.js';
import { textFile } from './files.js';
import { readEventLine, readHeadLine, LINE_SCHEMAS } from './lines.js';
import { MANIFEST_SCHEMA, readManifest } from './manifest.js';
import { packFiles } from './pack-files.js';
import { bytesOf, SealedScene } from './pack.fixture.js';

const CASE = 'case-1';
const PARTY = 'party-2';

function scene(): SealedScene {
  return new SealedScene()
    .put('case-0')
    .put(CASE, { personal: { name: 'A' } })
    .put(PARTY, { personal: { phone: '1', note: '2' } })
    .put(CASE)
    .seal();
}

async function filesOf(zip: Uint8Array): Promise<Map<string, Buffer>> {
  const files = await readZip(sourceOf(zip), 'manifest.json');
  return new Map(await Promise.all(files.map(async (file) => [file.path, await bytesOf(file.open())] as const)));
}

describe('a pack', () => {
  it('holds its manifest first, then everything that proves and everything to read, and names each by its digest', async () => {
    const plan = await packFiles(scene().parts([CASE, PARTY]));
    const zip = await bytesOf(plan.chunks());
    const files = await filesOf(zip);
    expect(zip.length).toBe(plan.bytes);
    expect([...files.keys()]).toEqual([
      'manifest.json',
      'VERIFY.txt',
      'checkpoint',
      'events.jsonl',
      'head-entries.jsonl',
      'heads.leaf',
      'heads.tlog-proof',
      'keys.txt',
      'policy',
      'proofs/case-1-1.tlog-proof',
      'proofs/party-2-0.tlog-proof',
    ]);
    const manifest = readManifest((files.get('manifest.json') as Buffer).toString());
    expect(manifest).toEqual(plan.manifest);
    const listed = [...files].slice(1).map(([path, content]) => {
      const hash = newSha256();
      hash.update(content);
      return { path, bytes: content.length, sha256: hash.digest().toString('hex') };
    });
    expect(manifest.files).toEqual(listed);
    expect(manifest.streams).toEqual([
      { sid: CASE, role: 'case', events: 2, firstRev: 0, lastRev: 1, withheld: 0 },
      { sid: PARTY, role: 'party', events: 1, firstRev: 0, lastRev: 0, withheld: 0 },
    ]);
  });

  it('has the same bytes each time', async () => {
    const twice = [scene(), scene()].map(async (each) => bytesOf((await packFiles(each.parts([CASE]))).chunks()));
    const [one, other] = await Promise.all(twice);
    expect(one?.equals(other as Buffer)).toBe(true);
  });

  it('fits the schemas that are published, and so do its lines', async () => {
    const ajv = new Ajv2020({ strict: false });
    const files = await filesOf(await bytesOf((await packFiles(scene().parts([CASE, PARTY]))).chunks()));
    const text = (path: string): string => (files.get(path) as Buffer).toString();
    expect(ajv.validate(MANIFEST_SCHEMA, JSON.parse(text('manifest.json')))).toBe(true);
    for (const line of text('events.jsonl').trimEnd().split('\n')) {
      expect(ajv.validate(LINE_SCHEMAS.event, readEventLine(line))).toBe(true);
    }
    for (const line of text('head-entries.jsonl').trimEnd().split('\n')) {
      expect(ajv.validate(LINE_SCHEMAS.head, readHeadLine(line))).toBe(true);
    }
  });

  it.each([
    [
      'a stream without events',
      {
        streams: [
          { sid: 'case-1', role: 'case' as const },
          { sid: 'case-9', role: 'case' as const },
        ],
      },
    ],
    ['an event of no stream', { streams: [{ sid: 'party-2', role: 'party' as const }] }],
    ['a stream twice', { streams: [1, 2].map(() => ({ sid: 'case-1', role: 'case' as const })) }],
    ['a file in the place of a proof', { files: [textFile('checkpoint', 'mine')] }],
    ['a file that would climb out', { files: [textFile('../x', 'mine')] }],
    ['a checkpoint that is none', { checkpoint: 'nothing' }],
  ])('is not made with %s', async (_, more) => {
    await expect(packFiles(scene().parts([CASE], { more }))).rejects.toThrow();
  });

  it('is broken off where the events are no longer those that were measured', async () => {
    const parts = scene().parts([CASE]);
    let calls = 0;
    const events = () => (calls++ === 0 ? parts.events() : []);
    const plan = await packFiles({ ...parts, events });
    await expect(bytesOf(plan.chunks())).rejects.toThrow('changed while it was written');
  });
});

describe('a manifest', () => {
  const good = async (): Promise<string> =>
    (await filesOf(await bytesOf((await packFiles(scene().parts([CASE]))).chunks()))).get('manifest.json')!.toString();

  it.each([
    ['a member twice', (json: string) => json.replace('"asOf"', '"asOf":"2026-03-31","asOf"')],
    ['a space', (json: string) => json.replace(':', ': ')],
    ['a number written otherwise', (json: string) => json.replace('"events":2', '"events":2.0')],
    [
      'members out of order',
      (json: string) => json.replace(/^\{("asOf":"[^"]*"),/, '{').replace(/\}$/, ',"asOf":"2026-03-31"}'),
    ],
    ['a member that nobody knows', (json: string) => json.replace('"asOf"', '"aaa":1,"asOf"')],
    ['a member missing', (json: string) => json.replace('"asOf":"2026-03-31",', '')],
    ['another format', (json: string) => json.replace('audit-pack/1', 'audit-pack/2')],
  ])('with %s is refused', async (_, change) => {
    const json = await good();
    expect(readManifest(json).format).toBe('quittance.audit-pack/1');
    expect(change(json)).not.toBe(json);
    expect(() => readManifest(change(json))).toThrow();
  });
});
