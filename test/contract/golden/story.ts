/**
 * The story whose bytes `envelope.json` fixes. Everything that is drawn or read from outside is constant: clock, ids,
 * salts, secrets and keys. Only the nonces of the ciphertexts are drawn anew.
 */
import { randomBytes } from 'node:crypto';
import { PARTY, CASE, type CaseCommand } from '../../../src/ledger/ledger.js';
import { emptyStream } from '../../../src/ledger/load.js';
import { planUnits } from '../../../src/ledger/unit-plan.js';
import { STANDARD_POLICY } from '../../../src/ledger/policy.js';
import type { EntropyPort, LedgerPorts } from '../../../src/ledger/ports.js';
import type { RegisterParty } from '../../../src/ledger/party/party.decide.js';
import { openKeysDb, type KeysDb } from '../../../src/privacy/keys-db.js';
import { embeddedSecrets, LedgerSecrets } from '../../../src/privacy/secrets.js';
import { Vault } from '../../../src/privacy/vault.js';
import type { StoredEvent } from '../../../src/store/port.js';

/** Ids and salts that count up. */
class CountedEntropy implements EntropyPort {
  private ids = 0;
  private salts = 0;

  eventId(now: number): string {
    this.ids += 1;
    const time = now.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(this.ids).padStart(12, '0')}`;
  }

  salt(): string {
    this.salts += 1;
    return Buffer.alloc(16, this.salts).toString('base64url');
  }

  nonce(): Buffer {
    return randomBytes(12);
  }
}

/** Keys and secrets of one byte each: constant, and never those of a ledger. */
function constantKeys(subjects: readonly string[]): KeysDb {
  const db = openKeysDb(':memory:');
  const secret = db.db.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)');
  secret.run('id', db.wrapping.wrap(Buffer.alloc(32, 1)));
  secret.run('mac', db.wrapping.wrap(Buffer.alloc(32, 2)));
  const key = db.db.prepare('INSERT INTO subject_keys (subject, purpose, key_id, secret) VALUES (?, ?, ?, ?)');
  for (const [i, subject] of subjects.entries()) {
    key.run(subject, 'collection', `key-${i}`, db.wrapping.wrap(Buffer.alloc(32, 3 + i)));
  }
  return db;
}

export interface Story {
  readonly events: readonly StoredEvent[];
  readonly vault: Vault;
}

export const CASE_STREAM = 'case-11111111-1111-8111-8111-111111111111';
export const PARTY_STREAM = 'party-22222222-2222-8222-8222-222222222222';
const PORTFOLIO_STREAM = 'portfolio-33333333-3333-8333-8333-333333333333';

const party: RegisterParty = {
  type: 'RegisterParty',
  portfolio: PORTFOLIO_STREAM,
  kind: 'PERSON',
  ref: 'D-17',
  language: 'it',
  name: 'Rosa Bianchi',
  birthDate: '1980-02-29',
  address: 'Via Niccolò 1, 70121 Bari',
  occurredAt: '2026-03-01T09:30:00+01:00',
};
const commands: readonly CaseCommand[] = [
  { type: 'OpenCase', portfolio: PORTFOLIO_STREAM, ref: 'S109961', product: 'traffic fine', occurredAt: '2026-03-01' },
  { type: 'RegisterDebt', balances: { principal: 3_500, cost: 1_300 }, occurredAt: '2026-03-01' },
  {
    type: 'RecordPayment',
    amount: 5_000,
    method: 'bank "transfer"',
    occurredAt: '2026-03-05T23:30:00Z',
    extra: { 'Zahlart\u00e9': 'Überweisung 😂', '10': 'a\nb' },
  },
  { type: 'AddNote', text: 'Rosa rang: 催收 wrong address.', topic: 'address', occurredAt: '2026-03-06T10:00:00Z' },
];

/** Plays the story with the code as it is. */
export async function play(): Promise<Story> {
  const keys = constantKeys([PARTY_STREAM, CASE_STREAM]);
  const entropy = new CountedEntropy();
  const vault = new Vault(keys, entropy);
  const policy = { ...STANDARD_POLICY, id: 'fines', zone: 'Europe/Rome', currency: 'EUR' };
  const ports: LedgerPorts = {
    clock: { now: () => NOW },
    ids: new LedgerSecrets(embeddedSecrets(keys)),
    entropy,
    conceal: vault,
    policies: { policyOf: async () => policy },
  };
  const src = { via: 'import' as const, file: 'road_fine.xes.gz', row: '561470', map: 'traffic@1', batch: 'b-1' };
  const from = { by: 'local:clerk', obo: 'agency:7', corr: 'corr-1', src };
  const registered = await planUnits(
    { kind: PARTY, stream: PARTY_STREAM, loaded: emptyStream(PARTY.initial(PARTY_STREAM)), ports, now: NOW },
    [[{ command: party, cmd: 'party-1', by: 'key:http' }]],
  );
  const told = await planUnits(
    { kind: CASE, stream: CASE_STREAM, loaded: emptyStream(CASE.initial(CASE_STREAM)), ports, now: NOW },
    commands.map((command, i) => [{ command, cmd: `row-${i}`, ...from }]),
  );
  const place = (stream: string) => (event: (typeof told.events)[number], revision: number) => {
    return { ...event, stream, revision, position: revision + 1 };
  };
  return { events: [...registered.events.map(place(PARTY_STREAM)), ...told.events.map(place(CASE_STREAM))], vault };
}

const NOW = Date.parse('2026-03-31T12:00:00.123Z');
