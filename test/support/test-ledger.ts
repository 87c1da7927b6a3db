/** A whole ledger for tests: memory store, real keys in memory, a read database in a temporary file, a clock to set. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projections } from '../../projections/index.js';
import type { Projection } from '../../projections/projector/projection.js';
import { Projector } from '../../projections/projector/projector.js';
import { ReadSide } from '../../projections/read/read-side.js';
import type { ReadDb } from '../../projections/tables/read-db.js';
import { RuleBook, StreamFacts } from '../../src/clearance/index.js';
import type { Done, Request } from '../../src/ledger/command.js';
import { toMillis } from '../../src/ledger/dates.js';
import { CASE, PORTFOLIO, RULEBOOK, type CaseCommand } from '../../src/ledger/ledger.js';
import type { PortfolioCommand } from '../../src/ledger/portfolio/portfolio.decide.js';
import { PortfolioPolicies } from '../../src/ledger/portfolio/portfolio.policies.js';
import { Transactor } from '../../src/ledger/transact.js';
import { openKeysDb } from '../../src/privacy/keys-db.js';
import { Entropy } from '../../src/privacy/random.js';
import { embeddedSecrets, LedgerSecrets } from '../../src/privacy/secrets.js';
import { Vault } from '../../src/privacy/vault.js';
import { MemoryStore } from '../../src/store/memory/memory.store.js';
import type { EventStore } from '../../src/store/port.js';
import { dropDatabases, openReadDb } from './read-place.js';

export class TestClock {
  constructor(public millis: number) {}

  now(): number {
    return this.millis;
  }

  set(instant: string): void {
    this.millis = toMillis(instant);
  }

  pass(ms: number): void {
    this.millis += ms;
  }
}

export class TestLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-'));
  readonly clock = new TestClock(toMillis('2026-03-31T12:00:00Z'));
  readonly store: EventStore = new MemoryStore();
  readonly keys = openKeysDb(':memory:');
  readonly ids = new LedgerSecrets(embeddedSecrets(this.keys));
  readonly vault = new Vault(this.keys, new Entropy());
  readonly transactor = this.newTransactor(this.clock);
  readonly rules = this.newRules();
  readonly portfolio = this.ids.stream('portfolio', ['main']);
  db!: ReadDb;
  projector!: Projector;
  read!: ReadSide;
  private commands = 0;

  newTransactor(clock: TestClock): Transactor {
    const policies = new PortfolioPolicies(this.store);
    const entropy = new Entropy();
    return new Transactor(this.store, { clock, ids: this.ids, entropy, conceal: this.vault, policies });
  }

  private newRules(): RuleBook {
    const stream = this.ids.stream('rulepack', ['rules']);
    return new RuleBook(stream, new StreamFacts(this.store), (request) =>
      this.transactor.run(RULEBOOK, stream, request),
    );
  }

  /** Opens the read side over a file of its own. */
  async openRead(file = 'read.db', list: readonly Projection[] = projections()): Promise<void> {
    this.db = await openReadDb(join(this.folder, file));
    this.projector = new Projector(this.store, this.db, list, this.clock);
    await this.projector.open();
    this.read = new ReadSide(this.store, this.db, this.projector, this.clock);
  }

  async closeRead(): Promise<void> {
    await this.projector.close();
    await this.db.close();
  }

  async createPortfolio(more: Partial<PortfolioCommand> = {}): Promise<void> {
    const command: PortfolioCommand = {
      type: 'CreatePortfolio',
      name: 'main',
      zone: 'Europe/Rome',
      currency: 'EUR',
      occurredAt: '2026-01-01',
      ...more,
    };
    await this.transactor.run(PORTFOLIO, this.portfolio, { command, cmd: 'create', by: 'key:test' });
  }

  caseId(ref: string): string {
    return this.ids.stream('case', [this.portfolio, ref]);
  }

  /** Opens a case with one debt and returns its id. */
  async openCase(ref: string, principal = 10_000, on = '2026-01-10'): Promise<string> {
    const id = this.caseId(ref);
    await this.record(id, { type: 'OpenCase', portfolio: this.portfolio, ref, occurredAt: on });
    await this.record(id, { type: 'RegisterDebt', balances: { principal }, occurredAt: on });
    return id;
  }

  async record(
    id: string,
    command: CaseCommand,
    more: Partial<Omit<Request, 'command'>> = {},
    by = this.transactor,
  ): Promise<Done> {
    this.commands += 1;
    const outcome = await by.run(CASE, id, { command, cmd: `test-${this.commands}`, by: 'key:test', ...more });
    if (outcome.kind !== 'done') throw new Error(`${command.type}: ${outcome.message}`);
    return outcome;
  }

  async close(): Promise<void> {
    if (this.db) await this.closeRead();
    await this.store.close();
    await this.keys.close();
    await dropDatabases((file) => file.startsWith(this.folder));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
