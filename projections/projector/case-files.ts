/**
 * What a projection that judges whole cases keeps in memory: a file for each case that it is about, loaded from the
 * case's stream where it is not there yet. Most cases never get one, and cost a look-up at most.
 */
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { Lru } from '../../src/ledger/lru.js';
import { storedName, type Table } from '../tables/table.js';
import { KeySet } from './key-set.js';
import type { KeyedFact, Preparation, StreamKey } from './projection.js';

/** Cases whose files are held in memory between pages. */
const CASES_REMEMBERED_MAX = 2_000;
const KEYS_ASKED_MAX = 500;

export interface FilesOf<F> {
  readonly version: number;
  /** A case with a row in one of these has a file. */
  readonly registers: readonly Table[];
  /** Whether a fact of this type belongs into a file. */
  readonly touches: (type: CaseStreamFact['type']) => boolean;
  /** Whether a fact of this type begins one. */
  readonly begins: (type: CaseStreamFact['type']) => boolean;
  readonly empty: () => F;
  /** Folds one more fact into a file. */
  readonly advance: (file: F, fact: CaseStreamFact) => unknown;
}

export class CaseFiles<F extends object> {
  private readonly files = new Lru<StreamKey, F>(CASES_REMEMBERED_MAX);
  private readonly without = new KeySet();

  constructor(private readonly of: FilesOf<F>) {}

  get(key: StreamKey): F | undefined {
    return this.files.get(key);
  }

  clear(): void {
    this.files.clear();
    this.without.clear();
  }

  /** Makes sure that every case of the page that needs one has its file, as it stood before the page. */
  async prepare(page: readonly KeyedFact[], preparation: Preparation): Promise<void> {
    const first = new Map<StreamKey, KeyedFact>();
    const needed = new Set<StreamKey>();
    for (const keyed of page) {
      const type = keyed.fact.type as CaseStreamFact['type'];
      if (!this.of.touches(type)) continue;
      if (!first.has(keyed.key)) first.set(keyed.key, keyed);
      if (this.of.begins(type)) needed.add(keyed.key);
    }
    const asked = [...first.keys()].filter((k) => !needed.has(k) && !this.files.get(k) && !this.without.has(k));
    for (const key of await this.registered(asked, preparation)) needed.add(key);
    for (const key of asked) if (!needed.has(key)) this.without.add(key);
    for (const key of needed) {
      if (this.files.get(key)) continue;
      const { fact } = first.get(key) as KeyedFact;
      this.without.delete(key);
      this.files.put(key, await this.load(fact as CaseStreamFact, preparation));
    }
  }

  private async registered(keys: readonly StreamKey[], preparation: Preparation): Promise<StreamKey[]> {
    const found: StreamKey[] = [];
    for (const { name } of this.of.registers) {
      const table = sql.table(storedName(name, this.of.version));
      for (let i = 0; i < keys.length; i += KEYS_ASKED_MAX) {
        const some = sql.join(keys.slice(i, i + KEYS_ASKED_MAX));
        const query = sql<{ case_key: number }>`SELECT DISTINCT case_key FROM ${table} WHERE case_key IN (${some})`;
        const { rows } = await preparation.query((db) => query.execute(db));
        found.push(...rows.map((row) => row.case_key));
      }
    }
    return found;
  }

  private async load(before: CaseStreamFact, preparation: Preparation): Promise<F> {
    const file = this.of.empty();
    const history = before.revision === 0 ? [] : await preparation.history(before.stream, before.revision - 1);
    for (const fact of history as readonly CaseStreamFact[])
      if (this.of.touches(fact.type)) this.of.advance(file, fact);
    return file;
  }
}
