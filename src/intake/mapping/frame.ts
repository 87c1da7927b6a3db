/** One row while it is evaluated. One frame serves a whole import: nothing is allocated per row that need not be. */
import type { Command } from '../../ledger/command.js';

/** Field texts of a row by name. */
export type Fields = Readonly<Record<string, string>>;

/** What a value can be. A text list for `debts`, amounts by component for `balances`, texts by name for `changes`. */
export type Value = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>>;

/** Why a row cannot become facts. `reason` is a sentence without any value: values may be personal. */
export interface RowProblem {
  readonly field?: string;
  readonly value?: string;
  readonly reason: string;
}

/** Source fields from which each field of a command comes, so that a refusal can name what the source says. */
export type Origin = Readonly<Record<string, readonly string[]>>;

/** A name under which steps remember parts. */
export interface RememberedPart {
  /** `payment`, `debt`, …; undefined while no step remembers it. */
  readonly kind: string | undefined;
  /** Fixed places of the steps that remember it under the key of their own row. */
  readonly rowPlaces: ReadonlySet<string>;
}

/** Takes what a row becomes, in order. */
export interface Recorder {
  /**
   * One fact's command.
   * @param place fixed place of the step in its rule
   * @returns id of the part that it creates, where `creates` says its kind
   */
  record(place: string, command: Command, origin: Origin, creates?: string): string | undefined;
}

export class Frame {
  fields: Fields = {};
  /** Running values of the case, by slot. Changed in place. */
  running: (Value | undefined)[] = [];
  /** Ids of remembered parts of the case, by slot. Changed in place. */
  parts: (string | undefined)[] = [];
  /** Ids of parts that were remembered under a key, by slot and key. */
  keyed: Map<string, string> | undefined;
  /** What `keyed` had before this row, where the row changed it. */
  readonly before = new Map<string, string | undefined>();
  /** Finds a part that an earlier import recorded for the row of a key. */
  earlier: (key: readonly string[], part: RememberedPart) => string | undefined = () => undefined;
  /** Party streams of the case, by slot. Changed in place. */
  parties: (string | undefined)[] = [];
  /** Currency of the row's amounts. */
  currency = '';
  problem: RowProblem | undefined;
  private dated = false;
  private date: string | undefined;

  begin(fields: Fields): void {
    this.fields = fields;
    this.problem = undefined;
    this.dated = false;
    // To clear a map makes a new table, even where there is nothing in it.
    if (this.before.size > 0) this.before.clear();
  }

  /** A part is remembered under a key. */
  keep(slot: number, key: string, id: string): void {
    const name = `${slot} ${key}`;
    this.keyed ??= new Map();
    if (!this.before.has(name)) this.before.set(name, this.keyed.get(name));
    this.keyed.set(name, id);
  }

  kept(slot: number, key: string): string | undefined {
    return this.keyed?.get(`${slot} ${key}`);
  }

  /** A rejected row leaves nothing behind. */
  forget(): void {
    for (const [name, id] of this.before) {
      if (id === undefined) this.keyed?.delete(name);
      else this.keyed?.set(name, id);
    }
    this.before.clear();
  }

  /** The row's own date, worked out once. */
  rowDate(evaluate: (frame: Frame) => string | undefined): string | undefined {
    if (!this.dated) {
      this.date = evaluate(this);
      this.dated = true;
    }
    return this.date;
  }

  /** Notes the first problem: it is the one to mend first. */
  fail(problem: RowProblem): undefined {
    this.problem ??= problem;
    return undefined;
  }
}
