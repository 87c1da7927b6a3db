/** What the rules kept from being done (domain/model.md 4.9). By rule: the compliance report of a portfolio. */
import type { Metric } from './parts.js';
import { sum } from './parts.js';

export const complianceBlockRate: Metric = {
  id: 'compliance-block-rate',
  version: 1,
  unit: 'count',
  shown: 'percent',
  name: { en: 'Compliance block rate', zh: '合规拦截率' },
  definition: {
    en: 'Contacts asked for in the period that were blocked, by contacts asked for in it. One about several accounts counts for the first of them.',
    zh: '期内询问联系许可被拦截的次数 ÷ 期内询问联系许可的次数；涉及多个账户的计入首个账户。',
  },
  numerator: sum(['asked'], 'asked.blocked', 'asked.blocked'),
  denominator: sum(['asked'], 'asked.requests', 'asked.requests'),
};
