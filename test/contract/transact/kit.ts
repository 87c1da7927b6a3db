/** What the sentences of the transact contract are written with. */
import type { Request } from '../../../src/ledger/command.js';
import type { CaseCommand } from '../../../src/ledger/ledger.js';
import type { RecordPayment } from '../../../src/ledger/payment/payment.decide.js';
import { openKeysDb, type KeysDb } from '../../../src/privacy/keys-db.js';
import type { EventStore } from '../../../src/store/port.js';
import { Desk, request, TestClock } from '../../support/desk.js';
import type { Opened } from '../store/kit.js';

export const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 1_000 }, occurredAt: '2026-03-01' };
export const note = (text: string): CaseCommand => ({ type: 'AddNote', text });
export const pay = (amount: number): RecordPayment => ({ type: 'RecordPayment', amount, occurredAt: '2026-03-05' });

export function payments(count: number, prefix = 'pay'): Request<CaseCommand>[] {
  return Array.from({ length: count }, (_, i) => request(pay(1), `${prefix}-${i}`));
}

/** One ledger under test: its data outlive the desks that work on it. */
export class World {
  readonly keys: KeysDb = openKeysDb(':memory:');
  readonly clock = new TestClock();

  constructor(private readonly opened: Opened) {}

  get store(): EventStore {
    return this.opened.store;
  }

  /** An instance: a process of its own, on the same data. */
  desk(store = this.store, settleMs?: number): Desk {
    return new Desk(store, this.keys, this.clock, settleMs);
  }

  /** A desk on a case that is open. */
  async begun(...commands: CaseCommand[]): Promise<Desk> {
    return this.desk().begin(...commands);
  }

  /** The instance after its process ended and began again; the store is opened anew where it is durable. */
  async restarted(): Promise<Desk> {
    return this.desk((await this.opened.reopen?.()) ?? this.store);
  }

  async end(): Promise<void> {
    void this.keys.close();
    await this.opened.cleanup();
  }
}
