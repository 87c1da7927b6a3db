/**
 * Duties of rule packs as deadlines: what must be done by when under which rule. What can only be met on the very day
 * that sets it (a call must be recorded) is conduct, no deadline: findings tell of it.
 */
import type { CivilDate } from '../../src/ledger/dates.js';
import { deadlineId } from '../../src/ledger/deadline/index.js';
import {
  evaluatorNamed,
  packName,
  ruleName,
  type ActivePack,
  type RuleClock,
  type RuleEntry,
} from '../../src/rules/index.js';
import type { Deadline, DeadlineStatus } from './deadlines.js';

export const RULE_SOURCE = 'rule';

/** What is to be done, by evaluator of the duty. */
const WHAT: Readonly<Record<string, string>> = {
  'agency-evaluation': 'agency-evaluation',
  'agency-notice': 'agency-notice',
  'complaint-deadline': 'complaint',
  'dispute-handling': 'dispute',
  'enquiry-answer': 'enquiry',
  limitation: 'limitation',
  'step-deadline': 'legal-step',
  'validation-notice': 'validation-notice',
};
export const RULE_DEADLINES_OF: readonly string[] = [...new Set(Object.values(WHAT))].sort();

/** A deadline with the rule that sets it. */
export interface RuleDeadline extends Deadline {
  /** `UK-DISP-2@1` and `uk@1`. */
  readonly rule: string;
  readonly pack: string;
  /** The complaint, debt, action … that it is about. */
  readonly subject: string;
  /** Code of what is due, in kebab case: `final-response`. */
  readonly reason: string;
}

function whatOf(evaluator: string): string | undefined {
  return WHAT[evaluator.slice(0, evaluator.indexOf('@'))];
}

const known = new WeakMap<readonly ActivePack[], ReadonlyMap<string, string>>();

/** `uk@1 UK-DISP-2@1` -> what is to be done under it. A memo: packs do not change. */
function deadlineRules(packs: readonly ActivePack[]): ReadonlyMap<string, string> {
  let rules = known.get(packs);
  if (!rules) {
    const entries = packs.flatMap(({ pack }) =>
      pack.rules.flatMap((rule) => {
        const what = whatOf(rule.evaluator);
        return what === undefined ? [] : [[`${packName(pack)} ${ruleName(rule)}`, what] as const];
      }),
    );
    known.set(packs, (rules = new Map(entries)));
  }
  return rules;
}

/** Whether a rule is about something to be done by a day. */
export function setsDeadlines({ evaluator }: RuleEntry): boolean {
  return whatOf(evaluator) !== undefined;
}

/** The same packs with only those duties that set deadlines. Rules about contacts stay: some clocks need lawful contacts. */
export function deadlinePacks(packs: readonly ActivePack[]): ActivePack[] {
  return packs.map(({ pack, digest }) => {
    const rules = pack.rules.filter((rule) => setsDeadlines(rule) || evaluatorNamed(rule.evaluator)?.of === 'contact');
    return { digest, pack: { ...pack, rules } };
  });
}

/** A duty past its day that breaks no law (an own date of the company) stays open. What only advises is told while it runs. */
function statusOf({ outcome, due }: RuleClock, asOf: CivilDate): DeadlineStatus | undefined {
  if (outcome === 'DUTY_DUE') return 'OPEN';
  if (outcome === 'DUTY_MET') return 'MET';
  if (outcome === 'DUTY_MISSED') return 'MISSED';
  return outcome === 'ADVISORY' && due !== undefined && asOf <= due ? 'OPEN' : undefined;
}

/** The code without what became of it: it names the deadline from its first day to its last. */
function reasonOf({ reason }: RuleClock): string {
  return reason.replace(/-(?:past|late|expired)(?=$|-if-counted$)/, '');
}

/** @param clocks of one case as of a day. */
export function ruleDeadlines(
  clocks: readonly RuleClock[],
  packs: readonly ActivePack[],
  asOf: CivilDate,
): RuleDeadline[] {
  const rules = deadlineRules(packs);
  const found = new Map<string, RuleDeadline>();
  for (const clock of clocks) {
    const { rule, pack, subject, due, set: event, on: doneOn } = clock;
    const what = rules.get(`${pack} ${rule}`);
    const status = statusOf(clock, asOf);
    if (what === undefined || due === undefined || status === undefined) continue;
    const reason = reasonOf(clock);
    const id = deadlineId({ rule, subject, reason });
    if (found.has(id)) continue;
    found.set(id, { source: RULE_SOURCE, id, what, due, event, status, doneOn, rule, pack, subject, reason });
  }
  return [...found.values()];
}
