/** The interest sheet: on which terms interest ran, what was posted for which days, and what has accrued since. */
import type { Block } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import type { CaseStreamFact } from '../../../src/ledger/case-state.js';
import { addDays } from '../../../src/ledger/dates.js';
import type { ByType } from '../../../src/ledger/fact.js';
import { accruedAt, type Accrued } from '../../../src/ledger/interest/index.js';
import { coded, eventColumn, listed, toldTogether } from '../common.js';
import type { Scene } from '../scene.js';
import { componentColumn, debtColumn } from './debt-name.js';

type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

interface Posting {
  readonly event: string;
  readonly debt: string;
  readonly component: string;
  readonly from: string | null;
  readonly to: string;
  readonly amount: number;
  readonly remainder: string | null;
  readonly trigger: string | null;
}

function postingsOf(fact: CaseStreamFact): Posting[] {
  if (fact.type === 'InterestAccrued') {
    const { debt, component, from, to, amount, remainder, trigger } = fact.data;
    return [{ event: fact.id, debt, component, from, to: addDays(to, -1), amount, remainder, trigger }];
  }
  if (fact.type !== 'InterestAccrualAdjusted') return [];
  return fact.data.lines.map(({ debt, component, eff, delta }) => {
    return { event: fact.id, debt, component, from: null, to: eff, amount: delta, remainder: null, trigger: null };
  });
}

const CHANGES = new Set<CaseStreamFact['type']>([
  'InterestSuspended',
  'InterestResumed',
  'InterestRateConcessionGranted',
]);

function termsTable(facts: readonly CaseStreamFact[]): Block {
  return table<Of<'InterestTermsSet'>>(
    {
      name: 'interest_terms',
      title: ['Terms', '计息条件'],
      about: ['Terms on which a debt bears interest', '一项债务的计息条件'],
      none: ['No interest runs by terms in the ledger.', '台账中无计息条件。'],
    },
    [
      eventColumn(({ id }) => id),
      debtColumn(({ data }) => data.debt),
      componentColumn(({ data }) => data.component),
      col('rate', 'text', ['Rate, per cent', '利率（%）'], ({ data }) => data.rate),
      col('period', 'code', ['For', '期间'], ({ data }) => coded('period', data.period)),
      col('day_count', 'text', ['Day count', '计日规则'], ({ data }) => data.dayCount),
      col('base', 'words', ['On', '计息基数'], ({ data }) => listed('component', data.base)),
      col('capitalise_on', 'integer', ['Capitalised on day', '复利日'], ({ data }) => data.capitaliseOn ?? null),
      col('rounding', 'code', ['Rounding', '舍入'], ({ data }) => coded('rounding', data.rounding)),
      col('from', 'date', ['From', '自'], ({ data }) => data.from),
      col('to', 'date', ['Up to, not included', '至（不含）'], ({ data }) => data.to ?? null),
      col('policy', 'text', ['Policy', '计息规则'], ({ data }) => data.policy),
    ],
    facts.filter((fact) => fact.type === 'InterestTermsSet'),
  );
}

function postingsTable(facts: readonly CaseStreamFact[], asOf: string): Block {
  return table<Posting>(
    {
      name: 'interest_postings',
      title: ['Postings', '利息入账'],
      about: ['Interest posted, or what was posted put right', '一笔利息入账或其更正'],
      none: ['No interest was posted.', '无利息入账。'],
    },
    [
      eventColumn(({ event }) => event),
      debtColumn(({ debt }) => debt),
      componentColumn(({ component }) => component),
      col('from', 'date', ['From', '自'], ({ from }) => from, { meaning: ['First day covered', '所含首日'] }),
      col('through', 'date', ['Through', '至'], ({ to }) => to, { meaning: ['Last day covered', '所含末日'] }),
      col('amount', 'money', ['Posted', '入账金额'], ({ amount }) => amount),
      col('remainder', 'text', ['Carried', '结转零头'], ({ remainder }) => remainder, {
        meaning: ['Accrued and not posted: an exact fraction of a minor unit', '已计未入账的精确分数（最小货币单位）'],
      }),
      col('trigger', 'code', ['Because of', '触发'], ({ trigger }) => coded('trigger', trigger)),
    ],
    facts.flatMap(postingsOf).filter(({ to }) => to <= asOf),
  );
}

export function interestBlocks(scene: Scene): Block[] {
  const { head, history, state } = scene;
  const facts = history.facts.filter(({ eff }) => eff <= head.asOf);
  const changes = table<CaseStreamFact>(
    {
      name: 'interest_changes',
      title: ['Suspensions and concessions', '停息与优惠'],
      about: ['A fact that stops or lowers interest', '停息或降息的事实'],
      lead: 'said',
    },
    [
      eventColumn(({ id }) => id),
      col('effective', 'date', ['effective', '生效'], ({ eff }) => eff),
      col('said', 'words', ['What happened', '内容'], ({ id }) => toldTogether(scene, [id])),
    ],
    facts.filter(({ type }) => CHANGES.has(type)),
  );
  const accrued = table<Accrued>(
    {
      name: 'interest_accrued',
      title: ['Accrued and not posted', '已计未入账'],
      about: [
        'Interest accrued by the end of V and not posted: no part of the balance',
        '截至 V 日终已计未入账的利息，不计入余额',
      ],
      none: ['Nothing has accrued beyond what is posted.', '无已计未入账利息。'],
    },
    [
      debtColumn(({ debt }) => debt),
      componentColumn(({ component }) => component),
      col('amount', 'money', ['Accrued', '已计'], ({ amount }) => amount),
      col('exact', 'text', ['Exactly, minor units', '精确值（最小单位）'], ({ exact }) => exact),
    ],
    accruedAt(state.account, head.asOf),
  );
  return [termsTable(facts), postingsTable(history.facts, head.asOf), changes, accrued];
}
