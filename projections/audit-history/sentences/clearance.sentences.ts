/** Facts about clearances and rule packs, in words. */
import type { Asked, ClearanceFact, Judgement } from '../../../src/ledger/clearance/index.js';
import type { RuleBookFact } from '../../../src/ledger/rulebook/index.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

function blockers({ verdicts }: Judgement, c: Speaker): string {
  return verdicts.flatMap(({ rule, effect }) => (effect === 'BLOCKS' ? [c.name(rule)] : [])).join(', ');
}

function count({ verdicts }: Judgement, outcome: string): number {
  return verdicts.filter((verdict) => verdict.outcome === outcome).length;
}

const whomEn = ({ clearance, channel, purpose, plannedAt, role }: Asked, c: Speaker): string =>
  `${c.code('channel', channel)} contact ${c.id(clearance)} planned for ${c.name(plannedAt)}${role === undefined ? '' : ` with the ${c.code('role', role)}`}, purpose ${c.code('purpose', purpose)}`;
const whomZh = ({ clearance, channel, purpose, plannedAt, role }: Asked, c: Speaker): string =>
  `计划于 ${c.name(plannedAt)} 的${c.code('channel', channel)}联系 ${c.id(clearance)}${role === undefined ? '' : `（对象：${c.code('role', role)}）`}，目的：${c.code('purpose', purpose)}`;

export const clearanceSentences: Sentences<ClearanceFact | RuleBookFact> = {
  ContactPermitted: {
    en: ({ data }, c) =>
      c.say(
        `Permitted: ${whomEn(data, c)}`,
        `${data.judgement.verdicts.length} rules consulted`,
        `${count(data.judgement, 'NOT_EVALUATED')} not evaluated`,
        `reserved until ${c.name(data.expiresAt)}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `准许：${whomZh(data, c)}`,
        `查阅规则 ${data.judgement.verdicts.length} 条`,
        `未评估 ${count(data.judgement, 'NOT_EVALUATED')} 条`,
        `保留至 ${c.name(data.expiresAt)}`,
      ),
  },
  ContactBlocked: {
    en: ({ data }, c) =>
      c.say(
        `Blocked: ${whomEn(data, c)}`,
        `by ${blockers(data.judgement, c)}`,
        given(data.nextAllowedAt ?? undefined, (next) => `next allowed ${c.name(next)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `阻止：${whomZh(data, c)}`,
        `依据：${blockers(data.judgement, c)}`,
        given(data.nextAllowedAt ?? undefined, (next) => `下次可联系时间：${c.name(next)}`),
      ),
  },
  ClearanceReleased: {
    en: ({ data }, c) =>
      c.say(
        `Clearance ${c.id(data.clearance)} given back unused`,
        given(data.reason, (reason) => `reason ${c.code('reason', reason)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `准许 ${c.id(data.clearance)} 未使用而退回`,
        given(data.reason, (reason) => `原因：${c.code('reason', reason)}`),
      ),
  },
  RulePackActivated: {
    en: ({ data }, c) => `Rule pack ${c.name(`${data.pack}@${data.version}`)} activated, digest ${c.name(data.digest)}`,
    zh: ({ data }, c) => `规则包 ${c.name(`${data.pack}@${data.version}`)} 启用，摘要 ${c.name(data.digest)}`,
  },
  RulePackDeactivated: {
    en: ({ data }, c) => `Rule pack ${c.name(`${data.pack}@${data.version}`)} deactivated: ${c.name(data.reason)}`,
    zh: ({ data }, c) => `规则包 ${c.name(`${data.pack}@${data.version}`)} 停用：${c.name(data.reason)}`,
  },
};
