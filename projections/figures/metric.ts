/** What a metric is: a definition in words, and a numerator and denominator in numbers of accounts. */
import type { SourceName } from './sources/index.js';

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** Half of a rate. */
export interface Part {
  /** Sources joined by account. Without rows of the first there is nothing to count. */
  readonly from: readonly [SourceName, ...SourceName[]];
  /** SQL over the sources' columns: what an account (or its row of a month, a batch) adds. Constant text of the program. */
  readonly value: string;
  /** SQL of the dimension that it is broken down by; without it every line of the figure has the whole of this part. */
  readonly by?: string;
  /** Which of a source's events stand behind it: `states.end`. */
  readonly events: `${SourceName}.${string}`;
}

export type Dimension = 'bucket' | 'month' | 'batch';

export interface Metric {
  readonly id: string;
  /** Raised with every change of what it means. */
  readonly version: number;
  readonly name: Words;
  readonly definition: Words;
  /** Of numerator and denominator: minor units, or a number of things. */
  readonly unit: 'amount' | 'count';
  /** What 1 of the rate is shown as: percent, or so many per thousand. */
  readonly shown: 'percent' | 'per-thousand';
  readonly dimension?: Dimension;
  /** A line has all up to it: recovered within three months of charge-off; or all from it on: plans watched so long. */
  readonly cumulative?: 'up-to' | 'onwards';
  /** A line's rate is the product of the fractions up to it. */
  readonly compounded?: true;
  readonly numerator: Part;
  readonly denominator: Part;
}
