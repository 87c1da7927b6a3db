/** Chapter 5: promises, plans and settlements with their terms, the payments that count, outcomes and revisions. */
import type { Block, Chapter } from '../../../src/documents/model.js';
import { col, heading, note, table } from '../../../src/documents/table.js';
import { PromiseBook, type PromiseAt } from '../../../src/ledger/promise/index.js';
import { coded, eventColumn, proofColumn, toldTogether } from '../common.js';
import { paymentEvents } from '../payment-events.js';
import { planBlocks } from '../plans.js';
import { settlementsTable } from '../settlements.js';
import type { Scene } from '../scene.js';

/** Facts that say what became of a promise, plan or settlement, and those that revise it. */
const NOTICES =
  /^(?:Promise(?:Kept|PartiallyKept|Broken|OutcomeRevised)|Instalment|Plan(?:Broken|Completed|StateRevised)|SettlementLapse)/;

function promisesTable(scene: Scene): Block {
  const { history, head } = scene;
  const payments = paymentEvents(scene);
  return table<PromiseAt>(
    {
      name: 'promises',
      about: ['A promise to pay and what became of it by V', '一项还款承诺及其截至 V 的结果'],
      none: ['Nothing was promised.', '无还款承诺。'],
    },
    [
      eventColumn(({ record }) => record.event),
      col('promise', 'id', ['Promise', '承诺'], ({ record }) => record.terms.promise),
      col('made', 'date', ['Made', '作出日'], ({ record }) => record.madeOn),
      col('amount', 'money', ['Amount', '金额'], ({ record }) => record.terms.amount),
      col('due', 'date', ['Due', '到期日'], ({ record }) => record.terms.dueDate),
      col('grace_days', 'integer', ['Grace, days', '宽限天数'], ({ record }) => record.terms.graceDays),
      col(
        'tolerance_bps',
        'integer',
        ['Tolerance, 0.01 %', '容差（0.01%）'],
        ({ record }) => record.terms.toleranceBps,
        {
          meaning: ['How much may be missing, basis points', '允许短少的基点数'],
        },
      ),
      col('policy', 'text', ['Policy', '规则'], ({ record }) => record.terms.policy),
      col('outcome', 'code', ['Outcome', '结果'], ({ outcome }) => coded('promiseOutcome', outcome)),
      col('when', 'code', ['When', '履行时点'], ({ when }) => coded('keptWhen', when)),
      col('since', 'date', ['Since', '自'], ({ since }) => since),
      col('paid', 'money', ['Paid', '已还'], ({ paid }) => paid),
      col('counts_as', 'code', ['Counts as', '统计口径'], ({ countsAs }) => coded('promiseOutcome', countsAs), {
        meaning: ['In the kept rate; EXCLUDED where collection was held', '计入兑现率的口径；暂停催收的不计'],
      }),
      proofColumn(({ qualifying }) => qualifying.flatMap((payment) => payments.get(payment) ?? [])),
    ],
    new PromiseBook(history.facts, history.others).at(head.asOf),
  );
}

function noticesTable(scene: Scene): Block {
  const { history, head } = scene;
  return table<(typeof history.facts)[number]>(
    {
      name: 'outcome_notices',
      about: ['What was noticed or revised about a promise, plan or settlement', '关于承诺、计划或和解的认定与修订'],
      none: ['Nothing was noticed.', '无认定。'],
      lead: 'said',
    },
    [
      eventColumn(({ id }) => id),
      col('became', 'instant', ['became so', '成就时间'], ({ at }) => at),
      col('noticed', 'instant', ['noticed', '认定时间'], ({ rec }) => rec),
      col('type', 'text', ['Type', '类型'], ({ type }) => type, { only: 'data' }),
      col('said', 'words', ['What', '内容'], ({ id }) => toldTogether(scene, [id])),
    ],
    history.facts.filter(({ type, eff }) => eff <= head.asOf && NOTICES.test(type)),
  );
}

export function agreements(scene: Scene): Chapter {
  return {
    number: 5,
    name: 'promises-and-plans',
    title: { en: 'Promises, plans and settlements', zh: '承诺、计划与和解' },
    blocks: [
      note(
        'Outcomes are computed from the payments and terms as known at K; nobody types them. What was noticed at the time, and revised later, is listed last.',
        '结果由截至 K 所知的还款与条件计算得出，非人工填写。当时的认定及其后的修订列于末尾。',
      ),
      heading('Promises to pay', '还款承诺'),
      promisesTable(scene),
      heading('Repayment plans', '还款计划'),
      ...planBlocks(scene),
      heading('Settlements', '和解'),
      settlementsTable(scene),
      heading('Notices and revisions', '认定与修订'),
      noticesTable(scene),
    ],
  };
}
