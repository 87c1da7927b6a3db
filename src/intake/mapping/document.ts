/**
 * A mapping as its YAML file says it, after `mapping.schema.json` has accepted its shape. What the members mean is told in
 * `docs/mapping.md`; this file only names them.
 */
import type { CsvOptions, SourceFormat } from '../sources/index.js';

/** A constant, a template such as `"{street}, {town}"`, or one operator with its options. */
export type ValueDoc = string | number | boolean | OperatorDoc;
export type Scalar = string | number | boolean;
/** One name of a source field, or several of which the first that is present counts. */
export type FieldNames = string | readonly string[];

export interface MoneyText {
  readonly decimal?: string;
  readonly thousands?: string;
  readonly symbols?: readonly string[];
  readonly negative?: readonly ('leading' | 'trailing' | 'parentheses')[];
  readonly exponent?: boolean;
  /** Already in minor units. */
  readonly minor?: boolean;
}

export interface DateText {
  readonly format?: string | readonly string[];
  readonly zone?: string;
  readonly take?: 'date';
}

export interface OperatorDoc extends MoneyText, DateText {
  readonly field?: FieldNames;
  readonly text?: ValueDoc;
  readonly constant?: string;
  readonly money?: FieldNames | OperatorDoc;
  readonly date?: FieldNames | OperatorDoc;
  readonly number?: FieldNames | OperatorDoc;
  readonly boolean?: FieldNames | OperatorDoc;
  readonly running?: string;
  readonly part?: string;
  /** Of `part`: the key under which it was remembered. */
  readonly key?: KeyDoc;
  readonly party?: string;
  readonly list?: readonly ValueDoc[];
  readonly split?: FieldNames;
  readonly plus?: readonly ValueDoc[];
  readonly minus?: readonly ValueDoc[];
  readonly max?: readonly ValueDoc[];
  readonly min?: readonly ValueDoc[];
  readonly negate?: ValueDoc;
  readonly abs?: ValueDoc;
  readonly first?: readonly ValueDoc[];
  readonly if?: ConditionDoc;
  readonly then?: ValueDoc;
  readonly else?: ValueDoc;
  // Options of the operators above.
  readonly match?: string;
  readonly case?: 'upper' | 'lower';
  readonly map?: Readonly<Record<string, Scalar>>;
  readonly otherwise?: Scalar;
  readonly default?: ValueDoc;
  readonly currency?: ValueDoc;
  readonly addDays?: number;
  readonly yes?: readonly Scalar[];
  readonly no?: readonly Scalar[];
  readonly by?: string;
}

export interface ConditionDoc {
  readonly all?: readonly ConditionDoc[];
  readonly any?: readonly ConditionDoc[];
  readonly not?: ConditionDoc;
  // The subject …
  readonly field?: FieldNames;
  readonly running?: string;
  readonly part?: string;
  readonly key?: KeyDoc;
  readonly value?: ValueDoc;
  // … and what is asked of it; several questions must all be true.
  readonly is?: ValueDoc;
  readonly in?: readonly Scalar[];
  readonly matches?: string;
  readonly present?: boolean;
  readonly above?: ValueDoc;
  readonly below?: ValueDoc;
  readonly atLeast?: ValueDoc;
  readonly atMost?: ValueDoc;
}

/** Field names kept under their own name, or names with values. */
export type KeptDoc = readonly string[] | Readonly<Record<string, ValueDoc>>;

export type LoopSet = Readonly<Record<string, Scalar>>;
export interface LoopDoc {
  readonly as?: string;
  readonly from?: number;
  readonly to?: number;
  readonly in?: readonly (Scalar | LoopSet)[];
  readonly array?: string;
}

export interface FactDoc {
  readonly date?: ValueDoc;
  readonly effective?: ValueDoc;
  readonly extra?: KeptDoc;
  readonly sealed?: KeptDoc;
  readonly remember?: string;
  /** Under which the part is remembered too, beside others of its name. */
  readonly key?: KeyDoc;
}
export type WithDoc = Readonly<Record<string, ValueDoc | Readonly<Record<string, ValueDoc>>>>;

export interface StepDoc extends FactDoc {
  readonly when?: ConditionDoc;
  readonly record?: string;
  readonly with?: WithDoc;
  readonly note?: { readonly text?: ValueDoc; readonly topic?: ValueDoc };
  readonly set?: Readonly<Record<string, ValueDoc>>;
  readonly add?: Readonly<Record<string, ValueDoc>>;
  readonly each?: LoopDoc;
  readonly do?: readonly StepDoc[];
}

export interface RuleDoc {
  readonly when?: ConditionDoc;
  readonly do?: readonly StepDoc[];
  readonly ignore?: string;
  readonly reject?: string;
}

export type KeyDoc = ValueDoc | readonly ValueDoc[];

export interface CaseDoc {
  readonly key: KeyDoc;
  readonly ref?: ValueDoc;
  readonly product?: ValueDoc;
  readonly opened?: ValueDoc;
  readonly extra?: KeptDoc;
  readonly sealed?: KeptDoc;
}

export interface PointDoc {
  readonly when?: ConditionDoc;
  readonly medium: ValueDoc;
  readonly value: ValueDoc;
  readonly label?: ValueDoc;
  readonly basis?: ValueDoc;
  readonly place?: ValueDoc;
  readonly reserved?: ValueDoc;
  readonly remember?: string;
}

export interface PartyDoc {
  readonly name: string;
  readonly key: KeyDoc;
  readonly when?: ConditionDoc;
  readonly role: ValueDoc;
  readonly kind?: ValueDoc;
  readonly ref?: ValueDoc;
  readonly language?: ValueDoc;
  readonly with: WithDoc;
  readonly date?: ValueDoc;
  readonly points?: readonly PointDoc[];
  readonly extra?: KeptDoc;
  readonly sealed?: KeptDoc;
}

export type RunningType = 'money' | 'text' | 'number' | 'date';
export type RunningDoc = RunningType | { readonly type: RunningType; readonly start?: ValueDoc };

/** Settings of the portfolio that the import creates where it does not exist. */
export interface PortfolioDoc {
  readonly name: string;
  readonly title?: string;
  readonly creditor?: string;
  readonly zone: string;
  readonly currency?: string;
  readonly jurisdictions?: readonly string[];
  readonly capacity?: 'FIRST_PARTY' | 'AGENCY' | 'PURCHASER';
  readonly waterfall?: string;
  readonly buckets?: string;
  readonly promiseGraceDays?: number;
  readonly promiseToleranceBps?: number;
}

export interface MappingDoc {
  readonly mapping: string;
  readonly version: number;
  readonly about?: string;
  readonly source: {
    readonly format: SourceFormat;
    readonly encoding?: string;
    readonly csv?: CsvOptions;
    readonly holds?: 'everything' | 'additions';
  };
  readonly portfolio: PortfolioDoc;
  readonly dates?: DateText;
  readonly money?: MoneyText & { readonly currency?: ValueDoc };
  readonly personal?: readonly string[];
  readonly case: CaseDoc;
  readonly row?: { readonly key?: KeyDoc; readonly date?: ValueDoc; readonly effective?: ValueDoc };
  readonly running?: Readonly<Record<string, RunningDoc>>;
  readonly parties?: readonly PartyDoc[];
  readonly rows: readonly RuleDoc[];
}
