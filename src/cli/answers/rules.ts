/** `quittance rules list` and `rules show`. */
import type { PackCard, PackDetail } from '../../clearance/pack-card.js';
import type { RuleCard, RuleVersion } from '../../clearance/rule-card.js';
import type { RuleEntry } from '../../rules/pack.js';
import { withLedger, type Cli } from '../cli.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { label, rankText, said, stateText, verdictText } from '../text/rule-words.js';
import { pairLines, tableLines } from '../text/table.js';
import { dateText, momentText } from '../text/when.js';
import type { Language } from '../text/words.js';
import { packNamed } from './pack-file.js';

export async function rulesList(cli: Cli): Promise<void> {
  const { lang } = cli;
  await withLedger(cli, { what: 'rules list' }, async (door) => {
    const answer = await door.get<{ readonly packs: readonly PackCard[] }>('/v1/rule-packs');
    await cli.out.answer(answer, () =>
      tableLines<PackCard>(
        [
          { head: label('pack', lang), cell: ({ pack, version }) => `${pack}@${version}` },
          { head: label('state', lang), cell: ({ state }) => stateText(state, lang) },
          { head: label('jurisdiction', lang), cell: ({ jurisdiction }) => areaText(jurisdiction, lang) },
          { head: label('rules', lang), align: 'right', cell: ({ rules }) => rules },
          { head: label('since', lang), cell: ({ activeSince }) => sinceText(activeSince, lang) },
          { head: label('digest', lang), cell: ({ digest }) => digest.slice(0, 12) },
          { head: label('title', lang), cell: ({ title }) => said(title, lang) },
        ],
        answer.packs,
      ),
    );
  });
}

function areaText(jurisdiction: string, lang: Language): string {
  return jurisdiction === '*' ? label('everywhere', lang) : jurisdiction;
}

function sinceText(since: PackCard['activeSince'], lang: Language): string | null {
  return since === null ? null : momentText(since.recordedAt, lang);
}

export async function rulesShow(cli: Cli, what: string): Promise<void> {
  await withLedger(cli, { what: 'rules show' }, async (door) => {
    const named = packNamed(what);
    if (named) return showPack(cli, door, named);
    const card = await door.get<RuleCard>(`/v1/rules/${encodeURIComponent(what)}`);
    return cli.out.answer(card, () => card.versions.flatMap((version) => [...ruleLines(version, cli.lang), '']));
  });
}

async function showPack(
  { out, lang }: Cli,
  door: LedgerDoor,
  { pack, version }: { readonly pack: string; readonly version?: number },
): Promise<void> {
  const detail = await door.get<PackDetail>(`/v1/rule-packs/${encodeURIComponent(pack)}`, { version });
  await out.answer(detail, () => [
    `${detail.pack}@${detail.version}  ${said(detail.title, lang)}`,
    ...pairLines([
      [label('state', lang), stateText(detail.state, lang)],
      [label('jurisdiction', lang), areaText(detail.jurisdiction, lang)],
      [label('since', lang), sinceText(detail.activeSince, lang)],
      [label('digest', lang), detail.digest],
    ]),
    '',
    ...tableLines<RuleEntry>(
      [
        { head: label('rule', lang), cell: (rule) => `${rule.rule_id}@${rule.version}` },
        { head: label('outcome', lang), cell: ({ outcome_kind: kind }) => verdictText(kind, lang) },
        { head: label('verification', lang), cell: ({ verification }) => stateText(verification, lang) },
        { head: label('inForce', lang), cell: (rule) => inForceText(rule, lang) },
        { head: label('title', lang), cell: ({ title }) => said(title, lang) },
      ],
      detail.content.rules,
    ),
  ]);
}

type InForce = Pick<RuleEntry, 'in_force_from' | 'in_force_to'>;

function inForceText({ in_force_from: from, in_force_to: to }: InForce, lang: Language): string {
  const begin = dateText(from, lang);
  if (to !== undefined) return `${begin} – ${dateText(to, lang)}`;
  return lang === 'en' ? `${begin} ${label('onwards', lang)}` : `${begin}${label('onwards', lang)}`;
}

/** `max: 7; window_days: 7`. */
function membersText(members: object): string {
  const parts = Object.entries(members).map(([name, value]) => {
    return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return parts.join('; ');
}

/** A rule's page: its text, source, parameters, and each example with whether it holds. */
export function ruleLines(rule: RuleVersion, lang: Language): string[] {
  const { test_vectors: vectors, applies_when: applies } = rule;
  return [
    `${rule.rule_id}@${rule.version}  ${said(rule.title, lang)}`,
    said(rule.text, lang),
    '',
    ...pairLines([
      [label('pack', lang), rule.pack],
      [label('source', lang), `${rule.citation}  ${rule.source_url}`],
      [label('authority', lang), rankText(rule.authority_rank, lang)],
      [label('verification', lang), stateText(rule.verification, lang)],
      [label('inForce', lang), inForceText(rule, lang)],
      [label('applies', lang), membersText(applies) || label('anything', lang)],
      [label('outcome', lang), verdictText(rule.outcome_kind, lang)],
      [label('evaluator', lang), rule.evaluator],
      [label('parameters', lang), membersText(rule.parameters) || label('none', lang)],
    ]),
    ...(vectors.length === 0 ? [] : ['', label('vectors', lang)]),
    ...vectors.map(({ name, holds, differs }) => {
      return `  ${label(holds ? 'holds' : 'fails', lang)}  ${[name, ...differs].join(': ')}`;
    }),
  ];
}
