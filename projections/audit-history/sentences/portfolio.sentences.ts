/** Facts about a portfolio, in words. */
import type { PortfolioFact } from '../../../src/ledger/portfolio/index.js';
import type { Sentences } from './sentence.js';
import { filled, given } from './speaker.js';

export const portfolioSentences: Sentences<PortfolioFact> = {
  PortfolioCreated: {
    en: ({ data }, c) =>
      c.say(
        `Portfolio ${c.name(data.name)} created`,
        given(data.title, (title) => `title ${c.quote(title)}`),
        given(data.creditor, (creditor) => `creditor ${c.name(creditor)}`),
        given(data.capacity, (capacity) => `worked as ${c.code('capacity', capacity)}`),
        `zone ${c.name(data.zone)}`,
        given(data.currency, (currency) => `currency ${c.name(currency)}`),
        given(filled(data.jurisdictions), (codes) => `jurisdiction ${c.list(codes.map(c.name))}`),
        given(data.creditorKind, (kind) => `kind of creditor ${c.code('creditorKind', kind)}`),
        given(data.product, (product) => `product ${c.name(product)}`),
        given(data.waterfall, (waterfall) => `waterfall ${c.name(waterfall)}`),
        given(data.interest, (interest) => `interest policy ${c.name(interest)}`),
        given(data.buckets, (buckets) => `ageing buckets ${c.name(buckets)}`),
        given(data.promiseGraceDays, (days) => `grace of promises ${days} ${days === 1 ? 'day' : 'days'}`),
        given(data.promiseToleranceBps, (bps) => `tolerance of promises ${c.percent(bps)}`),
      ),
    zh: ({ data }, c) =>
      c.say(
        `资产包 ${c.name(data.name)} 创建`,
        given(data.title, (title) => `名称：${c.quote(title)}`),
        given(data.creditor, (creditor) => `债权人：${c.name(creditor)}`),
        given(data.capacity, (capacity) => `催收身份：${c.code('capacity', capacity)}`),
        `时区：${c.name(data.zone)}`,
        given(data.currency, (currency) => `币种：${c.name(currency)}`),
        given(filled(data.jurisdictions), (codes) => `法域：${c.list(codes.map(c.name))}`),
        given(data.creditorKind, (kind) => `债权人类型：${c.code('creditorKind', kind)}`),
        given(data.product, (product) => `产品：${c.name(product)}`),
        given(data.waterfall, (waterfall) => `冲抵顺序：${c.name(waterfall)}`),
        given(data.interest, (interest) => `利息政策：${c.name(interest)}`),
        given(data.buckets, (buckets) => `账龄分档表：${c.name(buckets)}`),
        given(data.promiseGraceDays, (days) => `承诺宽限期 ${days} 天`),
        given(data.promiseToleranceBps, (bps) => `承诺允许差额 ${c.percent(bps)}`),
      ),
  },
};
