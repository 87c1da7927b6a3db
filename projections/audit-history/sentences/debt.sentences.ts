/** Facts about a debt, in words. */
import type { Balances, Component } from '../../../src/ledger/components.js';
import type { DebtFact } from '../../../src/ledger/debt/index.js';
import type { Sentences } from './sentence.js';
import { given, type Speaker } from './speaker.js';

type Registered = Extract<DebtFact, { type: 'DebtRegistered' }>['data'];

function parts(balances: Balances): [Component, number][] {
  return Object.entries(balances) as [Component, number][];
}

function total({ balances, currency }: Registered, c: Speaker): string {
  return c.money(
    parts(balances).reduce((sum, [, amount]) => sum + BigInt(amount), 0n),
    currency,
  );
}

/** By component; empty where there is none. */
function detail({ balances, currency }: Registered, c: Speaker): string {
  return c.list(parts(balances).map(([name, amount]) => `${c.code('component', name)} ${c.money(amount, currency)}`));
}

function owedEn(data: Registered, c: Speaker): string {
  const inside = detail(data, c);
  return `owed ${total(data, c)}${inside && ` (${inside})`}`;
}

function owedZh(data: Registered, c: Speaker): string {
  const inside = detail(data, c);
  return `欠款 ${total(data, c)}${inside && `（${inside}）`}`;
}

export const debtSentences: Sentences<DebtFact> = {
  DebtRegistered: {
    en: ({ data }, c) =>
      c.say(
        `Debt ${c.id(data.debt)} registered`,
        given(data.ref, (ref) => `account ${c.name(ref)}`),
        given(data.creditor, (creditor) => `creditor ${c.name(creditor)}`),
        given(data.product, (product) => `product ${c.name(product)}`),
        owedEn(data, c),
        given(data.dueDate, (on) => `due ${c.name(on)}`),
        given(data.itemizationDate, (on) => `itemised as of ${c.name(on)}`),
        given(data.chargeOffOn, (on) => `charge-off date ${c.name(on)}`),
        given(data.security, (value) => `secured by ${c.money(value, data.currency)}`),
        given(data.annualRate, (rate) => `rate ${c.name(rate)}% a year`),
        given(data.minimumPayment, (least) => `minimum payment ${c.money(least, data.currency)} a month`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 登记`,
        given(data.ref, (ref) => `账号：${c.name(ref)}`),
        given(data.creditor, (creditor) => `债权人：${c.name(creditor)}`),
        given(data.product, (product) => `产品：${c.name(product)}`),
        owedZh(data, c),
        given(data.dueDate, (on) => `到期日 ${c.name(on)}`),
        given(data.itemizationDate, (on) => `明细截止日 ${c.name(on)}`),
        given(data.chargeOffOn, (on) => `核销日 ${c.name(on)}`),
        given(data.security, (value) => `担保价值 ${c.money(value, data.currency)}`),
        given(data.annualRate, (rate) => `年利率 ${c.name(rate)}%`),
        given(data.minimumPayment, (least) => `每月最低还款额 ${c.money(least, data.currency)}`),
      ),
  },
  ChargedOff: {
    en: ({ data }, c) =>
      c.say(
        `Debt ${c.id(data.debt)} charged off: ${c.money(data.amount)} of carrying amount moved to loss`,
        given(data.reason, (reason) => `reason ${c.code('reason', reason)}`),
        given(data.chargeOffRequest, (id) => `as approved in request ${c.id(id)}`),
        'what the debtor owes is unchanged',
      ),
    zh: ({ data }, c) =>
      c.say(
        `债务 ${c.id(data.debt)} 核销：账面金额 ${c.money(data.amount)} 转为损失`,
        given(data.reason, (reason) => `原因：${c.code('reason', reason)}`),
        given(data.chargeOffRequest, (id) => `依据已批准的申请 ${c.id(id)}`),
        '债务人所欠金额不变',
      ),
  },
};
