/** Defects of ledgers (domain/peers.md 2B.3 and 2B.4): what they leave out of the seal, and what a reversal does to a record. */
import { decode, leafOfStored } from '../../src/ledger/envelope.js';
import type { StoredEvent } from '../../src/store/port.js';
import { TestLedger } from '../support/test-ledger.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

let ledger: TestLedger;
let received: StoredEvent;
let reversed: StoredEvent;

beforeAll(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-20T12:00:00Z');
  await ledger.createPortfolio();
  const id = await ledger.openCase('A', 10_000, '2026-01-01');
  const paid = { type: 'RecordPayment', amount: 4_000, effectiveDate: '2026-03-10', externalRef: 'TRX-9' } as const;
  const { id: payment } = await ledger.record(id, { ...paid, method: 'transfer', occurredAt: '2026-03-12T09:00:00Z' });
  const before = (await ledger.store.readStream(id, 0, 100)).find(({ type }) => type === 'PaymentReceived');
  await ledger.record(id, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
  const events = await ledger.store.readStream(id, 0, 100);
  received = events.find(({ type }) => type === 'PaymentReceived') as StoredEvent;
  reversed = events.find(({ type }) => type === 'PaymentReversed') as StoredEvent;
  expect(received).toEqual(before);
});
afterAll(() => ledger.close());

/** Paths of all values in a body: `eff`, `zone.name`, `data.amount`. */
function pathsOf(value: Json, at: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [at.join('.')];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...at, name]));
}

function changedAt(value: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return typeof value === 'number' ? value + 1 : `${JSON.stringify(value)}0`;
  const inner = (value as Readonly<Record<string, Json>>)[name] as Json;
  if (Array.isArray(value)) return value.map((item: Json, i) => (String(i) === name ? changedAt(item, rest) : item));
  return { ...(value as object), [name]: changedAt(inner, rest) };
}

describe('Blnk leaves the business date and the description out of its chain', () => {
  it('we seal all that a fact is read from: whichever value is changed, the leaf is another', () => {
    const body = JSON.parse(received.data) as Json;
    const paths = pathsOf(body);
    // What Blnk leaves out, by our names, is there to be changed at all.
    expect(paths).toEqual(expect.arrayContaining(['at', 'eff', 'rec', 'by', 'data.amount', 'data.externalRef']));
    for (const path of paths) {
      const data = JSON.stringify(changedAt(body, path.split('.')));
      expect([path, leafOfStored({ ...received, data }) === leafOfStored(received)]).toEqual([path, false]);
    }
  });

  it('a payment that is dated back behind the ledger is read with that date, and its leaf gives it away', () => {
    const data = JSON.stringify({ ...(JSON.parse(received.data) as object), eff: '2026-01-02' });
    const forged = { ...received, data };
    expect([decode(received).eff, decode(forged).eff]).toEqual(['2026-03-10', '2026-01-02']);
    expect(leafOfStored(forged)).not.toBe(leafOfStored(received));
  });
});

describe('Fineract takes the external id from a record that is reversed (#4246)', () => {
  it('ours stays as it was, byte for byte, and the reversal names it', () => {
    const [first, second] = [decode(received), decode(reversed)];
    expect(first.data).toMatchObject({ externalRef: 'TRX-9', amount: 4_000 });
    expect(second).toMatchObject({ ref: first.id, data: { payment: (first.data as { payment: string }).payment } });
  });
});
