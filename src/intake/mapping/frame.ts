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
