/**
 * Until when a claim, or the application for enforcement of a judgment, can be brought before the debtor may object. Its
 * parameters say how long the period is and what interrupts it (民法典 art. 188 to 195; other laws name other grounds).
 *
 * Where law does not settle whether something interrupts, both answers are given: the careful one, and the one if it
 * counts, each with the flag `for-counsel:…`. A period that ran out is no duty that anybody missed: it is an ADVISORY.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { saidList, saidText } from '../dossier/spell.js';
import { owedOn } from '../duties/owed.js';
import { textOf, type Said } from '../duties/said.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { historyOf, type History, type InterruptionTerms } from '../limitation/case-interruptions.js';
import { expiryOf, type Expiry, type Period } from '../limitation/expiry.js';
import { concernsDebt, GROUNDS } from '../limitation/interruption.js';

interface Limitation extends InterruptionTerms {
  /** CLAIM: each debt, from when it was due. ENFORCEMENT: each judgment, from its last day for performance. */
  readonly of: 'CLAIM' | 'ENFORCEMENT';
  readonly years: number;
  readonly absolute_years?: number;
  readonly suspension_months?: number;
}

/** Months that are left after an obstacle, where a pack does not say. */
const SUSPENSION_MONTHS = 6;

/** Something whose period runs. */
interface Subject {
  readonly id: string;
  readonly name: 'limitation' | 'enforcement-period';
  readonly debts: readonly string[];
  /** Undefined: nobody said when it was due. */
  readonly start?: CivilDate;
  readonly years: number;
  /** Event id of the fact that started it. */
  readonly event: string;
  /** Enforcement that was applied for. */
  readonly met?: Said;
}

function claims({ file }: DutyScene, { said }: History, { years }: Limitation): Subject[] {
  return [...file.debts.values()].map(({ id, dueDate, event }) => {
    const own = said.findLast(
      ({ type, fields }) =>
        type === 'LimitationTermsRecorded' && (fields['debt'] === undefined || fields['debt'] === id),
    );
    const subject = { id, name: 'limitation', debts: [id] } as const;
    if (!own) return { ...subject, start: dueDate, years, event };
    const stated = own.fields['years'];
    return {
      ...subject,
      start: saidText(own, 'startsOn'),
      years: typeof stated === 'number' ? stated : years,
      event: own.id,
    };
  });
}

function judgments({ file }: DutyScene, { said }: History, { years }: Limitation): Subject[] {
  const entered = said.filter(({ type, fields }) => type === 'JudgmentEntered' && 'performanceDeadline' in fields);
  const last = new Map(entered.map((judgment) => [textOf(judgment, 'action'), judgment]));
  return [...last].map(([id, judgment]) => {
    const suit = said.find(({ type, fields }) => type === 'LegalActionFiled' && fields['action'] === id);
    const debts = (suit && saidList(suit, 'debts')) ?? [...file.debts.keys()];
    const met = said.find(
      ({ type, eff, fields }) =>
        type === 'EnforcementApplied' && eff >= judgment.eff && (fields['action'] ?? id) === id,
    );
    const start = saidText(judgment, 'performanceDeadline');
    return { id, name: 'enforcement-period', debts, start, years, event: judgment.id, met };
  });
}

function flagsOf({ setBy, tooLate, suspendedBy, isAbsolute, counted }: Expiry): string[] {
  const flags = [
    ...(setBy?.flags ?? []),
    ...(setBy?.doubt === undefined ? [] : [`for-counsel:${setBy.doubt}`]),
    ...(isAbsolute ? ['absolute-period'] : []),
    ...(suspendedBy.length > 0 ? ['suspended'] : []),
    ...(tooLate.length > 0 ? ['interruption-after-expiry'] : []),
    ...(counted.some(({ again }) => again === null) ? ['procedure-open'] : []),
  ];
  return [...new Set(flags)];
}

function outcomeOf({ id, name, met }: Subject, due: CivilDate | undefined, asOf: CivilDate): Partial<Clock> {
  if (met)
    return { outcome: due === undefined || met.eff <= due ? 'DUTY_MET' : 'DUTY_MISSED', on: met.eff, reason: name };
  if (due === undefined) return { outcome: 'ADVISORY', reason: `${name}-stands-still`, subject: id };
  return asOf <= due ? { outcome: 'DUTY_DUE', reason: name } : { outcome: 'ADVISORY', reason: `${name}-expired` };
}

