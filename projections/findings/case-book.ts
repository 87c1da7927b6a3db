/**
 * Everything that findings of one case rest on, as known at K: the facts of the case, of the persons that take part in it,
 * of their other cases and of who owes there (counters span them all), of portfolios and of incidents.
 */
import type { CivilDate } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { beginsContact, Dossier, placeOfCase, type ActivePack, type CaseFile } from '../../src/rules/index.js';

export type Begin = Extract<LedgerFact, { data: { contact: string; channel: string } }>;

const TAKES_BACK: ReadonlySet<string> = new Set(['ContactRecordCorrected', 'RecordCorrected']);

export class CaseBook {
  /** With corrections, withdrawals and all that was recorded late. */
  readonly now: Dossier;
  readonly file: CaseFile;
  private asTold: Dossier | undefined;

  /**
   * @param facts in store order, cut at K.
   * @param packs those in the rule book at K.
   */
  constructor(
    readonly caseId: string,
    readonly facts: readonly LedgerFact[],
    readonly packs: readonly ActivePack[],
  ) {
    this.now = Dossier.of(facts);
    const file = this.now.cases.get(caseId);
    if (!file) throw new Error('findings were asked of a case that nobody read');
    this.file = file;
  }

  /** Contacts as they were first told: no correction, nothing taken back. */
  get told(): Dossier {
    this.asTold ??= this.facts.some(({ type }) => TAKES_BACK.has(type))
      ? Dossier.of(this.facts.filter(({ type }) => !TAKES_BACK.has(type)))
      : this.now;
    return this.asTold;
  }

  /** Facts with which the contacts of the case begin, by a day, in the order in which they were recorded. */
  begins(until: CivilDate): Begin[] {
    return this.file.facts.filter((fact) => fact.eff <= until && beginsContact(fact)) as Begin[];
  }

  place(day: CivilDate): ReturnType<typeof placeOfCase> {
    return placeOfCase(this.now, this.file, day);
  }
}
