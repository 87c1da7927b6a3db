/** Each permit and refusal about the case: what was asked, what the rules said, and which contact used it. */
import type { Table, Words } from '../../src/documents/model.js';
import { col, table } from '../../src/documents/table.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { coded, eventColumn, reasonWords } from './common.js';
import type { Scene } from './scene.js';

type Decision = Extract<LedgerFact, { type: 'ContactPermitted' | 'ContactBlocked' }>;

function isDecision(fact: LedgerFact): fact is Decision {
  return fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked';
}

/** Rules that did not simply allow it, with their reasons. */
function saidBy({ data }: Decision): Words | null {
  const said = data.judgement.verdicts.filter(
    ({ effect, outcome }) => effect !== undefined || outcome === 'NOT_EVALUATED',
  );
  if (said.length === 0) return null;
  const say = (language: 'en' | 'zh'): string =>
    said
      .map(({ rule, outcome, reason }) => {
        const words = reasonWords(reason) ?? coded('verdict', outcome);
        return language === 'en' ? `${rule}: ${words?.en ?? outcome}` : `${rule}：${words?.zh ?? outcome}`;
      })
      .join(language === 'en' ? '; ' : '；');
  return { en: say('en'), zh: say('zh') };
}

/** The facts of contacts that name a clearance, by clearance. */
function usesIn({ history, head }: Scene): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { data, id, eff } of history.facts) {
    const { clearance, contact } = data as { clearance?: string; contact?: string };
    if (clearance === undefined || contact === undefined || eff > head.asOf) continue;
    uses.set(clearance, [...(uses.get(clearance) ?? []), id]);
  }
  return uses;
}

export function clearancesTable(scene: Scene): Table {
  const { history, head } = scene;
  const uses = usesIn(scene);
  const released = new Map<string, string>();
  for (const fact of history.merged) {
    if (fact.type === 'ClearanceReleased' && fact.eff <= head.asOf) released.set(fact.data.clearance, fact.id);
  }
  return table<Decision>(
    {
      name: 'clearances',
      about: ['A permit, or a refusal, of a contact about this case', '一次有关本案的联系准许或阻止'],
      none: ['No contact was asked for beforehand.', '无事前询问。'],
    },
    [
      eventColumn(({ id }) => id),
      col('asked_at', 'instant', ['Asked', '询问时间'], ({ data }) => data.askedAt),
      col('answer', 'words', ['Answer', '答复'], ({ type }) =>
        type === 'ContactPermitted' ? { en: 'permitted', zh: '准许' } : { en: 'blocked', zh: '阻止' },
      ),
      col('planned_at', 'instant', ['Planned for', '计划时间'], ({ data }) => data.plannedAt),
      col('channel', 'code', ['Channel', '渠道'], ({ data }) => coded('channel', data.channel)),
      col('purpose', 'code', ['Purpose', '目的'], ({ data }) => coded('purpose', data.purpose)),
      col('person', 'id', ['Person', '对象'], ({ stream }) => stream),
      col('staff', 'text', ['Staff', '工作人员'], ({ data }) => data.staff ?? null),
      col('rules', 'words', ['Rules', '规则'], saidBy),
      col('next_allowed', 'instant', ['Next allowed', '下次可联系'], (fact) =>
        fact.type === 'ContactBlocked' ? fact.data.nextAllowedAt : null,
      ),
      col('expires_at', 'instant', ['Reserved until', '保留至'], (fact) =>
        fact.type === 'ContactPermitted' ? fact.data.expiresAt : null,
      ),
      col('used_by', 'events', ['Used by', '使用'], ({ data }) => uses.get(data.clearance) ?? []),
      col('released_by', 'events', ['Given back', '退回'], ({ data }) =>
        [released.get(data.clearance) ?? ''].filter(Boolean),
      ),
    ],
    history.merged.filter((fact): fact is Decision => isDecision(fact) && fact.eff <= head.asOf),
  );
}
