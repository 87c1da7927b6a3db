/** Charges, adjustments and waivers, in words. */
import type { ChargeFact } from '../../../src/ledger/charge/index.js';
import { appliedEn, appliedZh, rest } from './lines.js';
import type { Sentences } from './sentence.js';
import { filled, given, type Speaker } from './speaker.js';

type Adjusted = Extract<ChargeFact, { type: 'BalanceAdjusted' }>['data'];
type Waived = Extract<ChargeFact, { type: 'WaiverApplied' }>['data'];

/** What a lowering left over is held in the debtor's favour. */
function held({ delta, lines }: Adjusted): bigint | undefined {
  const left = lines && rest(-delta, lines);
  return left === 0n ? undefined : left;
}

/** A waiver's lines, where they say more than the waiver itself. */
function elsewhere({ lines, debt, component, amount }: Waived): Waived['lines'] | undefined {
  const [only, second] = lines;
  const same = only?.debt === debt && only.component === component && only.amount === amount && !only.eff;
  return same && !second ? undefined : lines;
}

function adjustedEn(data: Adjusted, c: Speaker): string {
  const where = `${c.code('component', data.component)} of debt ${c.id(data.debt)}`;
  const amount = c.money(Math.abs(data.delta));
  if (data.delta === 0) return `Adjustment ${c.id(data.adjustment)} of ${amount} to ${where}`;
  return `Adjustment ${c.id(data.adjustment)} ${data.delta < 0 ? 'lowers' : 'raises'} ${where} by ${amount}`;
}

function adjustedZh(data: Adjusted, c: Speaker): string {
  const where = `债务 ${c.id(data.debt)} 的${c.code('component', data.component)}`;
  const way = data.delta === 0 ? '调整' : data.delta < 0 ? '调减' : '调增';
  return `余额调整 ${c.id(data.adjustment)}：${where}${way} ${c.money(Math.abs(data.delta))}`;
}

export const chargeSentences: Sentences<ChargeFact> = {
  ChargeAssessed: {
    en: ({ data }, c) =>
      c.say(
        `Charge ${c.id(data.charge)} of ${c.money(data.amount)} added to debt ${c.id(data.debt)}: ${c.code('component', data.component)}`,
        given(data.dueDate, (on) => `due ${c.name(on)}`),
        given(data.legalBasis, (basis) => `legal basis ${c.name(basis)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 计收${c.code('component', data.component)} ${c.money(data.amount)}`,
        `计收编号 ${c.id(data.charge)}`,
        given(data.dueDate, (on) => `到期日 ${c.name(on)}`),
        given(data.legalBasis, (basis) => `依据：${c.name(basis)}`),
      ),
  },
  BalanceAdjusted: {
    en: ({ data }, c) =>
      c.say(
        adjustedEn(data, c),
        `reason ${c.code('reason', data.reason)}`,
        given(data.evidence, (evidence) => `evidence ${c.name(evidence)}`),
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
        given(filled(data.lines), (lines) => `applied ${appliedEn(lines, c)}`),
        given(data.waterfall, (waterfall) => `waterfall ${c.name(waterfall)}`),
        given(held(data), (amount) => `${c.money(amount)} held in the debtor’s favour`),
      ),
    zh: ({ data }, c) =>
      c.say(
        adjustedZh(data, c),
        `原因：${c.code('reason', data.reason)}`,
        given(data.evidence, (evidence) => `凭证：${c.name(evidence)}`),
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
        given(filled(data.lines), (lines) => appliedZh(lines, c)),
        given(data.waterfall, (waterfall) => `冲抵顺序 ${c.name(waterfall)}`),
        given(held(data), (amount) => `余 ${c.money(amount)} 暂存于债务人名下`),
      ),
  },
  WaiverApplied: {
    en: ({ data }, c) =>
      c.say(
        `Waiver ${c.id(data.waiver)} of ${c.money(data.amount)} of ${c.code('component', data.component)} on debt ${c.id(data.debt)} applied`,
        `authority ${c.name(data.authority)}`,
        `reason ${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `as approved in request ${c.id(id)}`),
        given(elsewhere(data), (lines) => `used as ${appliedEn(lines, c)}`),
        `waterfall ${c.name(data.waterfall)}`,
      ),
    zh: ({ data }, c) =>
      c.say(
        `减免 ${c.id(data.waiver)}：债务 ${c.id(data.debt)} 的${c.code('component', data.component)}减免 ${c.money(data.amount)}`,
        `审批权限：${c.name(data.authority)}`,
        `原因：${c.code('reason', data.reason)}`,
        given(data.waiverRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
        given(elsewhere(data), (lines) => appliedZh(lines, c)),
        `冲抵顺序 ${c.name(data.waterfall)}`,
      ),
  },
};
