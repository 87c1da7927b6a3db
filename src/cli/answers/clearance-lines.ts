/** A decision about a contact, for people: permitted or blocked, and what every rule said. */
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { ClearanceDetail, RuleView } from '../../clearance/clearance-view.js';
import { countersText, label, reasonText, said, stateText, verdictText } from '../text/rule-words.js';
import { pairLines, tableLines } from '../text/table.js';
import { momentText, readersZone } from '../text/when.js';
import type { Language } from '../text/words.js';

function moment(instant: string, lang: Language): string {
  return `${momentText(instant, lang)} ${readersZone()}`;
}

/** `2 others (party-…, CN-CBA-2@1)`: those who may be named, and the limits that count this person's contacts only. */
function sharedText({ sharedPoint }: ClearanceDetail, lang: Language): string | null {
  if (sharedPoint === undefined) return null;
  const { others, parties, limits } = sharedPoint;
  const named = [...parties, ...limits].join(', ');
  return `${others} ${label('others', lang)}${named === '' ? '' : ` (${named})`}`;
}

function headLines(answer: ClearanceDetail, lang: Language): string[] {
  const { permitted, channel, role, purpose, plannedAt, expiresAt, nextAllowedAt, clearance, party } = answer;
  const next =
    nextAllowedAt === null || nextAllowedAt === undefined ? label('noTime', lang) : moment(nextAllowedAt, lang);
  const whom = role === undefined ? null : (codeText('role', role, lang) ?? role);
  return [
    label(permitted ? 'permitted' : 'blocked', lang),
    ...pairLines([
      [label('contact', lang), codeText('channel', channel, lang) ?? channel],
      [label('purpose', lang), codeText('purpose', purpose, lang) ?? purpose],
      [label('role', lang), whom],
      [label('planned', lang), moment(plannedAt, lang)],
      permitted
        ? [label('reserved', lang), expiresAt === undefined ? null : moment(expiresAt, lang)]
        : [label('next', lang), next],
      [label('zones', lang), answer.zones.join(', ')],
      [label('shared', lang), sharedText(answer, lang)],
      [label('clearance', lang), clearance],
      [label('party', lang), party],
      [label('cases', lang), answer.cases.join(', ')],
    ]),
  ];
}

/** A rule that forbids or advises: what it is, why, where it stands, and when it would allow it. */
function fullLines(rule: RuleView, lang: Language): string[] {
  const { reason, outcome, counters, next, citation, verification } = rule;
  const why = [
    verdictText(outcome, lang),
    reason === undefined ? undefined : reasonText(reason, lang),
    countersText(counters, lang) ?? undefined,
    next === null || next === undefined ? label('noTime', lang) : `${label('from', lang)} ${moment(next, lang)}`,
  ].filter((part) => part !== undefined);
  return [
    `  ${rule.rule}  ${said(rule.title, lang)}`,
    `    ${why.join(lang === 'en' ? '; ' : '；')}`,
    `    ${citation} (${stateText(verification, lang)})`,
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function shortLines(rules: readonly RuleView[], lang: Language): string[] {
  if (rules.length === 0) return [];
  const lines = tableLines<RuleView>(
    [
      { head: label('rule', lang), cell: ({ rule }) => rule },
      { head: label('title', lang), cell: ({ title }) => said(title, lang) },
      { head: label('reason', lang), cell: ({ reason }) => (reason === undefined ? null : reasonText(reason, lang)) },
      { head: label('counters', lang), cell: ({ counters }) => countersText(counters, lang) },
    ],
    rules,
  );
  return indented(lines);
}

function heldLines({ held }: ClearanceDetail, lang: Language): string[] {
  return held.map(({ case: id, source, amount, from, to }) => {
    const what = amount === undefined ? label('whole', lang) : String(amount);
    return `  ${id}: ${what}, ${codeText('heldBy', source, lang) ?? source}, ${from} – ${to ?? ''}`.trimEnd();
  });
}

export function clearanceLines(answer: ClearanceDetail, lang: Language): string[] {
  const { decisions } = answer;
  const [blocks, warns] = (['BLOCKS', 'WARNS'] as const).map((effect) =>
    decisions.filter((one) => one.effect === effect).flatMap((one) => fullLines(one, lang)),
  );
  const rest = decisions.filter(({ effect }) => effect === undefined);
  const unknown = rest.filter(({ outcome }) => outcome === 'NOT_EVALUATED');
  const allow = rest.filter(({ outcome }) => outcome !== 'NOT_EVALUATED');
  return [
    ...headLines(answer, lang),
    ...section(label('blockedBy', lang), blocks ?? []),
    ...section(label('advisedBy', lang), warns ?? []),
    ...section(label('notEvaluated', lang), shortLines(unknown, lang)),
    ...section(label('allowedBy', lang), shortLines(allow, lang)),
    ...section(label('held', lang), heldLines(answer, lang)),
    '',
    `${label('pack', lang)}: ${answer.packs.map(({ pack }) => pack).join(', ')}`,
  ];
}
