/**
 * Evaluators: named and versioned pure functions that packs use with parameters of their own. One evaluates a contact, at
 * the time for which it is asked or at which it happened; the other follows a case's duties and clocks to a day.
 *
 * A change of what an evaluator answers is a new version beside the old: what was decided with the old must replay.
 */
import type { CivilDate, Millis } from '../ledger/dates.js';
import type { Act, Attempt } from './dossier/attempt.js';
import type { CaseFile } from './dossier/case-file.js';
import type { Dossier } from './dossier/dossier.js';
import type { Pack, RuleEntry } from './pack.js';
import type { Place } from './place.js';

/** What an evaluator of contacts gets. It sees nothing else. */
export interface Scene {
  readonly act: Act;
  /** Contact id where it happened: its own record in the dossier does not count against it. */
  readonly id?: string;
  /**
   * When it is asked, of a contact that is planned: open permits count, later ones too. Undefined of one that happened:
   * then only what came before it counts.
   */
  readonly asked?: Millis;
  readonly dossier: Dossier;
  readonly place: Place;
  /** Zones in which the person may be: what is allowed is allowed in each. Never empty. */
  readonly zones: readonly string[];
  /** Whether anybody recorded them; else they are the pack's candidates. */
  readonly zonesKnown: boolean;
  readonly pack: Pack;
  readonly rule: RuleEntry;
  /**
   * Each record of one call counts, as the judge before version 3 had it (`judge.ts`): only for decisions that are made
   * again. Else one call on two cases counts once.
   */
  readonly recordsCount?: boolean;
}

export type Counters = Readonly<Record<string, number>>;

/** What an evaluator of contacts says. */
export type Verdict =
  /** The rule was looked at and does not forbid it. */
  | {
      readonly is: 'ALLOWED';
      readonly counters?: Counters;
      readonly inputs?: readonly string[];
      readonly flags?: readonly string[];
      readonly reason?: string;
    }
  | {
      readonly is: 'BREACH';
      /** Code: what is wrong, in kebab case. */
      readonly reason: string;
      readonly counters?: Counters;
      /** Event ids of the facts that it rests on. */
      readonly inputs: readonly string[];
      /** First instant at which this rule allows it, by what is known; null: no time does. */
      readonly next: Millis | null;
      /** Debts that it concerns, where not all. */
      readonly debts?: readonly string[];
      readonly flags?: readonly string[];
    }
  /** What the rule needs to know is not known. */
  | { readonly is: 'NOT_EVALUATED'; readonly reason: string; readonly inputs?: readonly string[] }
  /** The rule is about something else. It is not listed. */
  | { readonly is: 'NOT_CONCERNED' };

export const NOT_CONCERNED: Verdict = { is: 'NOT_CONCERNED' };

/** What an evaluator of duties gets: one case, up to a day. */
export interface DutyScene {
  readonly dossier: Dossier;
  readonly file: CaseFile;
  /** The day of the question, in the case's zone; what lies after it is not looked at. */
  readonly asOf: CivilDate;
  readonly place: Place;
  readonly pack: Pack;
  readonly rule: RuleEntry;
  /**
   * Rules of conduct, of all packs that apply, that a contact of the case broke by what is known now: a clock may need a
   * contact that was lawful. `CN-CBA-1@1`, sorted.
   */
  breachesOf(attempt: Attempt): readonly string[];
}

/** One duty, hold or clock, with the fact that set it. */
export interface Clock {
  /** What it is about: a complaint, a notice, a debt, a contact. */
  readonly subject: string;
  readonly outcome:
    | 'DUTY_DUE'
    | 'DUTY_MET'
    | 'DUTY_MISSED'
    | 'HOLD'
    | 'RETAIN_UNTIL'
    | 'ADVISORY'
    | 'PROHIBITED'
    | 'PRESUMED_COMPLIANCE'
    | 'NOT_EVALUATED';
  /** Code of what is due or wrong, in kebab case. */
  readonly reason: string;
  /** Last day on which the duty can be met; last day of a hold, a retention, a limitation. */
  readonly due?: CivilDate;
  /** First day of a hold or clock. */
  readonly from?: CivilDate;
  /** When it was met, released or ended. */
  readonly on?: CivilDate;
  /** Event id of the fact that set it. */
  readonly set: string;
  /** All facts that it rests on, that one included. */
  readonly inputs: readonly string[];
  readonly counters?: Counters;
  readonly debts?: readonly string[];
  readonly flags?: readonly string[];
}

interface Named {
  /** `call-frequency@1.0.0`. */
  readonly name: string;
  /** JSON schema of its parameters. */
  readonly parameters: object;
}

export interface ContactEvaluator<P = unknown> extends Named {
  readonly of: 'contact';
  // A method, so that evaluators of any parameters are evaluators: packs are checked against the schema when they load.
  evaluate(scene: Scene, parameters: P): Verdict;
}

export interface DutyEvaluator<P = unknown> extends Named {
  readonly of: 'duty';
  evaluate(scene: DutyScene, parameters: P): readonly Clock[];
}

export type Evaluator = ContactEvaluator | DutyEvaluator;
