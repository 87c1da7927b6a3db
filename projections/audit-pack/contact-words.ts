/** What came of a contact, and the decision behind it, in words. */
import type { Words } from '../../src/documents/model.js';
import { codeText, type CodeKind } from '../audit-history/sentences/codes.js';
import { named } from '../audit-history/sentences/plain.js';
import type { Attempt } from '../../src/rules/index.js';
import type { DecisionReason, RecordedDecision } from '../findings/recorded-decision.calc.js';

type Pair = readonly [en: string, zh: string];

function code(kind: CodeKind, value: string): Pair {
  return [codeText(kind, value, 'en') ?? named(value), codeText(kind, value, 'zh') ?? named(value)];
}

function together(parts: readonly Pair[]): Words | null {
  if (parts.length === 0) return null;
  return { en: parts.map(([en]) => en).join('; '), zh: parts.map(([, zh]) => zh).join('；') };
}

const DELIVERY: Readonly<Record<string, Pair>> = {
  DELIVERED: ['delivered', '已送达'],
  BOUNCED: ['not delivered', '未送达'],
  RETURNED: ['returned', '退回'],
};

export function outcomeWords(attempt: Attempt | undefined): Words | null {
  if (!attempt) return null;
  const { connected, notConnected, conversation, voicemail, delivery, outcome, recordings } = attempt;
  const parts: Pair[] = [];
  if (notConnected !== undefined) {
    const [en, zh] = code('cause', notConnected);
    parts.push([`not connected: ${en}`, `未接通：${zh}`]);
  }
  if (conversation !== undefined) parts.push(['conversation', '已通话']);
  else if (connected === true) parts.push(['connected', '已接通']);
  if (voicemail !== undefined) parts.push(['voicemail', '留言']);
  if (delivery !== undefined) parts.push(DELIVERY[delivery.how] as Pair);
  if (outcome !== undefined) parts.push(code('contactOutcome', outcome));
  if (recordings !== undefined && recordings.length > 0) parts.push(['recorded', '有录音']);
  return together(parts);
}

const DECIDED: Readonly<Record<RecordedDecision['is'], Pair>> = {
  PERMITTED: ['permitted', '准许'],
  BLOCKED: ['blocked', '阻止'],
  NONE: ['no permit', '无许可'],
  UNKNOWN: ['unknown permit', '许可不明'],
};

const REASONS: Readonly<Record<DecisionReason, Pair>> = {
  uncleared: ['not asked for', '未经询问'],
  'clearance-unknown': ['names a permit that nobody gave', '所称许可不存在'],
  'clearance-mismatch': ['differs from its permit', '与许可不符'],
  'clearance-expired': ['the permit had run out', '许可已过期'],
  'clearance-released': ['the permit had been given back', '许可已退回'],
  'clearance-used-before': ['the permit was used before', '许可已被使用'],
  'contacted-though-blocked': ['made although it was blocked', '被阻止后仍联系'],
};

export function decisionWords({ is, reasons }: RecordedDecision): Words | null {
  return together([DECIDED[is], ...reasons.map((reason) => REASONS[reason])]);
}
