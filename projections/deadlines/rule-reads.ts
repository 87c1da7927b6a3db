/**
 * Which facts may begin a deadline of a rule, and which may change it: only then is a case worked out again. A rule that no
 * fact of a case has begun says nothing of it. What is not listed here is begun and changed by every fact.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { ruleName, type ActivePack, type RuleEntry } from '../../src/rules/index.js';

interface Reads {
  begins(type: string): boolean;
  /** Of these only some. */
  readonly isBegun?: (fact: CaseStreamFact) => boolean;
  changes(type: string): boolean;
}

interface Which {
  readonly fact: string;
}

const ALWAYS = (): boolean => true;
const about =
  (...words: readonly string[]) =>
  (type: string): boolean =>
    words.some((word) => type.startsWith(word));

function named(parameters: RuleEntry['parameters'], ...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => ((parameters[list] ?? []) as readonly Which[]).map(({ fact }) => fact)));
}

/** What begins a contact, or is part of one. */
const CONTACT = about('Contact', 'Conversation', 'Voicemail', 'Message', 'Notice', 'Visit');

const READS: Readonly<Record<string, (rule: RuleEntry) => Reads>> = {
  'agency-evaluation': () => ({ begins: (type) => type === 'AccountPlaced', changes: about('Account') }),
  'agency-notice': () => ({ begins: (type) => type === 'AccountPlaced', changes: ALWAYS }),
  'complaint-deadline': () => ({ begins: (type) => type === 'ComplaintReceived', changes: about('Complaint') }),
  'dispute-handling': () => ({ begins: (type) => type === 'DisputeRaised', changes: ALWAYS }),
  'enquiry-answer': () => ({ begins: (type) => type === 'EnquiryReceived', changes: ALWAYS }),
  limitation: ({ parameters }) => ({
    begins: (type) =>
      parameters['of'] === 'ENFORCEMENT'
        ? type === 'JudgmentEntered'
        : type === 'DebtRegistered' || type === 'LimitationTermsRecorded',
    // Without a day on which it was due no period runs.
    isBegun: ({ type, data }) => type !== 'DebtRegistered' || data.dueDate !== undefined,
    changes: ALWAYS,
  }),
  'step-deadline': ({ parameters }) => {
    const from = named(parameters, 'from');
    const all = named(parameters, 'from', 'met_by', 'ended_by', 'unless_before');
    return { begins: (type) => from.has(type), changes: (type) => all.has(type) };
  },
  'validation-notice': () => ({ begins: CONTACT, changes: ALWAYS }),
};

export interface Followed extends Reads {
  /** `UK-DISP-2@1`. */
  readonly rule: string;
}

function readsOf(rule: RuleEntry): Reads {
  const reads = READS[rule.evaluator.slice(0, rule.evaluator.indexOf('@'))];
  return reads?.(rule) ?? { begins: ALWAYS, changes: ALWAYS };
}

/** The duties of packs with what begins and changes them. */
export function followedIn(packs: readonly ActivePack[], isDuty: (rule: RuleEntry) => boolean): Followed[] {
  return packs.flatMap(({ pack }) =>
    pack.rules.filter(isDuty).map((rule) => ({ rule: ruleName(rule), ...readsOf(rule) })),
  );
}