function clockOf(subject: Subject, expiry: Expiry, asOf: CivilDate): Clock {
  const { due, from, setBy, counted, tooLate, suspendedBy } = expiry;
  const set = setBy?.event ?? subject.event;
  const { outcome = 'ADVISORY', reason = subject.name, on } = outcomeOf(subject, due, asOf);
  return {
    subject: subject.id,
    outcome,
    reason,
    due,
    from,
    on,
    set,
    inputs: [...new Set([subject.event, ...(setBy?.inputs ?? []), ...suspendedBy.flatMap(({ inputs }) => inputs)])],
    counters: { interruptions: counted.length, too_late: tooLate.length },
    debts: subject.debts,
    flags: flagsOf(expiry),
  };
}

/** The careful answer, and the other where something that is not settled would move it. */
function clocksOfSubject(subject: Subject, history: History, terms: Limitation, asOf: CivilDate): Clock[] {
  const { start, years, debts } = subject;
  if (start === undefined) {
    const { id, event, name } = subject;
    return [
      { subject: id, outcome: 'NOT_EVALUATED', reason: `${name}-start-not-known`, set: event, inputs: [event], debts },
    ];
  }
  const period: Period = {
    start,
    years,
    absoluteYears: terms.absolute_years,
    suspensionMonths: terms.suspension_months ?? SUSPENSION_MONTHS,
  };
  const own = history.interruptions.filter((one) => debts.some((debt) => concernsDebt(one, debt)));
  const obstacles = history.suspensions.filter((one) => debts.some((debt) => concernsDebt(one, debt)));
  const sure = expiryOf(
    period,
    own.filter(({ doubt }) => doubt === undefined),
    obstacles,
  );
  const careful = clockOf(subject, sure, asOf);
  if (own.every(({ doubt }) => doubt === undefined)) return [careful];
  const wide = expiryOf(period, own, obstacles);
  if (wide.due === sure.due) return [careful];
  const doubts = [
    ...new Set(wide.counted.flatMap(({ doubt }) => (doubt === undefined ? [] : [`for-counsel:${doubt}`]))),
  ];
  const other = clockOf(subject, wide, asOf);
  return [
    { ...careful, flags: [...new Set([...(careful.flags ?? []), ...doubts])] },
    { ...other, reason: `${other.reason}-if-counted`, flags: [...new Set([...(other.flags ?? []), ...doubts])] },
  ];
}

function evaluate(scene: DutyScene, terms: Limitation): readonly Clock[] {
  const { file, asOf } = scene;
  if (terms.of === 'ENFORCEMENT' && !file.facts.some(({ type }) => type === 'JudgmentEntered')) return [];
  const owed = owedOn(file, asOf);
  const isOwed = (debt: string): boolean => (owed.get(debt)?.total ?? 0) > 0;
  if (![...file.debts.keys()].some(isOwed)) return [];
  const history = historyOf(scene, terms);
  const subjects = terms.of === 'CLAIM' ? claims(scene, history, terms) : judgments(scene, history, terms);
  return subjects
    .filter(({ debts }) => debts.some(isOwed))
    .flatMap((subject) => clocksOfSubject(subject, history, terms, asOf));
}

export const limitation: DutyEvaluator<Limitation> = {
  of: 'duty',
  name: 'limitation@1.0.0',
  parameters: {
    type: 'object',
    required: ['of', 'years', 'interrupted_by'],
    additionalProperties: false,
    properties: {
      of: { enum: ['CLAIM', 'ENFORCEMENT'] },
      years: { type: 'integer', minimum: 1, maximum: 100 },
      absolute_years: { type: 'integer', minimum: 1, maximum: 100 },
      suspension_months: { type: 'integer', minimum: 0, maximum: 120 },
      interrupted_by: { type: 'array', items: { enum: GROUNDS } },
      demand_purposes: { type: 'array', items: { type: 'string' } },
      reserved_point_products: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
