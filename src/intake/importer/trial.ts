/** A trial of an import: the ledger as it is, and everything new beside it, thrown away at the end. */
import type { ConcealPort, SealedFields, SubjectKey } from '../../ledger/ports.js';
import { PortfolioPolicies } from '../../ledger/portfolio/index.js';
import { Transactor } from '../../ledger/transact.js';
import { openKeysDb } from '../../privacy/keys-db.js';
import { Entropy } from '../../privacy/random.js';
import { Vault } from '../../privacy/vault.js';
import type { Runtime } from '../../runtime.js';
import type { ImportLedger } from './ledger.js';
import { closeScratch, openScratch } from './scratch.js';
import { TRIAL_SCHEMA, TrialStore } from './trial-store.js';

export interface Trial {
  readonly ledger: ImportLedger;
  close(): void;
}

export function openTrial(runtime: Runtime): Trial {
  const scratch = openScratch(runtime.config.data, 'import-trial.db', TRIAL_SCHEMA);
  const keys = openKeysDb(':memory:');
  const entropy = new Entropy();
  const store = new TrialStore(runtime.store, scratch);
  const conceal = new TrialVault(runtime, new Vault(keys, entropy));
  const policies = new PortfolioPolicies(store);
  const ports = { clock: runtime.clock, ids: runtime.ids, entropy, conceal, policies };
  return {
    ledger: { store, transactor: new Transactor(store, ports), ports },
    close() {
      void keys.close();
      closeScratch(scratch);
    },
  };
}

/** Real keys where there are any, else keys that are gone with the trial: it makes none. */
class TrialVault implements ConcealPort {
  constructor(
    private readonly runtime: Runtime,
    private readonly temporary: Vault,
  ) {}

  async keyOf(subject: string): Promise<SubjectKey> {
    const [id] = await this.runtime.vault.keyIdsOf([subject]);
    const real = id === undefined ? undefined : await this.runtime.vault.keyById(id);
    return real ?? this.temporary.keyOf(subject);
  }

  async keyById(id: string): Promise<SubjectKey | undefined> {
    return (await this.runtime.vault.keyById(id)) ?? this.temporary.keyById(id);
  }

  seal(
    key: SubjectKey,
    place: { stream: string; event: string },
    fields: Readonly<Record<string, string>>,
  ): SealedFields {
    return this.temporary.seal(key, place, fields);
  }

  mac(key: SubjectKey, text: string): string {
    return this.temporary.mac(key, text);
  }
}
