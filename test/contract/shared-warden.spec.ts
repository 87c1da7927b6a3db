/** Two processes on the same facts and the same keys in PostgreSQL: what one recorded and did not live to do, the other does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import type { Done } from '../../src/ledger/command.js';
import { decode } from '../../src/ledger/envelope.js';
import { PARTY, PORTFOLIO, type PartyStreamCommand } from '../../src/ledger/ledger.js';
import { KeyWarden } from '../../src/privacy/key-warden.js';
import { openKeys, type OpenKeys } from '../../src/privacy/open-keys.js';
import { Entropy } from '../../src/privacy/random.js';
import { Vault } from '../../src/privacy/vault.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';
import { SHARED_SECRETS } from '../support/keys-place.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';

(POSTGRES_HERE ? describe : describe.skip)(`two processes on one ledger${WITHOUT_POSTGRES}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-shared-'));
  let postgres: TestPostgres;
  let runtime: Runtime;
  let party: string;
  /** The other process: its own connection, memory and warden. */
  let other: OpenKeys;
  let vault: Vault;
  let warden: KeyWarden;
  const closed: string[] = [];
  let sent = 0;

  const settings = (more: Record<string, string> = {}) =>
    readConfig({
      QUITTANCE_DATA: folder,
      QUITTANCE_LOG: 'silent',
      QUITTANCE_KEYS: postgres.url,
      ...SHARED_SECRETS,
      ...more,
    });
  const send = async (command: PartyStreamCommand, by = 'key:one'): Promise<Done> => {
    const outcome = await runtime.transactor.run(PARTY, party, { command, cmd: `cmd-${++sent}`, by });
    if (outcome.kind !== 'done') throw new Error(outcome.message);
    return outcome;
  };
  const opened = async (): Promise<unknown> => {
    const [registered] = await runtime.store.readStream(party, 0, 1);
    return registered && vault.open(decode(registered));
  };
  const until = async (check: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      if (await check()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it did not happen');
  };

  beforeAll(async () => {
    postgres = await testPostgres();
    runtime = await openRuntime(settings());
    // It dies after it recorded, so to speak: what is recorded is done by the other one.
    await runtime.warden.stop();
    other = await openKeys(settings());
    vault = new Vault(other.keys, new Entropy());
    warden = new KeyWarden(runtime.store, other.keys, vault, (parties) => closed.push(...parties));
    warden.start();
    const portfolio = runtime.ids.stream('portfolio', ['main']);
    const command = { type: 'CreatePortfolio' as const, name: 'main', zone: 'Europe/Rome' };
    await runtime.transactor.run(PORTFOLIO, portfolio, { command, cmd: 'begin', by: 'key:one' });
    party = runtime.ids.stream('party', ['main', 'P-1']);
    await send({ type: 'RegisterParty', portfolio, kind: 'PERSON', name: 'Rosa Bianchi' });
  });
  afterAll(async () => {
    await warden?.stop();
    await other?.keys.close();
    await runtime?.close();
    rmSync(folder, { recursive: true });
    await postgres?.stop();
  });

  it('a process that starts when the first facts are there finds keys that have begun', async () => {
    // Nothing was to do yet, and nobody has followed the ledger for long.
    expect(await warden.begun()).toBe(true);
  });

  it('a value that one sealed the other opens, and gives the same ids', async () => {
    expect(await opened()).toEqual({ name: 'Rosa Bianchi' });
    expect(other.ids.stream('party', ['main', 'P-1'])).toBe(party);
  });

  it('a restriction and its end are applied by the process that lives', async () => {
    const { id = '' } = await send({ type: 'RestrictProcessing', ground: 'RETENTION_RUNS' });
    await until(async () => ((await opened()) as { name: unknown }).name === null);
    await send({ type: 'LiftRestriction', restriction: id, reason: 'over' });
    await until(async () => ((await opened()) as { name: unknown }).name !== null);
  });

  it('so is an erasure, and what was made of the person goes there too', async () => {
    const { id = '' } = await send({ type: 'RequestErasure', requester: 'SUBJECT', basis: 'REQUEST' });
    await send({ type: 'ApproveErasure', erasure: id }, 'key:two');
    await until(async () => (await runtime.vault.keyIdsOf([party])).length === 0);
    expect(await opened()).toEqual({ name: null });
    expect(closed).toContain(party);
  });

  it('a process with another secret, or keys that never saw this ledger, do not start', async () => {
    await runtime.close();
    await expect(openRuntime(settings({ QUITTANCE_MAC_SECRET: SHARED_SECRETS.QUITTANCE_ID_SECRET }))).rejects.toThrow(
      'The MAC secret is not the one that this ledger was begun with',
    );
    const empty = await testPostgres();
    await expect(openRuntime(settings({ QUITTANCE_KEYS: empty.url }))).rejects.toThrow('its keys are not: what was in');
    await empty.stop();
    runtime = await openRuntime(settings());
    expect(await runtime.vault.keyIdsOf([party])).toEqual([]);
  });
});
