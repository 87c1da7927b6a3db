/** A cluster of three with TLS and users, as an operator names it in one URL (docs/kurrentdb.md). */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServerCredentials } from '@grpc/grpc-js';
import { openKurrent } from '../../src/store/kurrent/open.js';
import { StoreRefused, StoreUnavailable, type AppendResult, type StoredEvent } from '../../src/store/port.js';
import type { RemoteStore } from '../../src/store/remote/remote.store.js';
import { Cluster } from '../support/kurrent/cluster.js';
import { draw, idsOf, newStream } from './store/kit.js';

const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
/** Where an answer never comes; where one does it is waited for, however loaded the machine is. */
const DEADLINE_MS = 1_000;
const PATIENCE_MS = 20_000;

let folder: string;
let cluster: Cluster;

/** An authority of our own, and a certificate of its for 127.0.0.1, as `es-gencert-cli` makes them. */
function certificates(): void {
  const run = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'san'), 'subjectAltName=IP:127.0.0.1\n');
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  for (const name of ['ca', 'stranger']) {
    run('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`, '-days', '2');
  }
  run('req', ...key, '-keyout', 'node.key', '-out', 'node.csr', '-subj', '/CN=eventstoredb-node');
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'san'];
  run('x509', '-req', '-in', 'node.csr', '-out', 'node.crt', ...signed);
}

const file = (name: string): string => join(folder, name);

interface Access {
  readonly login?: string;
  readonly ca?: string;
  readonly deadlineMs?: number;
}

function opened({
  login = 'quittance:se%3Acret@',
  ca = 'ca.crt',
  deadlineMs = PATIENCE_MS,
}: Access): Promise<RemoteStore> {
  const url = `esdb://${login}${cluster.seeds}?tlsCAFile=${file(ca)}&gossipTimeout=${deadlineMs / 1_000}`;
  return openKurrent({ url, categories: ['case'], silenceMs: 150, deadlineMs });
}

/** As `transact` does: the same ids at the same revision, until the store says. */
async function settle(store: RemoteStore, stream: string, events: ReturnType<typeof draw>): Promise<AppendResult> {
  let last = '';
  for (let round = 0; round < 500; round++) {
    const result = await store.append(stream, events, 'no-stream');
    if (result.kind !== 'unknown') return result;
    last = result.detail;
    await sleep(20);
  }
  throw new Error(`the store never said ${last}`);
}

(HAS_OPENSSL ? describe : describe.skip)(`a cluster${HAS_OPENSSL ? '' : ' [left out: no openssl here]'}`, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-tls-'));
    certificates();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    const pair = { cert_chain: readFileSync(file('node.crt')), private_key: readFileSync(file('node.key')) };
    const credentials = (): ServerCredentials => ServerCredentials.createSsl(null, [pair]);
    cluster = await Cluster.start({ credentials, users: { quittance: 'se:cret' } });
  });
  afterEach(() => cluster.stop());

  it('is opened over TLS by the authority that is named, with one seed dead', async () => {
    await cluster.kill(1);
    const store = await opened({});
    const events = draw(2);
    expect(await settle(store, newStream(), events)).toMatchObject({ kind: 'appended', revision: 1 });
    expect(idsOf(await store.readAll(0, 10))).toEqual(idsOf(events));
    await store.close();
  });

  it('is not opened with another authority, a wrong password or nobody, and says so', async () => {
    await expect(opened({ ca: 'stranger.crt', deadlineMs: DEADLINE_MS })).rejects.toThrow(StoreUnavailable);
    for (const login of ['quittance:wrong@', '']) {
      const refused = opened({ login });
      await expect(refused).rejects.toThrow(StoreRefused);
      await expect(refused).rejects.toThrow('Give a user who may read $all');
    }
  });

  it('is written and followed on while its leader moves, dies and all nodes are away', async () => {
    const store = await opened({ deadlineMs: DEADLINE_MS });
    const seen: StoredEvent[] = [];
    const over = new AbortController();
    const following = (async () => {
      for await (const page of store.subscribe(0, over.signal)) seen.push(...page);
    })();
    const ids: string[] = [];
    const write = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        const events = draw(2);
        ids.push(...idsOf(events));
        expect(await settle(store, newStream(), events)).toMatchObject({ kind: 'appended', revision: 1 });
      }
    };
    await write(3);
    // An election while appends are under way: open calls are answered with the new leader.
    const [moving] = [write(5), cluster.lead(1)];
    await moving;
    cluster.lead(2);
    await cluster.kill(1);
    await write(3);
    // Nobody is there: longer than the client looks for a node at a time (10 times 100 ms).
    await cluster.kill(0);
    await cluster.kill(2);
    const waiting = write(2);
    await sleep(1_500);
    await cluster.revive(0);
    cluster.lead(0);
    await waiting;
    for (let i = 0; i < 500 && seen.length < ids.length; i++) await sleep(20);
    expect(idsOf(seen)).toEqual(ids);
    over.abort();
    await following;
    await store.close();
  });
});
