/** What an import needs of a ledger: the real one, or a trial that leaves no trace. */
import type { LedgerPorts } from '../../ledger/ports.js';
import type { Transactor } from '../../ledger/transact.js';
import type { EventStore } from '../../store/port.js';

export interface ImportLedger {
  readonly store: EventStore;
  readonly transactor: Transactor;
  readonly ports: LedgerPorts;
}
