/**
 * The bytes of the envelope, fixed for ever (design.md 3).
 *
 * `golden/envelope.json` was written once. A ledger holds such bytes, and packs that were handed out prove them: when
 * this fails, the code is wrong, not the file. A new shape is a new schema version, and an upcaster reads the old one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import { decode, leafOfStored, readMeta } from '../../src/ledger/envelope.js';
import { evolveCase, newCase, type CaseStreamFact } from '../../src/ledger/case-state.js';
import type { PartyFact } from '../../src/ledger/party/party.events.js';
import { evolveParty, newParty } from '../../src/ledger/party/party.state.js';
import { CASE_STREAM, PARTY_STREAM, play, type Story } from './golden/story.js';

/** One stored event. */
interface Golden {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  /** The exact body. */
  readonly body: string;
  /** Leaf hash of the stream's previous event. */
  readonly prev: string;
  /** The exact leaf entry. */
  readonly entry: string;
  /** Leaf hash. */
  readonly leaf: string;
  /** What the sealed disclosures disclose. */
  readonly disclosed?: Readonly<Record<string, string>>;
}

const file = fileURLToPath(new URL('golden/envelope.json', import.meta.url));
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden[];
const names = golden.map(({ type, stream, revision }) => [`${stream.split('-')[0]} ${revision} ${type}`] as const);

const sha256 = (...bytes: readonly Buffer[]): string =>
  createHash('sha256').update(Buffer.concat(bytes)).digest('base64url');

describe('the golden envelope', () => {
  let story: Story;
  beforeAll(async () => {
    story = await play();
  });

  describe.each(names.map(([name], i) => [name, i] as const))('%s', (_name, i) => {
    const expected = golden[i] as Golden;

    it('is written byte for byte', () => {
      const event = story.events[i];
      expect(event).toMatchObject({ type: expected.type, stream: expected.stream, revision: expected.revision });
      expect(event?.data).toBe(expected.body);
      expect(readMeta(event?.meta ?? '').prev).toBe(expected.prev);
      expect(event && leafOfStored(event)).toBe(expected.leaf);
    });

    it('has a leaf that other code computes from the bytes alone', () => {
      const { stream: sid, revision: rev, prev } = expected;
      const body = sha256(Buffer.from(expected.body, 'utf8'));
      expect(canonicalize({ v: 1, typ: 'dcl.event', sid, rev, prev, body })).toBe(expected.entry);
      expect(sha256(Buffer.from([0x00]), Buffer.from(expected.entry, 'utf8'))).toBe(expected.leaf);
    });

    it('has a body that other code writes in the same bytes', () => {
      expect(canonicalize(JSON.parse(expected.body))).toBe(expected.body);
    });

    it('follows the one before it', () => {
      const before = golden.find(
        ({ stream, revision }) => stream === expected.stream && revision === expected.revision - 1,
      );
      expect(expected.prev).toBe(before?.leaf ?? Buffer.alloc(32).toString('base64url'));
    });

    it('seals what is personal: the ciphertexts open to it, and the body holds their digests', async () => {
      const event = story.events[i];
      if (!event) throw new Error('no event');
      expect(await story.vault.open(decode(event))).toEqual(expected.disclosed ?? {});
      const { _sd = [] } = JSON.parse(expected.body) as { _sd?: string[] };
      expect(_sd).toHaveLength(Object.keys(expected.disclosed ?? {}).length);
      for (const value of Object.values(expected.disclosed ?? {})) {
        expect(expected.body + event.meta).not.toContain(value);
      }
    });
  });

  it('holds an event of each kind that the envelope knows', () => {
    expect(golden.map(({ type }) => type)).toEqual(story.events.map(({ type }) => type));
    expect(golden.map(({ type }) => type)).toEqual([
      'PartyRegistered',
      'CaseOpened',
      'DebtRegistered',
      'PaymentReceived',
      'PaymentAllocated',
      'CaseNoteAdded',
    ]);
  });

  it('is still read to the same state', () => {
    const facts = golden.map(({ type, stream, revision, body, prev }, i) => {
      const { id } = JSON.parse(body) as { id: string };
      return decode({ id, type, stream, revision, position: i + 1, data: body, meta: JSON.stringify({ prev }) });
    });
    const of = (stream: string) => facts.filter((fact) => fact.stream === stream);
    const { account, frame } = (of(CASE_STREAM) as CaseStreamFact[]).reduce(evolveCase, newCase(CASE_STREAM));
    expect(frame).toMatchObject({ stage: 'OPEN', ref: 'S109961', openedOn: '2026-03-01' });
    expect([...account.held.values()]).toEqual([200]);
    const party = (of(PARTY_STREAM) as PartyFact[]).reduce(evolveParty, newParty(PARTY_STREAM));
    expect(party.zone).toEqual({ name: 'Europe/Rome', by: 'portfolio' });
  });
});
