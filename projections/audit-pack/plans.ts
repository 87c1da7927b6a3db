/** Repayment plans: their terms version by version, and each instalment with what was paid on it. */
import type { Block } from '../../src/documents/model.js';
import { col, table } from '../../src/documents/table.js';
import { PlanBook } from '../../src/ledger/plan/index.js';
import { planView, type InstalmentView, type PlanView, type VersionView } from '../plans/plan-view.js';
import { coded, eventColumn, proofColumn } from './common.js';
import { paymentEvents } from './payment-events.js';
import type { Scene } from './scene.js';

interface VersionRow {
  readonly plan: PlanView;
  /** Undefined while it is only offered. */
  readonly version: VersionView | undefined;
}

interface InstalmentRow extends InstalmentView {
  readonly plan: string;
  readonly version: number;
}

function versionsTable(plans: readonly PlanView[]): Block {
  const rows = plans.flatMap((plan): VersionRow[] => {
    return plan.versions.length === 0
      ? [{ plan, version: undefined }]
      : plan.versions.map((version) => ({ plan, version }));
  });
  return table<VersionRow>(
    {
      name: 'plans',
      about: ['A version of a repayment plan and its state on V', '还款计划的一个版本及其 V 日状态'],
      none: ['No plan was proposed.', '无还款计划。'],
    },
    [
      eventColumn(({ plan }) => plan.event),
      col('plan', 'id', ['Plan', '计划'], ({ plan }) => plan.plan),
      col(
        'version',
        'integer',
        ['Version', '版本'],
        ({ plan, version }) => version?.version ?? plan.offer?.version ?? null,
      ),
      col('kind', 'code', ['Kind', '类型'], ({ plan }) => coded('planKind', plan.kind)),
      col('proposed', 'date', ['Proposed', '提出日'], ({ plan }) => plan.proposed),
      col('agreed', 'date', ['Agreed', '达成日'], ({ plan }) => plan.agreed?.on ?? null),
      col('form', 'code', ['Form', '形式'], ({ plan }) => coded('agreementForm', plan.agreed?.form)),
      col('recording', 'text', ['Recording', '录音'], ({ plan }) => plan.agreed?.recordingRef ?? null),
      col('activated', 'date', ['Activated', '启动日'], ({ version }) => version?.activated ?? null),
      col('total', 'money', ['Total', '总额'], ({ plan, version }) => version?.total ?? plan.offer?.total ?? null),
      col('paid', 'money', ['Paid', '已还'], ({ version }) => version?.paid ?? null),
      col('arrears', 'money', ['Arrears', '欠付'], ({ version }) => version?.arrears ?? null),
      col('grace_days', 'integer', ['Grace, days', '宽限天数'], ({ version }) => version?.graceDays ?? null),
      col('break_rule', 'text', ['Broken by', '违约规则'], ({ version }) => version?.breakRule ?? null),
      col('state', 'code', ['State', '状态'], ({ plan, version }) => coded('planState', version?.state ?? plan.state)),
      col('since', 'date', ['Since', '自'], ({ plan, version }) => version?.since ?? plan.since),
    ],
    rows,
  );
}

export function planBlocks(scene: Scene): Block[] {
  const { history, head } = scene;
  const payments = paymentEvents(scene);
  const plans = new PlanBook(history.facts).at(head.asOf).map(planView);
  const rows = plans.flatMap(({ plan, versions }) =>
    versions.flatMap(({ version, instalments }) =>
      instalments.map((instalment): InstalmentRow => ({ ...instalment, plan, version })),
    ),
  );
  const instalments = table<InstalmentRow>(
    {
      name: 'instalments',
      title: ['Instalments', '各期'],
      about: ['An instalment and what was paid on it', '一期还款及其履行'],
    },
    [
      col('plan', 'id', ['Plan', '计划'], ({ plan }) => plan),
      col('version', 'integer', ['Version', '版本'], ({ version }) => version),
      col('no', 'integer', ['No.', '期次'], ({ no }) => no),
      col('due', 'date', ['Due', '到期日'], ({ due }) => due),
      col('grace_end', 'date', ['In grace until', '宽限至'], ({ graceEnd }) => graceEnd),
      col('amount', 'money', ['Amount', '金额'], ({ amount }) => amount),
      col('paid', 'money', ['Paid', '已还'], ({ paid }) => paid),
      col('paid_on', 'date', ['Paid on', '还清日'], ({ paidOn }) => paidOn),
      col('outcome', 'code', ['Outcome', '结果'], ({ outcome }) => coded('instalmentOutcome', outcome)),
      col('since', 'date', ['Since', '自'], ({ since }) => since),
      proofColumn(({ payments: own }) => own.flatMap((payment) => payments.get(payment) ?? [])),
    ],
    rows,
  );
  return [versionsTable(plans), instalments];
}
