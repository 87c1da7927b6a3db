/** Tables that many cases share: the rows of each lie in stretches of the spool, in the order in which they came. */
import type { SharedRows } from '../../projections/audit-pack/portfolio-files.js';
import type { PackFile } from '../seal/pack/files.js';
import type { Spool, Spooled } from './spool.js';

/** Rows of a table are held until they are this many characters. */
const HELD_CHARS = 1 << 16;

interface SharedTable {
  readonly stretches: Spooled[];
  held: string;
}

export class SharedTables {
  private readonly tables = new Map<string, SharedTable>();

  constructor(private readonly spool: Spool) {}

  add({ path, header, rows }: SharedRows): void {
    let table = this.tables.get(path);
    if (!table) this.tables.set(path, (table = { stretches: [], held: header }));
    table.held += rows;
    if (table.held.length >= HELD_CHARS) this.put(table);
  }

  files(): PackFile[] {
    return [...this.tables].map(([path, table]) => {
      this.put(table);
      const { spool } = this;
      const open = function* (): Generator<Uint8Array, void> {
        for (const stretch of table.stretches) yield* spool.read(stretch);
      };
      return { path, open };
    });
  }

  private put(table: SharedTable): void {
    if (table.held === '') return;
    table.stretches.push(this.spool.put(Buffer.from(table.held)));
    table.held = '';
  }
}
