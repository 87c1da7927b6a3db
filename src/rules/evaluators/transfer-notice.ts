/** Written notice to the borrower after a transfer and before the first collection by whom it went to (Directive (EU) 2021/2167). */
import { isCivilDate, type CivilDate } from '../../ledger/dates.js';
import type { AnyFact } from '../../ledger/fact.js';
import { factsUntil, said, saidWord } from '../dossier/case-facts.js';
import { daysOf } from '../dossier/until.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Terms {
  /** Facts that transfer the debt to whom it went to. */
  readonly transfers: readonly string[];
  /** Codes of the notices that tell of it. */
  readonly notices: readonly string[];
  /** Whether a notice from before the transfer counts too: of an agency that was to come. */
  readonly may_precede?: boolean;
  /** Purposes that do not collect. */
  readonly allowed_purposes: readonly string[];
}

const NOTICES: ReadonlySet<string> = new Set(['NoticeIssued']);

function concerns(fact: AnyFact, debts: readonly string[]): boolean {
  const named = said(fact, 'debts');
  return !Array.isArray(named) || debts.length === 0 || debts.some((debt) => (named as string[]).includes(debt));
}

/** The day of the notice that a transfer names itself, or of a letter after it. */
function noticeOf(
  transfer: AnyFact,
  letters: readonly AnyFact[],
  day: CivilDate,
  may_precede: boolean,
): string | undefined {
  const given = saidWord(transfer, 'noticeGivenOn');
  if (given !== undefined && isCivilDate(given) && given <= day) return transfer.id;
  return letters.find(({ eff }) => (may_precede || transfer.eff <= eff) && eff <= day)?.id;
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { act, dossier, zones } = scene;
  if (act.direction !== 'OUTBOUND' || terms.allowed_purposes.includes(act.purpose)) return NOT_CONCERNED;
  if (act.notice !== undefined && terms.notices.includes(act.notice)) return NOT_CONCERNED;
  const files = act.cases.flatMap((id) => dossier.cases.get(id) ?? []);
  const day = [...daysOf(act, zones)].sort()[0] as CivilDate;
  for (const file of files) {
    const transfer = factsUntil(file, new Set(terms.transfers), day)
      .filter((fact) => concerns(fact, act.debts))
      .at(-1);
    if (!transfer) return { is: 'NOT_EVALUATED', reason: 'transfer-not-recorded' };
    const letters = factsUntil(file, NOTICES, day).filter(({ data }) =>
      terms.notices.includes((data as { readonly notice?: string }).notice ?? ''),
    );
    if (noticeOf(transfer, letters, day, terms.may_precede ?? false) === undefined) {
      return { is: 'BREACH', reason: 'no-notice-of-transfer', inputs: [transfer.id], next: null };
    }
  }
  return { is: 'ALLOWED' };
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const transferNotice: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'transfer-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['transfers', 'notices', 'allowed_purposes'],
    additionalProperties: false,
    properties: {
      transfers: { type: 'array', items: { enum: ['DebtBoughtOrSold', 'AccountPlaced'] }, minItems: 1 },
      notices: { ...STRINGS, minItems: 1 },
      may_precede: { type: 'boolean' },
      allowed_purposes: STRINGS,
    },
  },
  evaluate,
};
