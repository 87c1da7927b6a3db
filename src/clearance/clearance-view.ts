/** A recorded decision as callers see it: each rule with its citation, so that nobody needs to look it up. */
import type { HeldPortion, RuleVerdict } from '../ledger/clearance/index.js';
import { NO_PACK, noPackEntry, ruleName, type ActivePack, type RuleEntry, type Words } from '../rules/index.js';
import type { Decision } from './replay.js';
import type { SharedPoint } from './shared-point.js';

export interface RuleView extends RuleVerdict {
  readonly title: Words;
  readonly citation: string;
  readonly source: string;
  /** `none` of a law without a pack. */
  readonly authority: string;
  readonly verification: string;
}

/** What a dialler needs. */
export interface ClearanceAnswer {
  readonly clearance: string;
  readonly party: string;
  readonly permitted: boolean;
  readonly plannedAt: string;
  /** Until when the permit reserves its attempt. */
  readonly expiresAt?: string;
  /** First instant at which all rules would allow it, by what is known now; null where none was found. */
  readonly nextAllowedAt?: string | null;
  /** Rules that could not be evaluated because something is not known. */
  readonly notEvaluated: number;
  /** Event id of the decision. */
  readonly event: string;
  readonly revision: number;
  readonly position: number;
  /** Others who are reached at the contact point that was asked about; absent where nobody is. */
  readonly sharedPoint?: SharedPoint;
}

export interface ClearanceDetail extends ClearanceAnswer {
  readonly purpose: string;
  readonly role?: string;
  readonly channel: string;
  readonly point?: string;
  readonly cases: readonly string[];
  readonly debts?: readonly string[];
  readonly askedAt: string;
  readonly packs: readonly { readonly pack: string; readonly digest: string }[];
  readonly tz: string;
  /** Version of how verdicts become one answer; absent for the first. */
  readonly judge?: number;
  readonly calendars: Readonly<Record<string, string>>;
  readonly zones: readonly string[];
  /** What was read, by stream and revision. */
  readonly read: Readonly<Record<string, number>>;
  /** Every rule consulted; those that block first. */
  readonly decisions: readonly RuleView[];
  readonly held: readonly HeldPortion[];
}

export interface BriefClearance extends ClearanceAnswer {
  /** The rules that block, with their reasons and their own next times. */
  readonly blockedBy: readonly Pick<RuleVerdict, 'rule' | 'reason' | 'next' | 'counters'>[];
}

function answerOf({ data, stream, id, revision, position, type }: Decision): ClearanceAnswer {
  const { clearance, plannedAt, judgement } = data;
  const { expiresAt, nextAllowedAt } = data as { expiresAt?: string; nextAllowedAt?: string | null };
  const notEvaluated = judgement.verdicts.filter(({ outcome }) => outcome === 'NOT_EVALUATED').length;
  const permitted = type === 'ContactPermitted';
  return {
    clearance,
    party: stream,
    permitted,
    plannedAt,
    expiresAt,
    nextAllowedAt,
    notEvaluated,
    event: id,
    revision,
    position,
  };
}

const ORDER: Readonly<Record<string, number>> = { BLOCKS: 0, WARNS: 1 };

function rank({ effect, outcome }: RuleVerdict): number {
  if (effect !== undefined) return ORDER[effect] ?? 2;
  return outcome === 'NOT_EVALUATED' ? 2 : 3;
}

export function detailOf(
  decision: Decision,
  packs: ReadonlyMap<string, ActivePack>,
  sharedPoint?: SharedPoint,
): ClearanceDetail {
  const { purpose, role, channel, point, cases, debts, askedAt, judgement } = decision.data;
  const { verdicts, packs: named, ...rest } = judgement;
  const decisions = [...verdicts].sort((a, b) => rank(a) - rank(b)).map((verdict) => ruleView(verdict, packs));
  const asked = { purpose, role, channel, point, cases, debts, askedAt };
  return { ...answerOf(decision), sharedPoint, ...asked, packs: named, ...rest, decisions };
}

export function briefOf(decision: Decision, sharedPoint?: SharedPoint): BriefClearance {
  const blockedBy = decision.data.judgement.verdicts
    .filter(({ effect }) => effect === 'BLOCKS')
    .map(({ rule, reason, next, counters }) => ({ rule, reason, next, counters }));
  return { ...answerOf(decision), sharedPoint, blockedBy };
}

type Named = Pick<RuleEntry, 'title' | 'citation' | 'source_url' | 'verification'> & Partial<RuleEntry>;

function entryOf({ rule, pack }: RuleVerdict, packs: ReadonlyMap<string, ActivePack>): Named {
  if (pack === NO_PACK) return noPackEntry(rule);
  const entry = packs.get(pack)?.pack.rules.find((one) => ruleName(one) === rule);
  if (!entry) throw new Error(`${rule} of ${pack} decided and is not in the rule book`);
  return entry;
}

/** A rule's answer with what the rule is. */
export function ruleView(verdict: RuleVerdict, packs: ReadonlyMap<string, ActivePack>): RuleView {
  const {
    title,
    citation,
    source_url: source,
    authority_rank: authority = 'none',
    verification,
  } = entryOf(verdict, packs);
  return { ...verdict, title, citation, source, authority, verification };
}
